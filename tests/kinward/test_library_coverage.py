import json
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kinward.library.coverage import NO_CONTACT, consulates, coverage, picture
from schemas.contact_log import ContactLog
from tests.kinward.test_library_counsel import PLACES, a_case
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()


@given(
    places=st.lists(st.sampled_from(PLACES), max_size=8),
    country=st.sampled_from(["MX", "GT", "UA"]),
)
def test_every_case_is_counted_once_for_its_nationality(
    places: list[tuple[str, str]], country: str
) -> None:
    rows = coverage(LIBRARY, [a_case(state, county, country) for state, county in places])
    assert sum(row.cases for row in rows) == len(places)
    counted = Counter((row.state, row.county) for row in rows)
    assert set(counted.values()) <= {1}


def test_coverage_tells_an_agreement_a_title_and_nothing_apart() -> None:
    cases = [a_case("IL", "Cook"), a_case("IA", "Polk"), a_case("WY", "Teton", "GT")]
    found = {row.state: (row.covered, row.agreements) for row in coverage(LIBRARY, cases)}
    assert found == {
        "IL": ("agreement", ("us-il_mx",)),
        "IA": ("known_by_title", ("us-ia_mx",)),
        "WY": ("none", ()),
    }


def test_a_picture_is_sound_svg_and_names_every_row() -> None:
    rows = coverage(LIBRARY, [a_case("IL", "Cook"), a_case("WY", "Teton & <Sons>", "GT")])
    root = ET.fromstring(picture(rows))  # noqa: S314 - our own text
    texts = [node.text or "" for node in root.iter() if node.tag.endswith("text")]
    assert any("Mexico · Cook, IL" in text for text in texts)
    assert any("Guatemala · Teton & <Sons>, WY" in text for text in texts)
    assert picture(()).startswith("<svg")


def test_no_word_of_a_picture_runs_over_its_edge() -> None:
    rows = coverage(LIBRARY, [a_case("WY", "County " * 12, "CD"), a_case("IL", "Cook")])
    root = ET.fromstring(picture(rows))  # noqa: S314 - our own text
    texts = [node for node in root.iter() if node.tag.endswith("text")]
    ends = [node for node in texts if node.get("text-anchor") == "end"]
    assert len(ends) == len(rows)
    # A letter of this size is seven points wide on the average.
    assert all(float(node.attrib["x"]) > 7 * len(node.text or "") for node in ends)
    starts = [node for node in texts if node not in ends]
    rights = [float(node.attrib["x"]) + 7 * len(node.text or "") for node in starts]
    assert max(rights) < float(root.attrib["width"])


def test_a_consulate_shows_its_newest_contact_with_the_next_step_r91() -> None:
    rows = coverage(LIBRARY, [a_case("IL", "Cook")])
    (bare,) = consulates(LIBRARY, rows)
    assert (bare.last_on, bare.next_step) == (None, NO_CONTACT)
    contacts = [
        {"on": "2026-01-05", "how": "meeting", "about": "renewal", "by": "liaison",
         "next_step": "send the draft", "next_on": "2026-02-01"},
        {"on": "2025-01-05", "how": "letter", "about": "renewal", "by": "liaison"},
    ]  # fmt: skip
    log = ContactLog.model_validate_json(json.dumps({"post": "mx-chicago", "contacts": contacts}))
    (row,) = consulates(replace(LIBRARY, contact_logs={"mx-chicago": log}), rows)
    assert (row.last_on, row.next_step, row.next_on) == (
        "2026-01-05",
        "send the draft",
        "2026-02-01",
    )
