import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kinward.press.binding import PartNotBindable, bind
from kinward.press.checked_pdf import PdfResult
from kinward.press.packet import ContentsLine, Packet, Part
from kinward.press.stamp_font import NotInStampFont, StampFontMissing, stamp_font
from tests.kinward.press.pdf_builders import an_imprint

IDS = ("cover", "notice", "arabic", "chinese")
TITLES = ("Cover sheet", "Notice", "إشعار", "通知")
LANGUAGES = ("en-US", "en-US", "ar", "zh-CN")
NUMBER = "JD-26-0113"


def parts_of(printed: Mapping[str, PdfResult]) -> list[Part]:
    return [
        Part(title, printed[id_].pdf, language)
        for id_, title, language in zip(IDS, TITLES, LANGUAGES, strict=True)
    ]


@pytest.fixture(scope="module")
def packet(printed: Mapping[str, PdfResult]) -> Packet:
    return bind(parts_of(printed), an_imprint("Packet JD-26-0113"), reference=NUMBER)


def test_a_packet_conforms_to_pdf_a_and_pdf_ua(packet: Packet) -> None:
    assert packet.problems == ()
    assert packet.conformance.holds("PDF/A-2b")
    assert packet.conformance.holds("PDF/UA-1")


def test_every_page_has_as_much_in_the_structure_as_it_had_alone(
    packet: Packet, printed: Mapping[str, PdfResult]
) -> None:
    alone = [tags.reached for id_ in IDS for tags in printed[id_].conformance.tags]
    assert [tags.reached for tags in packet.conformance.tags] == alone


def test_the_contents_say_where_each_paper_begins(
    packet: Packet, printed: Mapping[str, PdfResult]
) -> None:
    assert packet.contents == tuple(
        ContentsLine(title, first, printed[id_].pages)
        for title, id_, first in zip(TITLES, IDS, (1, 2, 5, 6), strict=True)
    )
    assert [line.first_page for line in packet.contents] == [1, 2, 5, 6]


