import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kinward.library import Library, load
from kinward.library.compiling import LibraryMissing
from kinward.library.holdings import CalendarTooShort, UnknownCalendar
from kinward.library.loading import SNAPSHOT
from kinward.library.row_hash import row_sha256
from schemas.files import Calendar

SHIPPED = Path(__file__).resolve().parents[2]
ILLINOIS = "mou_library/agreements/us-il_mx/agreement.yaml"
AN_AGENCY = "mou_library/agencies/us-il/agency.yaml"
A_CONTACT = (
    "contacts:\n"
    "  - {post: mx-chicago, country: MX, name: Post in Chicago, verified_on: 2026-06-10}\n"
)
A_KIND = """
id: z
kind: thank_you
title: Thanks
signer: worker
filed_by: worker
languages: english
channel: mail
routes: [{role: addressee, recipient: juvenile_court, view: content}]
fields:
  - field: thanks
    category: procedural_text
    subject: any
    requirement: required
    if_absent: library
"""


def a_home(folder: Path, files: Mapping[str, str]) -> Path:
    """A home with these files of its own."""
    for place, text in files.items():
        file = folder / "home" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "home").mkdir(exist_ok=True)
    return folder / "home"


def shipped_text(place: str) -> str:
    """What the shipped file says."""
    return (SHIPPED / place).read_text(encoding="utf-8")


def with_home(folder: Path, files: Mapping[str, str]) -> Library:
    """The library with a home that holds these files."""
    return load(SHIPPED, a_home(folder, files))


def codes(library: Library) -> list[str]:
    """The codes of the library's faults."""
    return [problem.code for problem in library.problems]


def test_an_agency_of_the_home_takes_the_place_of_the_sample_and_is_listed(tmp_path: Path) -> None:
    own = shipped_text(AN_AGENCY).replace("sample: true", "sample: false")
    library = with_home(tmp_path, {AN_AGENCY: own})
    assert not library.agencies["us-il"].sample
    assert library.overrides == ("agency us-il",)
    assert library.agencies["us-wa"].sample


def test_a_verified_contact_of_the_home_takes_the_place_of_the_sample(tmp_path: Path) -> None:
    library = with_home(tmp_path, {"mou_library/directory/ours.yaml": A_CONTACT})
    chicago = [contact for contact in library.contacts if contact.post == "mx-chicago"]
    assert [contact.sample for contact in chicago] == [False]
    assert any(contact.post == "mx-san-diego" for contact in library.contacts)


def test_one_country_of_the_home_leaves_all_others_standing(tmp_path: Path) -> None:
    honduras = "countries:\n  - {code: HN, name: Honduras, adjective: Catracho}\n"
    library = with_home(tmp_path, {"mou_library/countries.yaml": honduras})
    assert library.countries["HN"].adjective == "Catracho"
    assert library.countries["MX"].home_study is not None


def test_words_of_the_home_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    words = (
        "needs: []\nevents: [moved_abroad]\nhearings: []\n"
        "locate_methods: []\nrelationships: [comadre]\n"
    )
    vocabulary = with_home(tmp_path, {"mou_library/vocabulary.yaml": words}).vocabulary
    assert {"moved_abroad", "taken_into_custody"} <= set(vocabulary.events)
    assert {"comadre", "mother"} <= set(vocabulary.relationships)


def test_a_broken_agreement_of_the_home_is_out_of_service_with_the_row_it_replaced(
    tmp_path: Path,
) -> None:
    broken = shipped_text(ILLINOIS).replace("kind: agreement", "kind: agrement")
    library = with_home(tmp_path, {ILLINOIS: broken})
    assert library.instrument("us-il_mx") is None
    assert library.instrument("us-tx_mx") is not None
    assert codes(library) == ["not_allowed"]
    assert library.problems[0].where.startswith(f"home/{ILLINOIS}:3 ")
    assert library.rulebook.out_of_service == (library.problems[0].where,)


def test_a_broken_directory_of_the_home_leaves_the_shipped_contacts(tmp_path: Path) -> None:
    library = with_home(tmp_path, {"mou_library/directory/samples.yaml": "contacts: 7\n"})
    assert any(contact.post == "mx-san-diego" for contact in library.contacts)
    assert codes(library) == ["not_allowed"]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    library = with_home(
        tmp_path,
        {
            AN_AGENCY: shipped_text(AN_AGENCY).replace("state: IL", "state: Illinois\ntone: warm"),
            ILLINOIS: "a: [",
            "mou_library/agreements/notes.yaml": "a: 1\n",
        },
    )
    assert sorted(codes(library)) == ["file_not_read", "not_allowed", "not_yaml", "unknown_field"]
    assert all(problem.remedy for problem in library.problems)


