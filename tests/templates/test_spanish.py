"""The Spanish words, and the two letters of the San Diego family written with them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kinward.office import open_office
from kinward.press.pdf_text import read_pages
from kinward.press.proofs import prove_docx
from kinward.press.searching import Promise
from kinward.press.word_package import open_package
from kinward.press.word_text import passages_of
from kinward.wording.locales import ENGLISH, SPANISH
from kinward.wording.messages import Message, messages_of
from kinward.wording.sentence import PLACEHOLDER, TAG
from tests.goldens.texts import letters_of
from tests.kinward.casework.offices import a_family, an_office
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_setting
from tests.templates.catalogs import catalog_of, po_of
from tests.templates.written import letter, seen_by

TO = {
    "consular_notification": "consulate",
    "home_study_request": "foreign_central_authority",
}
EACH_KIND = pytest.mark.parametrize("kind", sorted(TO))
BANNERS = (ENGLISH.draft_banner, SPANISH.draft_banner)
NEVER = re.compile(
    r"ilegal|indocumentad|adoptiv|\bextranjer[oa]s?\b(?<!en el extranjero)|\balien|deteni|expuls"
    r"|representante legal|curador|ciudadan",
    re.IGNORECASE,
)
"""Words that mean another thing in a Latin American law, or that no person is called by."""
OF_THE_FILE = ("No special medical needs known", "First grade", "Income and health")
SAID_ONCE = "Los textos tomados de nuestro expediente figuran en inglés."
SIGNED_LINES = 5
"""The lines of a signature, which stand in the English alone."""
NOT_SIGNED = "Esta traducción no se firma. Firmante de la carta en inglés: International Liaison"
FAMILIAR = re.compile(r"\b(tú|tu|tus|ti|te|vos|vosotros|vuestr\w+)\b", re.IGNORECASE)

Letters = Mapping[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """The English and the Spanish Word file of each kind, as the office writes them."""
    with an_office(tmp_path_factory.mktemp("home")) as office:
        files = dict(letters_of(office, "san-diego", a_family(office, "san-diego")))
    names = {kind: f"san-diego.{kind}.{class_}" for kind, class_ in TO.items()}
    return {
        kind: (files[f"{name}.en.txt"], files[f"{name}.es.txt"]) for kind, name in names.items()
    }


def lines(letter_file: bytes, part: str = "word/") -> list[str]:
    """What a reader sees, a paragraph to a line; of one part, or of all."""
    return [
        one.text
        for one in passages_of(open_package(letter_file))
        if one.kind == "shown" and one.part.startswith(part)
    ]


def as_written(message: Message) -> re.Pattern[str]:
    """An English text as it would stand in a letter, whatever its values."""
    pieces = PLACEHOLDER.split(TAG.sub("", message.msgid))[::2]
    return re.compile(".*".join(re.escape(piece) for piece in pieces))


def spanish_texts() -> Iterator[str]:
    for entry in catalog_of("es").entries.values():
        yield from entry.strings


def test_no_word_that_misleads_or_belittles_is_used() -> None:
    assert [text for text in spanish_texts() if NEVER.search(text)] == []


def test_a_child_is_always_called_a_person_under_age() -> None:
    assert [text for text in spanish_texts() if re.search(r"(?<!ersona )menor", text)] == []


def test_the_reader_is_addressed_with_usted() -> None:
    assert [text for text in spanish_texts() if FAMILIAR.search(text)] == []


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        (r"\bcustody\b", "custodia"),
        (r"\b[Gg]uardian(ship)?\b(?! ad litem)", "tutela"),
        (r"\bguardian ad litem\b", r"tutor ad litem \(guardian ad litem\)"),
        (r"\bhearing\b", "audiencia"),
        (r"\b[Dd]ocket number\b", "número de expediente"),
        (r"\bConfidentiality\b", "confidencialidad"),
        (r"\bpetition\b", "petición"),
        (r"\bplacement\b", "colocación"),
        (r"\bparental rights\b", "derechos parentales"),
        (r"\bconsular post\b", "oficina consular"),
        (r"\binterpreter\b", "intérprete"),
        (r"\bRequest for a (home study|study of a home)\b", r"estudio del? (un )?hogar \(home"),
    ],
)
def test_a_term_of_the_glossary_is_used_wherever_the_english_has_it(
    english: str, spanish: str
) -> None:
    entries = [e for e in catalog_of("es").entries.values() if re.search(english, e.msgid)]
    assert entries
    assert [e.msgid for e in entries if not re.search(spanish, e.strings[0], re.I)] == []


@EACH_KIND
def test_every_value_of_the_english_letter_is_in_the_spanish_one(
    letters: Letters, kind: str
) -> None:
    promises = [
        Promise(one.name, one.text) for one in seen_by(the_setting(SAN_DIEGO, kind)).promises
    ]
    names = {promise.text for promise in promises}
    assert {"Sofía Elena Ramírez Ortega", "J-520114", "SD-2026-00417"} <= names
    assert prove_docx(letters[kind][1], promises, ()) == ()


@EACH_KIND
def test_the_same_figures_and_addresses_stand_in_both_letters(letters: Letters, kind: str) -> None:
    """Dates in words and in ISO, hours, telephones, ages, docket and postal numbers."""
    english, spanish = ("\n".join(lines(file)) for file in letters[kind])
    assert Counter(re.findall(r"\d+", spanish)) == Counter(re.findall(r"\d+", english))
    for pattern in (r"\d{4}-\d{2}-\d{2}", r"\+\d[\d -]+\d", r"\S+@\S+", r"[A-Z]+-[\d-]+"):
        found = re.findall(pattern, english)
        assert found
        assert sorted(re.findall(pattern, spanish)) == sorted(found)


def english_in(letter_file: bytes, kind: str) -> set[str]:
    """The English texts of a kind that a letter shows."""
    shown = [line for line in lines(letter_file) if line not in BANNERS]
    return {
        message.msgid
        for message in messages_of(letter(kind))
        if any(as_written(message).fullmatch(line) for line in shown)
    }


@EACH_KIND
def test_no_english_text_of_the_letter_is_left(letters: Letters, kind: str) -> None:
    english, spanish = letters[kind]
    assert len(english_in(english, kind)) > 50
    # "Fax" is Spanish too.
    assert english_in(spanish, kind) <= {"Fax {recipient_fax}", "Fax {agency_fax}"}


@EACH_KIND
def test_the_spanish_letter_has_the_paragraphs_of_the_english_one(
    letters: Letters, kind: str
) -> None:
    english, spanish = (lines(file, "word/document.xml") for file in letters[kind])
    shared = [line for line in spanish if line not in {SAID_ONCE, NOT_SIGNED}]
    assert len(shared) == len(english) - SIGNED_LINES
    assert [line for line in spanish if re.search(r"[{}]|</?\d+>", line)] == []


@EACH_KIND
def test_the_draft_banner_heads_every_kind_of_page(letters: Letters, kind: str) -> None:
    (section,) = docx.Document(BytesIO(letters[kind][1])).sections
    assert section.different_first_page_header_footer
    for header in (section.header, section.first_page_header):
        assert not header.is_linked_to_previous
        assert tuple(paragraph.text for paragraph in header.paragraphs[:2]) == BANNERS


def test_the_draft_banner_is_printed_on_every_page(letters: Letters, tmp_path: Path) -> None:
    with an_office(tmp_path / "home") as office:
        printed = office.printer.print_letters({kind: files[1] for kind, files in letters.items()})
    assert set(printed.pdfs) == set(TO)
    for pdf in printed.pdfs.values():
        pages = [" ".join(page.split()) for page in read_pages(pdf)]
        assert len(pages) > 2
        assert all(banner in page for page in pages for banner in BANNERS)


@EACH_KIND
def test_the_english_letter_carries_no_banner(letters: Letters, kind: str) -> None:
    assert not {*BANNERS} & {*lines(letters[kind][0])}


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("consular_notification", "Notificación consular"),
        ("home_study_request", "Solicitud de estudio del hogar (home study)"),
    ],
)
def test_a_spanish_letter_has_a_spanish_title(letters: Letters, kind: str, title: str) -> None:
    told = docx.Document(BytesIO(letters[kind][1])).core_properties
    assert (told.title, told.language) == (title, "es-US")


def test_without_its_title_a_kind_is_not_written_in_spanish(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    untitled = po_of("es").replace(b'msgstr "Notificaci\xc3\xb3n consular"', b'msgstr ""')
    assert untitled != po_of("es")
    (folder / "letters.po").write_bytes(untitled)
    with open_office(tmp_path) as office:
        assert {kind for kind, _ in office.statuses} == {"home_study_request"}


@EACH_KIND
def test_nobody_signs_a_translation(letters: Letters, kind: str) -> None:
    english, spanish = (lines(file, "word/document.xml") for file in letters[kind])
    assert "Signature and date" in english
    assert spanish.count(NOT_SIGNED) == 1
    assert not [line for line in spanish if "Firma y fecha" in line or "____" in line]


def test_words_of_the_file_are_marked_as_english_in_the_spanish_draft(letters: Letters) -> None:
    body = docx.Document(BytesIO(letters["home_study_request"][1])).element.body
    found = {
        text: {tag.get(qn("w:val")) for tag in run.iter(qn("w:lang"))}
        for run in body.iter(qn("w:r"))
        if (text := "".join(one.text or "" for one in run.iter(qn("w:t")))) in OF_THE_FILE
    }
    assert found == {text: {"en-US"} for text in OF_THE_FILE}


def test_the_draft_says_once_that_words_of_the_file_are_english(letters: Letters) -> None:
    english, spanish = letters["home_study_request"]
    assert lines(spanish).count(SAID_ONCE) == 1
    assert not [line for line in lines(english) if "stands in English" in line]


def test_where_no_words_of_the_file_are_told_the_draft_says_nothing_of_them(
    tmp_path: Path,
) -> None:
    with an_office(tmp_path / "home") as office:
        case = a_family(office, "san-diego").model_copy(update={"care": None, "home_study": None})
        files = dict(letters_of(office, "san-diego", case))
    spanish = files["san-diego.home_study_request.foreign_central_authority.es.txt"]
    assert SAID_ONCE not in lines(spanish)
