import io
import itertools
import string
import zlib
from collections.abc import Iterable

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.press.plain_streams import written
from tests.depth import examples

AMBIGUOUS = b"\r\nendstream"


def ending_in_a_carriage_return(contents: Iterable[bytes]) -> bytes:
    """The first of `contents` whose compressed form ends in a carriage return: one in 256."""
    return next(one for one in contents if zlib.compress(one, 9).endswith(b"\r"))


def a_drawing() -> bytes:
    comments = itertools.product(string.ascii_letters, repeat=3)
    return ending_in_a_carriage_return(b"%" + "".join(one).encode() for one in comments)


def a_pdf_drawing(content: bytes, pages: int = 1) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(612, 792))
        stream = pikepdf.Stream(document, zlib.compress(content, 9))
        stream.Filter = pikepdf.Name.FlateDecode
        document.pages[-1].Contents = document.make_indirect(stream)
    return document


def drawing_of(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def test_a_stream_that_would_end_in_a_carriage_return_does_not() -> None:
    content = a_drawing()
    pdf = written(a_pdf_drawing(content, pages=3))
    assert AMBIGUOUS not in pdf
    assert b"ASCII85Decode" in pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
    assert drawing_of(pdf) == [content] * 3


def test_the_writer_alone_would_have_left_it() -> None:
    naive = io.BytesIO()
    a_pdf_drawing(a_drawing()).save(naive)
    assert AMBIGUOUS in naive.getvalue()


def test_a_predictor_stays_with_its_filter() -> None:
    document = a_pdf_drawing(b"q Q")
    rows = ending_in_a_carriage_return(
        b"\x00" + number.to_bytes(2, "big") + b"\x00\x01\x02" for number in range(10_000)
    )
    picture = pikepdf.Stream(document, zlib.compress(rows, 9))
    picture.Filter = pikepdf.Name.FlateDecode
    picture.DecodeParms = pikepdf.Dictionary(Predictor=15, Columns=2)
    document.Root.Kept = document.make_indirect(picture)
    expected = picture.read_bytes()
    with pikepdf.open(io.BytesIO(written(document))) as again:
        assert again.Root.Kept.read_bytes() == expected


@settings(max_examples=examples(50), deadline=None)
@given(st.binary(max_size=200))
def test_whatever_is_drawn_comes_back_and_its_end_is_clear(content: bytes) -> None:
    pdf = written(a_pdf_drawing(content))
    assert AMBIGUOUS not in pdf
    assert drawing_of(pdf) == [content]
    assert written(a_pdf_drawing(content)) == pdf
