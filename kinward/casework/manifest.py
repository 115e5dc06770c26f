"""What was prepared, as the contract's JSON, and the clear files a person looks at."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.casework.papers import Kept, file_name, kept_papers, living_packets, plain_json
from kinward.casework.problems import problems_of
from kinward.ledger import Screens
from kinward.ledger.rows import DocumentRow, DutyRow, PacketRow
from kinward.press.office import OfficeMissing, OfficeNotStarting
from schemas.ledger import Decided, PacketPrepared, QuestionAsked
from schemas.problem import UnitError

LIVING = frozenset({"ready", "held", "blocked"})
CLOSED = frozenset({"done", "excused"})
Json = dict[str, JsonValue]


class NotOurFolder(UnitError):
    """The folder to write into holds something that Kinward did not lay there."""

    code = "not_our_folder"
    remedy = "Name another --out folder, or move that one away."


def manifest(office: Office, case_number: str) -> Json:
    """Return the manifest of a case: duties, documents, packets, questions and problems."""
    decided = office.ledger.last(case_number, Decided.kind)
    decision = decided.sealed if decided and isinstance(decided.sealed, dict) else {}
    duties = _list(decision.get("duties"))
    kept = kept_papers(office, case_number)
    with office.ledger.reading() as screens:
        documents = [d for d in screens.documents(case_number) if d.state in LIVING]
        packets = living_packets(screens.packets(case_number))
        questions = list(_questions(screens, case_number))
        closed = {d.duty_id: d for d in screens.duties(case_number) if d.state in CLOSED}
    seal = office.ledger.seal_reference()
    made: Json = {
        "case_number": case_number,
        "as_of": decided.as_of if decided else None,
        "rehearsal": isinstance(decided.public, Decided) and decided.public.rehearsal
        if decided
        else False,
        "versions": _versions(office),
        "seal": plain_json(asdict(seal)) if seal else None,
        "duties": [_duty(duty, closed) for duty in duties],
        "searches": decision.get("searches", []),
        "left_out": decision.get("left_out", []),
        "documents": [_document(row, kept[row.document_id]) for row in documents],
        "packets": [_packet(office, row) for row in packets],
        "questions": questions,
        "problems": list(problems_of(office, case_number, documents, kept, duties)),
    }
    return made


def _duty(decided: JsonValue, closed: Mapping[str, DutyRow]) -> JsonValue:
    """Return a duty as it was decided; one that is done or excused since then says so."""
    row = closed.get(str(decided["id"])) if isinstance(decided, dict) else None
    if row is None or not isinstance(decided, dict):
        return decided
    return {**decided, "state": row.state, "standing": None, "closed_because": row.because}


def _versions(office: Office) -> Json:
    try:
        printer: str | None = office.printer.version()
    except (OfficeMissing, OfficeNotStarting):
        printer = None
    return {
        "kinward": office.versions.kinward,
        "libreoffice": printer,
        "babel": office.versions.babel,
    }


def name_of(row: DocumentRow, tag: str, ending: str) -> str:
    """Return the name of a document's file."""
    return file_name(row.case_number, row.kind, row.document_id, f"{tag}.{ending}")