def test_a_folder_must_bear_the_id_of_its_row(tmp_path: Path) -> None:
    place = "mou_library/agencies/us-illinois/agency.yaml"
    library = with_home(tmp_path, {place: shipped_text(AN_AGENCY)})
    assert codes(library) == ["id_not_folder"]
    assert "us-illinois" not in library.agencies


def test_two_rows_of_one_id_are_told_and_the_first_is_used(tmp_path: Path) -> None:
    text = shipped_text("mou_library/law/us-wa.yaml")
    library = with_home(tmp_path, {"mou_library/law/a.yaml": text, "mou_library/law/b.yaml": text})
    assert codes(library) == ["duplicate_id"]
    assert library.places["instrument:us-wa_policy-4211"] == "home/mou_library/law/a.yaml"


def test_a_kind_of_document_comes_with_the_bytes_of_its_letter(tmp_path: Path) -> None:
    home = a_home(tmp_path, {"templates/docx/thank_you/document.yaml": A_KIND})
    assert load(SHIPPED, home).templates["thank_you"].letter_sha256 is None
    (home / "templates/docx/thank_you/letter.docx").write_bytes(b"a letter")
    template = load(SHIPPED, home).templates["thank_you"]
    assert template.letter_sha256 == hashlib.sha256(b"a letter").hexdigest()
    assert template.home
    assert load(SHIPPED, home).kinds["thank_you"].title == "Thanks"


def test_without_a_vocabulary_nothing_can_be_decided(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        load(tmp_path, None)


def test_the_second_opening_takes_the_snapshot_and_says_the_same(tmp_path: Path) -> None:
    home = a_home(tmp_path, {ILLINOIS: shipped_text(ILLINOIS)})
    first = load(SHIPPED, home)
    assert (home / SNAPSHOT).exists()
    assert load(SHIPPED, home) == first


@pytest.mark.parametrize("damage", [b"", b"kinward library 1\n", b"kinward library 1\nx" * 400])
def test_a_damaged_snapshot_is_made_again(tmp_path: Path, damage: bytes) -> None:
    home = a_home(tmp_path, {})
    whole = load(SHIPPED, home)
    (home / SNAPSHOT).write_bytes(damage)
    assert load(SHIPPED, home) == whole
    assert len((home / SNAPSHOT).read_bytes()) > len(damage)


def test_a_snapshot_cut_short_is_not_believed(tmp_path: Path) -> None:
    home = a_home(tmp_path, {})
    whole = load(SHIPPED, home)
    text = (home / SNAPSHOT).read_bytes()
    (home / SNAPSHOT).write_bytes(text[:-1])
    assert load(SHIPPED, home) == whole


def test_an_edit_is_seen_at_the_next_opening(tmp_path: Path) -> None:
    home = a_home(tmp_path, {AN_AGENCY: shipped_text(AN_AGENCY)})
    load(SHIPPED, home)
    edited = shipped_text(AN_AGENCY).replace("us-federal, us-il", "us-federal")
    (home / AN_AGENCY).write_text(edited, encoding="utf-8")
    assert load(SHIPPED, home).agencies["us-il"].calendar == ("us-federal",)


def test_a_file_taken_away_is_missed_at_the_next_opening(tmp_path: Path) -> None:
    home = a_home(tmp_path, {AN_AGENCY: shipped_text(AN_AGENCY)})
    assert load(SHIPPED, home).overrides == ("agency us-il",)
    shutil.rmtree(home / "mou_library")
    assert load(SHIPPED, home).overrides == ()


def test_opening_from_the_snapshot_loads_no_reader_of_files_and_no_database(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path, {})
    load(SHIPPED, home)
    program = (
        "import sys, pathlib\n"
        "from kinward.library import load\n"
        f"load(pathlib.Path({str(SHIPPED)!r}), pathlib.Path({str(home)!r}))\n"
        "slow = {'ruamel', 'pycountry', 'holidays', 'sqlalchemy', 'prefect', 'docx', 'babel'}\n"
        "print(sorted(slow & {name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=SHIPPED
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("calendar", ["us-federal", "us-il", "us-wa"])
def test_juneteenth_of_2026_is_closed(tmp_path: Path, calendar: str) -> None:
    library = with_home(tmp_path, {})
    found = library.closed_days([calendar], date(2026, 6, 15), date(2026, 6, 30))
    assert found == {date(2026, 6, 19)}


def test_a_file_closes_and_opens_days_of_a_calendar(tmp_path: Path) -> None:
    text = (
        "calendar: us-il\ncountry: US\nsubdivision: IL\n"
        "closed: [{on: 2026-12-24, name: Eve, source: memo}]\n"
        "open: [{on: 2026-11-03, name: Election Day, source: memo}]\n"
        "not_kept: [{name: Casimir Pulaski Day, source: memo}]\n"
    )
    library = with_home(tmp_path, {"mou_library/calendars/us-il.yaml": text})
    days = library.closed_days(["us-il"], date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 12, 24) in days
    assert date(2026, 12, 25) in days
    assert date(2026, 11, 3) not in days
    assert date(2026, 3, 2) not in days
    assert date(2026, 2, 12) in days


def test_a_calendar_of_no_state_keeps_only_its_own_days(tmp_path: Path) -> None:
    text = "calendar: us-ca-kings\nclosed: [{on: 2026-12-24, name: Furlough, source: order}]\n"
    library = with_home(tmp_path, {"mou_library/calendars/kings.yaml": text})
    days = library.closed_days(["us-ca-kings"], date(2026, 1, 1), date(2026, 12, 31))
    assert days == {date(2026, 12, 24)}


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        ("us-tx", date(2026, 4, 21)),
        ("us-il", date(2026, 3, 2)),
        ("us-ca", date(2028, 2, 15)),
        ("us-co", date(2026, 3, 31)),
    ],
)
def test_a_holiday_on_which_a_states_offices_work_puts_no_clock_off(
    tmp_path: Path, calendar: str, day: date
) -> None:
    assert with_home(tmp_path, {}).closed_days([calendar], day, day) == frozenset()


