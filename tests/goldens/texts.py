"""Write the letters of the sample families and return their text, as a reader sees it."""

from collections.abc import Iterator
from pathlib import Path

from kinward import casework
from kinward.casework.desk import Office
from kinward.casework.papers import kept_papers
from kinward.press.word_package import open_package
from kinward.press.word_text import passages_of
from schemas.case import Case
from tests.kinward.casework.offices import AS_OF, a_family, an_office

LETTERS = Path(__file__).with_name("letters")


def letters_of(office: Office, family: str, case: Case) -> Iterator[tuple[str, bytes]]:
    """Write one family's letters and yield a name and the Word file of each."""
    as_of = AS_OF[family.partition("+")[0]]
    casework.add_case(office, case)
    casework.decide_duties(office, case.case_number, as_of)
    casework.write_letters(office, case.case_number, as_of)
    cipher = office.ledger.case_cipher(case.case_number)
    for kept in kept_papers(office, case.case_number).values():
        with office.ledger.reading() as screens:
            (row,) = [
                d for d in screens.documents(case.case_number) if d.document_id == kept.document_id
            ]
        for tag, digest in kept.docx.items():
            name = f"{family}.{row.kind}.{row.recipient_class}.{tag}.txt"
            yield name, office.store.read(case.case_number, digest, cipher)


def shown(letter: bytes) -> str:
    """Return the text of a letter, a line for each paragraph, header and footer included."""
    passages = passages_of(open_package(letter))
    lines = [
        f"{passage.part}: {passage.text}".rstrip()
        for passage in passages
        if passage.kind == "shown" and passage.text.strip()
    ]
    return "\n".join(lines) + "\n"


def families(office: Office) -> Iterator[tuple[str, Case]]:
    """Yield the sample families, and Florida's once more before a hearing without evidence.

    Only then is there a motion to the court: the mother has no counsel who could choose.
    """
    for family in AS_OF:
        yield family, a_family(office, family)
    florida = a_family(office, "florida")
    hearings = tuple(
        hearing.model_copy(update={"kind": "status_conference", "attendance_chosen": "telephone"})
        for hearing in florida.hearings
    )
    plain = {"case_number": "FL-2026-2049", "hearings": hearings}
    yield "florida+status-conference", florida.model_copy(update=plain)


def goldens(home: Path) -> dict[str, str]:
    """Return the text of every letter of every family, by name."""
    with an_office(home) as office:
        return {
            name: shown(letter)
            for family, case in families(office)
            for name, letter in letters_of(office, family, case)
        }
