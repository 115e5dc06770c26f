"""The form of a file: YAML 1.2 without surprises, and refusals that name the line."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.reading.yaml12 import MAX_BYTES, read
from tests.depth import examples


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("NO", "NO", id="Norway"),
        pytest.param("yes", "yes", id="a word"),
        pytest.param("off", "off", id="another word"),
        pytest.param("012345678", "012345678", id="an A-number keeps its zero"),
        pytest.param("1_000", "1_000", id="digits with an underscore"),
        pytest.param("0x1F", "0x1F", id="no hexadecimal"),
        pytest.param("0o17", "0o17", id="no octal"),
        pytest.param("2026-03-02", "2026-03-02", id="a day stays text"),
        pytest.param("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z", id="a moment stays text"),
        pytest.param("09:30", "09:30", id="a time is no number"),
        pytest.param("12:30:45", "12:30:45", id="nor a sexagesimal one"),
        pytest.param("true", True, id="true"),
        pytest.param("~", None, id="nothing"),
        pytest.param("17", 17, id="a number"),
        pytest.param("-0.5", -0.5, id="a fraction"),
        pytest.param("'17'", "17", id="a quoted number is text"),
        pytest.param('"true"', "true", id="quoted true is text"),
        pytest.param(".inf", ".inf", id="no infinity"),
    ],
)
def test_a_plain_word_is_what_it_looks_like(text: str, value: object) -> None:
    assert read(f"field: {text}".encode(), "a.yaml").data == {"field": value}


def test_on_is_a_key_like_any_other() -> None:
    document = read(b"on: 2026-03-02\nno: x\ntrue: y\n", "a.yaml")
    assert document.data == {"on": "2026-03-02", "no": "x", "true": "y"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param(b"", "empty", 1, id="an empty file"),
        pytest.param(b"# only a comment\n", "empty", 1, id="only a comment"),
        pytest.param(b"---\n", "empty", 1, id="only a document start"),
        pytest.param(b"a: 1\nb: [1, 2\nc: 3\n", "not_yaml", 3, id="a bracket left open"),
        pytest.param(b"a: 1\n\tb: 2\n", "not_yaml", 2, id="a tab as indentation"),
        pytest.param(b"a: x\x00y\n", "not_yaml", 1, id="a zero byte"),
        pytest.param(b'a: "\\U00110000"', "not_yaml", 1, id="beyond the last character"),
        pytest.param(b'a: "\\UFFFFFFFF"', "not_yaml", 1, id="far beyond it"),
        pytest.param(b"a: 1\nb: caf\xe9\n", "not_utf8", 2, id="Latin-1"),
        pytest.param("a: 1\n".encode("utf-16"), "not_utf8", 1, id="UTF-16"),
        pytest.param(b"a: 1\nb: !!python/object:os.system x\n", "tag", 2, id="a tag"),
        pytest.param(b"a: ! x\n", "tag", 1, id="the empty tag"),
        pytest.param(b"a: &x 1\n", "tag", 1, id="an anchor"),
        pytest.param(b"a: 1\nb: *x\n", "alias", 2, id="an alias"),
        pytest.param(b"a:\n  <<: {b: 1}\n", "merge_key", 2, id="a merge key"),
        pytest.param(b"? [a, b]\n: 1\n", "key", 1, id="a list as key"),
        pytest.param(b"a: 1\n---\nb: 1\n", "two_documents", 2, id="two documents"),
        pytest.param(b'a: "\\ud83d"', "not_text", 1, id="half a character"),
        pytest.param(b"a: 1\nb: 2\na: 3\n", "duplicate_key", 3, id="a key that stands twice"),
    ],
)
def test_a_bad_form_is_refused_with_its_line(text: bytes, code: str, line: int) -> None:
    document = read(text, "a.yaml")
    assert [(p.code, p.where) for p in document.problems] == [(code, f"a.yaml:{line}")]


def test_an_alias_bomb_stops_at_its_first_anchor() -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n".encode()
        for i in range(20)
    )
    assert [p.code for p in read(bomb, "a.yaml").problems] == ["tag"]


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    (problem,) = read(b"a: 1\n" * 10_000_000, "a.yaml").problems
    assert problem.code == "too_large"
    assert problem.message == f"more than {MAX_BYTES:,} bytes"


def nested(levels: int) -> bytes:
    """Lists in lists, down to a value on the level asked for."""
    return b"[" * levels + b"x" + b"]" * levels


def test_forty_levels_are_read_and_forty_one_are_not() -> None:
    assert read(nested(40), "a.yaml").problems == ()
    assert [p.code for p in read(nested(41), "a.yaml").problems] == ["too_deep"]


def test_a_hundred_thousand_levels_do_not_break_the_reader() -> None:
    assert [p.code for p in read(b"[" * 100_000, "a.yaml").problems] == ["too_deep"]


def test_more_values_than_a_case_can_have_are_refused() -> None:
    assert [p.code for p in read(b"- x\n" * 100_001, "a.yaml").problems] == ["too_many_values"]


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert read(b"\xef\xbb\xbfa: 1", "a.yaml").data == {"a": 1}


def test_the_line_of_each_path_is_kept() -> None:
    document = read(b"people:\n  - id: a\n  -\n    id: b\n", "a.yaml")
    assert document.line(("people", 1, "id")) == 4
    assert document.line(("people", 1, "never_written")) == document.line(("people", 1))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=examples(150), deadline=None)
@given(value=st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_json_says_the_same_to_us_as_to_a_json_reader(value: dict[str, object]) -> None:
    text = json.dumps(value, ensure_ascii=True)
    assert read(text.encode(), "a.json").data == json.loads(text)
    assert read(json.dumps(value, indent="\t").encode(), "a.json").data == json.loads(text)


@settings(max_examples=examples(300), deadline=None)
@given(
    text=st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{}?!&*|>'\"#%@`,\\ \n\t0\ud7ff<u", max_size=60).map(str.encode)
)
def test_no_bytes_make_the_reader_fail(text: bytes) -> None:
    document = read(text, "a.yaml")
    assert document.problems or document.data is not None