def _document(row: DocumentRow, kept: Kept) -> Json:
    to = kept.recipient
    english, pdf = row.docx_sha256, row.pdf_sha256
    return {
        "id": row.document_id,
        "kind": row.kind,
        "duties": list(row.duties),
        "about": kept.told.get("about", []),
        "recipient": {
            "class": to.get("class_"),
            "name": to.get("name"),
            "post": to.get("post"),
            "via": to.get("via", []),
            "copy_of": to.get("copy_of"),
        },
        "languages": list(row.languages),
        "language_reason": kept.told.get("language_reason"),
        "translation_status": kept.told.get("translation_status", {}),
        "state": row.state,
        "why": row.why,
        "docx": f"documents/{name_of(row, 'en', 'docx')}" if english else None,
        "pdf": f"documents/{name_of(row, 'en', 'pdf')}" if pdf else None,
        "pages": kept.pages or None,
        "docx_sha256": english,
        "pdf_sha256": pdf,
        "translations": [_translation(row, kept, tag) for tag in kept.docx if tag != "en"],
        "enclosures": kept.listed("enclosures"),
        "rests_on": kept.listed("rests_on"),
        "withheld": kept.listed("withheld"),
        "findings": [*kept.listed("findings"), *_list(kept.printed.get("findings"))],
    }


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _translation(row: DocumentRow, kept: Kept, tag: str) -> Json:
    pdf = kept.pdf.get(tag)
    return {
        "language": tag,
        "docx": f"documents/{name_of(row, tag, 'docx')}",
        "pdf": f"documents/{name_of(row, tag, 'pdf')}" if pdf else None,
        "docx_sha256": kept.docx[tag],
        "pdf_sha256": pdf,
    }


def _packet(office: Office, row: PacketRow) -> Json:
    told = _told_of(office, row)
    free = row.state != "held"
    return {
        "id": row.packet_id,
        "recipient": told.get("recipient", {}),
        "channel": row.channel,
        "documents": list(row.documents),
        "pdf": f"packets/{row.case_number}.{row.packet_id}.pdf",
        "pages": told.get("pages"),
        "sha256": row.sha256,
        "state": row.state,
        "rehearsal": row.rehearsal,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "contents": told.get("contents", []),
        "conformance": told.get("conformance", []),
        "dispatch": {"state": "free" if free else "held", "why": None if free else row.why},
    }


def _told_of(office: Office, row: PacketRow) -> Json:
    for entry in reversed(office.ledger.history(row.case_number)):
        public = entry.public
        if isinstance(public, PacketPrepared) and public.packet_id == row.packet_id:
            return entry.sealed if isinstance(entry.sealed, dict) else {}
    return {}


def _questions(screens: Screens, case_number: str) -> Iterator[JsonValue]:
    still_open = {row.question_id: row for row in screens.questions(case_number)}
    for entry in screens.history(case_number):
        public = entry.public
        if isinstance(public, QuestionAsked) and public.question_id in still_open:
            told = entry.sealed if isinstance(entry.sealed, dict) else {}
            row = still_open.pop(public.question_id)
            yield {**told, "due_on": row.due_on.isoformat() if row.due_on else None}


def export(office: Office, case_number: str, out: Path) -> Json:
    """Write a case's manifest, documents and packets below `out`, whole or not at all.

    Raises:
        NotOurFolder: the case's folder is there and holds something else than a manifest of ours.
    """
    folder = out / case_number
    if folder.exists() and not (folder / "manifest.json").is_file():
        raise NotOurFolder(f"the folder for case {case_number} holds no manifest")
    made = manifest(office, case_number)
    draft = out / f".{case_number}.part"
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "documents").mkdir(parents=True)
    (draft / "packets").mkdir()
    for name, data in _files(office, case_number):
        _write(draft / name, data)
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    _write(draft / "manifest.json", text.encode())
    shutil.rmtree(folder, ignore_errors=True)
    draft.replace(folder)
    return made


def _files(office: Office, case_number: str) -> Iterator[tuple[str, bytes]]:
    cipher = office.ledger.case_cipher(case_number)
    kept = kept_papers(office, case_number)
    with office.ledger.reading() as screens:
        documents = [d for d in screens.documents(case_number) if d.state in LIVING]
        packets = living_packets(screens.packets(case_number))
    for row in documents:
        paper = kept[row.document_id]
        for ending, files in (("docx", paper.docx), ("pdf", paper.pdf)):
            for tag, digest in files.items():
                name = name_of(row, tag, ending)
                yield f"documents/{name}", office.store.read(case_number, digest, cipher)
    for packet in packets:
        name = f"packets/{case_number}.{packet.packet_id}.pdf"
        yield name, office.store.read(case_number, packet.sha256, cipher)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