def test_each_page_is_stamped_with_its_number_and_the_case(packet: Packet) -> None:
    with pypdfium2.PdfDocument(packet.pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for number, text in enumerate(texts, 1):
        assert f"Packet page {number} of {packet.pages}" in text
        assert NUMBER in text


def test_the_stamp_is_an_artifact_and_its_font_is_in_the_file(packet: Packet) -> None:
    with pikepdf.open(io.BytesIO(packet.pdf)) as document:
        for page in document.pages:
            drawing = page.Contents[-1].read_bytes()
            assert b"/Artifact" in drawing
            assert b"MCID" not in drawing
            face = page.resources["/Font"]["/KinwardStamp"]
            assert "/FontFile2" in face.DescendantFonts[0].FontDescriptor


def test_what_a_page_draws_is_left_as_it_was(
    packet: Packet, printed: Mapping[str, PdfResult]
) -> None:
    with (
        pikepdf.open(io.BytesIO(packet.pdf)) as bound,
        pikepdf.open(io.BytesIO(printed["cover"].pdf)) as alone,
    ):
        fence, drawing, _ = bound.pages[0].Contents
        assert fence.read_bytes() == b"q\n"
        assert drawing.read_bytes() == alone.pages[0].Contents.read_bytes()


def test_each_paper_keeps_its_language(packet: Packet) -> None:
    with pikepdf.open(io.BytesIO(packet.pdf)) as document:
        whole = document.Root.StructTreeRoot.K
        papers = [(str(part.S), str(part.Lang), str(part.T)) for part in whole.K]
    assert papers == [
        ("/Part", language, title) for language, title in zip(LANGUAGES, TITLES, strict=True)
    ]


def test_a_paper_s_own_bookmarks_stand_below_its_own(packet: Packet) -> None:
    with pikepdf.open(io.BytesIO(packet.pdf)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == list(TITLES)
        assert [[child.title for child in item.children] for item in outline.root] == [
            [title] for title in TITLES
        ]
        assert str(document.Root.PageMode) == "/UseOutlines"
        assert document.pages[2].label == "3"


def test_the_same_parts_give_the_same_bytes(
    packet: Packet, printed: Mapping[str, PdfResult]
) -> None:
    again = bind(parts_of(printed), an_imprint("Packet JD-26-0113"), reference=NUMBER)
    assert again.pdf == packet.pdf


def test_qpdf_finds_nothing_to_complain_of(packet: Packet, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(packet.pdf)) as document:
        assert document.check_pdf_syntax() == []
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    (tmp_path / "packet.pdf").write_bytes(packet.pdf)
    subprocess.run([qpdf, "--check", tmp_path / "packet.pdf"], check=True, capture_output=True)


def test_a_letterhead_is_in_the_packet_once(printed: Mapping[str, PdfResult]) -> None:
    parts = [Part(id_, printed[id_].pdf, "en-US") for id_ in ("picture", "logo", "picture")]
    packet = bind(parts, an_imprint(), reference=NUMBER)
    with pikepdf.open(io.BytesIO(packet.pdf)) as document:
        pictures = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert len(pictures) == 1
    assert packet.ok


def test_no_two_fonts_of_a_packet_share_a_name(packet: Packet) -> None:
    with pikepdf.open(io.BytesIO(packet.pdf)) as document:
        names = [
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
    assert len(names) > len(IDS)
    assert len(set(names)) == len(names)


def test_a_paper_twice_in_a_packet_is_read_twice(printed: Mapping[str, PdfResult]) -> None:
    notice = Part("Notice", printed["notice"].pdf, "en-US")
    packet = bind([notice, notice], an_imprint(), reference=NUMBER)
    assert packet.ok
    assert packet.pages == 2 * printed["notice"].pages


def test_one_paper_makes_a_packet(printed: Mapping[str, PdfResult]) -> None:
    packet = bind([parts_of(printed)[0]], an_imprint(), reference=NUMBER)
    assert packet.ok
    assert [line.pages for line in packet.contents] == [1]


def test_a_packet_of_nothing_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        bind([], an_imprint(), reference=NUMBER)


def test_an_untagged_paper_is_bound_and_reported(printed: Mapping[str, PdfResult]) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(612, 792))
        document.save(out)
    parts = [parts_of(printed)[0], Part("Scan", out.getvalue(), "en-US")]
    packet = bind(parts, an_imprint(), reference=NUMBER)
    assert packet.conformance.holds("PDF/A-2b")
    assert [problem.code for problem in packet.problems] == ["pdf_not_tagged"]
    assert packet.conformance.pages_outside_structure == (2,)


def a_locked_pdf(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def a_form(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("spoilt", [a_locked_pdf, a_form, lambda _: b"no PDF", lambda _: b""])
def test_a_part_that_would_lose_something_is_refused_by_its_place(
    printed: Mapping[str, PdfResult], spoilt: object
) -> None:
    assert callable(spoilt)
    good = parts_of(printed)[0]
    with pytest.raises(PartNotBindable, match="part 2"):
        bind([good, Part("Notice", spoilt(good.pdf), "en")], an_imprint(), reference=NUMBER)


def test_a_reference_in_cyrillic_is_stamped(printed: Mapping[str, PdfResult]) -> None:
    packet = bind([parts_of(printed)[0]], an_imprint(), reference="Дело-7")
    with pypdfium2.PdfDocument(packet.pdf) as document:
        assert "Дело-7" in document[0].get_textpage().get_text_range()
    assert packet.ok


def test_a_reference_that_the_font_cannot_write_is_refused(
    printed: Mapping[str, PdfResult],
) -> None:
    with pytest.raises(NotInStampFont):
        bind([parts_of(printed)[0]], an_imprint(), reference="案件-7")


def test_without_a_font_there_is_no_stamp(tmp_path: Path) -> None:
    with pytest.raises(StampFontMissing):
        stamp_font("JD-26", installed=(tmp_path / "nothing.ttf",))
