import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.press.word_file import reason_to_refuse
from tests.kinward.press.pdf_builders import a_word_file

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def a_package(**members: bytes) -> bytes:
    needed = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (needed | members).items():
            archive.writestr(name, content)
    return out.getvalue()


def a_package_related_to(kind: str, target: str) -> bytes:
    relation = f'<r:Relationship Id="a" TargetMode = "External" Type="{kind}" Target="{target}"/>'
    return a_package(**{"word/_rels/settings.xml.rels": relation.encode()})


WHOLE = a_word_file()


def test_a_letter_from_word_is_let_through() -> None:
    assert reason_to_refuse(WHOLE) is None


@pytest.mark.parametrize(
    ("given_file", "code"),
    [
        pytest.param(b"", "not_a_word_file", id="empty"),
        pytest.param(b"Dear Consul,", "not_a_word_file", id="plain text"),
        pytest.param(WHOLE[:3000], "corrupt_file", id="cut off"),
        pytest.param(
            WHOLE.replace(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"), "corrupt_file", id="x"
        ),
        pytest.param(a_package(**{"word/vbaProject.bin": b""}), "macro", id="macros"),
        pytest.param(a_package(**{"word/activeX/activeX1.xml": b""}), "macro", id="a control"),
        pytest.param(
            a_package_related_to(TEMPLATE, "http://example.org/t.dotm"),
            "external_reference",
            id="an attached template",
        ),
    ],
)
def test_what_is_no_plain_letter_is_refused(given_file: bytes, code: str) -> None:
    assert reason_to_refuse(given_file) == code


def test_a_zip_of_something_else_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert reason_to_refuse(out.getvalue()) == "not_a_word_file"


def test_a_web_address_in_the_text_is_no_reason() -> None:
    assert reason_to_refuse(a_package_related_to(HYPERLINK, "https://example.org/")) is None


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_one_changed_byte_never_makes_the_gate_fail(place: int, byte: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] = byte
    assert reason_to_refuse(bytes(changed)) in {None, "corrupt_file", "not_a_word_file"}
