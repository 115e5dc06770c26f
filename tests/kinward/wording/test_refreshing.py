import pytest

from kinward.wording.catalog import Catalog, read_catalog
from kinward.wording.locales import SPANISH
from kinward.wording.messages import messages_of
from kinward.wording.refreshing import OneTextTwoForms, gaps, new_catalog, pot, update
from tests.kinward.wording.builders import Text, a_catalog, a_letter

LETTER = a_letter(
    "Dear Consul General:",
    "The hearing is on {{ hearing_on|longdate }} in {{ court }}.",
    "{#plural n#}{{ n }} child is named.{#|#}{{ n }} children are named.",
    "{#ctx child.sex m,f#}The child lives here.",
)
EDITED = a_letter(
    "Dear Consul General:",
    "The court hearing is on {{ hearing_on|longdate }} in {{ court }}.",
    "{#plural n#}{{ n }} child is named.{#|#}{{ n }} children are named.",
    "{#ctx child.sex m,f#}The child lives here.",
)
TEXTS: Text = {
    "Dear Consul General:": "Distinguido Cónsul General:",
    "The hearing is on {hearing_on} in {court}.": "La audiencia es el {hearing_on} en {court}.",
    ("{n} child is named.", "{n} children are named."): [
        "Figura {n} menor.",
        "Figuran {n} menores.",
    ],
    "The child lives here.": "La persona menor vive aquí.",
}


def read(po: bytes) -> Catalog:
    catalog = read_catalog(po, SPANISH).catalog
    assert catalog is not None
    return catalog


def the_pot(letter: bytes) -> bytes:
    return pot({"notice": messages_of(letter)})


def filled(po: bytes) -> bytes:
    """The new catalog with every text of TEXTS put in."""
    text = po.decode()
    for key, told in TEXTS.items():
        if isinstance(told, str):
            text = text.replace(f'msgid "{key}"\nmsgstr ""', f'msgid "{key}"\nmsgstr "{told}"', 1)
        else:
            for number, form in enumerate(told):
                text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"')
    return text.encode()


def test_a_complete_catalog_has_no_gaps() -> None:
    assert gaps(LETTER, a_catalog(TEXTS)) == ()


def test_an_edit_of_the_english_makes_exactly_that_message_stale() -> None:
    (gap,) = gaps(EDITED, a_catalog(TEXTS))
    assert gap.state == "stale"
    assert gap.message.msgid == "The court hearing is on {hearing_on} in {court}."
    assert gap.previous == "The hearing is on {hearing_on} in {court}."


def test_a_text_nobody_translated_is_missing_and_a_doubtful_one_fuzzy() -> None:
    rest: Text = {key: text for key, text in TEXTS.items() if key != "Dear Consul General:"}
    found = gaps(LETTER, a_catalog(rest, fuzzy=["The child lives here."]))
    assert [(gap.state, gap.message.msgid) for gap in found] == [
        ("missing", "Dear Consul General:"),
        ("fuzzy", "The child lives here."),
    ]


def test_a_new_catalog_passes_its_own_header_gates() -> None:
    catalog = read(new_catalog(the_pot(LETTER), SPANISH))
    assert {message.key for message in messages_of(LETTER)} == set(catalog.entries)


def test_a_refresh_keeps_texts_and_marks_an_edited_one_fuzzy_with_its_previous() -> None:
    po = filled(new_catalog(the_pot(LETTER), SPANISH))
    assert gaps(LETTER, read(po)) == ()
    refreshed = update(po, the_pot(EDITED))
    (gap,) = gaps(EDITED, read(refreshed))
    assert (gap.state, gap.message.msgid) == (
        "fuzzy",
        "The court hearing is on {hearing_on} in {court}.",
    )
    assert b'#| msgid "The hearing is on {hearing_on} in {court}."' in refreshed


def test_a_refresh_without_changes_changes_no_byte() -> None:
    po = filled(new_catalog(the_pot(LETTER), SPANISH))
    assert (
        update(po, the_pot(LETTER)) == update(update(po, the_pot(LETTER)), the_pot(LETTER)) == po
    )


def test_a_catalog_template_holds_no_date_of_the_day_it_was_made() -> None:
    assert b"20" not in the_pot(a_letter("To:"))


def test_one_english_text_with_two_plurals_is_refused() -> None:
    letter = a_letter("One.", "{#plural n#}One.{#|#}Several.")
    with pytest.raises(OneTextTwoForms):
        the_pot(letter)
