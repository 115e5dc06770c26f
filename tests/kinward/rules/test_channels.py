"""By which channel a paper goes, as far as the recipient can be reached."""

from dataclasses import replace

import pytest

from kinward.rules.channels import channel_of
from kinward.rules.setting import Recipient, Setting
from schemas.consulate import Contact
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_setting


def a_recipient(**ways: object) -> Recipient:
    """A recipient without a contact, reached in these ways only."""
    return replace(Recipient("consulate", "A consulate"), **ways)  # type: ignore[arg-type]


def a_setting(to: Recipient, asked: str = "fax", kinds: str = "mail") -> Setting:
    """A notice whose instrument asks one channel, and whose kind goes by another."""
    setting = the_setting(SAN_DIEGO, "consular_notification")
    assert setting.notice is not None
    return replace(
        setting,
        recipient=to,
        notice=setting.notice.model_copy(update={"channel": asked}),
        kind=setting.kind.model_copy(update={"channel": kinds}),
    )


def a_contact(**ways: object) -> Contact:
    """A post's own numbers."""
    facts = {"post": "mx-san-diego", "country": "MX", "name": "A post", **ways}
    return Contact.model_validate({**facts, "verified_on": "2026-03-02"}, strict=False)


@pytest.mark.parametrize(
    ("to", "asked", "goes_by"),
    [
        pytest.param(a_recipient(fax="1"), "fax", "fax", id="a fax with a number"),
        pytest.param(a_recipient(email="a@b"), "fax", "email", id="a fax without one: e-mail"),
        pytest.param(a_recipient(), "fax", "mail", id="neither number nor address: mail"),
        pytest.param(a_recipient(email="a@b"), "email", "email", id="e-mail with an address"),
        pytest.param(a_recipient(fax="1"), "email", "mail", id="e-mail without one: mail"),
        pytest.param(a_recipient(fax="1", email="a@b"), "mail", "mail", id="mail as asked"),
        pytest.param(a_recipient(contact=a_contact(fax="1")), "fax", "fax", id="the post's fax"),
        pytest.param(
            a_recipient(contact=a_contact(email="a@b")), "email", "email", id="the post's e-mail"
        ),
        pytest.param(a_recipient(fax="1"), "not_read", "mail", id="not read: as its kind goes"),
        pytest.param(
            a_recipient(fax="1", email="a@b", copy_of="x"), "fax", "email", id="a copy: e-mail"
        ),
        pytest.param(a_recipient(fax="1", copy_of="x"), "fax", "mail", id="a copy: else mail"),
    ],
)
def test_a_paper_goes_as_asked_where_it_can_be_reached(
    to: Recipient, asked: str, goes_by: str
) -> None:
    assert channel_of(a_setting(to, asked)) == goes_by


def test_a_paper_without_an_instrument_goes_as_its_kind_goes() -> None:
    assert channel_of(replace(a_setting(a_recipient()), notice=None)) == "mail"