def test_an_unknown_calendar_or_year_is_refused(tmp_path: Path) -> None:
    library = with_home(tmp_path, {})
    with pytest.raises(UnknownCalendar):
        library.closed_days(["us-zz"], date(2026, 1, 1), date(2026, 1, 2))
    with pytest.raises(CalendarTooShort):
        library.closed_days(["us-il"], date(1999, 1, 1), date(2026, 1, 2))


def test_a_language_is_found_by_its_own_tag_and_by_a_regions_tag(tmp_path: Path) -> None:
    library = with_home(tmp_path, {})
    names = {
        tag: language.name if (language := library.language(tag)) else None
        for tag in ("quc", "es", "es-MX", "prs", "mim", "xx")
    }
    assert names == {
        "quc": "K'iche'",
        "es": "Spanish (Latin America)",
        "es-MX": "Spanish (Latin America)",
        "prs": "Dari",
        "mim": "Mixtec (family)",
        "xx": None,
    }
    assert {"quc", "mam"} <= library.rulebook.oral_languages
    assert "es-419" not in library.rulebook.oral_languages


def test_every_version_and_step_has_a_hash_for_decisions_to_name(tmp_path: Path) -> None:
    hashes = with_home(tmp_path, {}).rulebook.row_sha256
    assert {"us-il_mx@2020-10-02", "vccr-1963@1963", "detained_parent/book_interpreter"} <= set(
        hashes
    )


def test_a_rows_hash_follows_its_content_and_not_its_layout(tmp_path: Path) -> None:
    kept = with_home(tmp_path, {}).rulebook.row_sha256["us-il_mx@2020-10-02"]
    spaced = shipped_text(ILLINOIS).replace("value: 10\n", "value:   10  # as reported\n")
    moved = shipped_text(ILLINOIS).replace("value: 10\n", "value: 12\n")
    same = with_home(tmp_path, {ILLINOIS: spaced}).rulebook.row_sha256["us-il_mx@2020-10-02"]
    other = with_home(tmp_path, {ILLINOIS: moved}).rulebook.row_sha256["us-il_mx@2020-10-02"]
    assert same == kept
    assert other != kept


def test_a_field_at_its_default_changes_no_hash() -> None:
    bare = Calendar.model_validate_json('{"calendar": "us-il"}')
    written = Calendar.model_validate_json('{"calendar": "us-il", "closed": []}')
    assert row_sha256(bare) == row_sha256(written)


def test_codes_of_countries_and_languages_are_known_offline(tmp_path: Path) -> None:
    library = with_home(tmp_path, {})
    assert library.rulebook.country_names["NO"] == "Norway"
    assert library.rulebook.country_names["BO"] == "Bolivia"
    assert {"es", "spa", "quc"} <= library.language_codes
    assert "qq" not in library.language_codes
