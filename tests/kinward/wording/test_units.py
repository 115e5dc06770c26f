from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from kinward.wording.messages import messages_of
from kinward.wording.units import LetterNotTranslatable, translation_faults
from kinward.wording.wml import NotAWordFile
from tests.kinward.wording.builders import a_letter, add_field, opened, saved


def a_letter_with(change: Callable[[Paragraph], None], text: str = "See our page.") -> bytes:
    document: Document = opened(a_letter("Dear Consul:", text))
    change(document.paragraphs[1])
    return saved(document)


def nested(*names: str) -> Callable[[Paragraph], None]:
    """Put elements, one inside the other, at the end of a paragraph."""

    def change(paragraph: Paragraph) -> None:
        parent = paragraph._p  # noqa: SLF001 - python-docx has no public way
        for name in names:
            child = OxmlElement(name)
            parent.append(child)
            parent = child  # type: ignore[assignment] # any element may hold the next

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (nested("w:hyperlink", "w:r"), "a hyperlink"),
        (nested("w:r", "w:drawing"), "a drawing"),
        (nested("w:r", "w:footnoteReference"), "a footnote reference"),
        (nested("w:r", "w:pict", "w:txbxContent", "w:p"), "a text box"),
        (nested("w:ins", "w:r"), "a tracked change"),
        (nested("w:sdt"), "a content control"),
        (nested("w:r", "w:commentReference"), "a comment"),
        (nested("w:r", "w:sym"), "<w:sym>"),
        (lambda p: add_field(p, "REF"), "a field REF"),
        (lambda p: p.add_run().add_break(WD_BREAK.PAGE), "a page break"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_translation_would_lose_is_refused_with_its_place(
    change: Callable[[Paragraph], None], told: str
) -> None:
    with pytest.raises(LetterNotTranslatable) as refused:
        messages_of(a_letter_with(change))
    assert "word/document.xml, paragraph 2" in str(refused.value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We {% if a %}do{% endif %} write.", "logic beside its words"),
        ("We {{r a }} write.", "{{r"),
        ("{#plural n#}One text only", "{#|#}"),
        ("One text{#|#}and another", "{#|#}"),
        ("{#ctx child.sex#}The child", "a marker that cannot be read"),
        ("{#ctx child.sex m#}{#plural n#}a{#|#}b", "two markers"),
        ("A { brace", "a brace"),
        ("Not a <1>tag</1>", "a numbered tag"),
        ("{{ school or 'none known' }}", "words inside a value"),
        ("School: {{ school|default('none known') }}", "words inside a value"),
        ("{{ 'yes' if a else b }}", "words inside a value"),
        ("{{ names|join(' and ') }}", "words inside a value"),
        ("School: {{ school – }}", "a value that cannot be read"),
    ],
)
def test_what_would_stay_english_or_break_is_refused(text: str, told: str) -> None:
    with pytest.raises(LetterNotTranslatable) as refused:
        messages_of(a_letter(text))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "At {{ at|clocktime('America/Chicago') }}.",
        "Names: {{ names|join(', ') }}.",
        "{{ a if sex == 'female' else b }} lives here.",
        "Kept: {{ facts['born in'] }}.",
    ],
)
def test_a_literal_that_is_not_printed_is_no_fault(text: str) -> None:
    assert translation_faults(a_letter(text)) == ()


def test_a_picture_alone_is_no_fault() -> None:
    assert translation_faults(a_letter_with(nested("w:r", "w:drawing"), text="")) == ()


def test_a_paragraph_marked_untranslated_may_hold_anything() -> None:
    letter = a_letter_with(nested("w:hyperlink", "w:r"), text="{#notr#}See our page.")
    assert translation_faults(letter) == ()


def test_words_hidden_in_a_hyperlink_alone_are_found() -> None:
    def change(paragraph: Paragraph) -> None:
        nested("w:hyperlink", "w:r", "w:t")(paragraph)
        paragraph._p[-1][0][0].text = "our page"  # noqa: SLF001 - as above

    assert [f.message for f in translation_faults(a_letter_with(change, text=""))] == [
        "holds a hyperlink"
    ]


def test_all_faults_come_at_once() -> None:
    faults = translation_faults(a_letter("A { brace", "Fine.", "{{ a or 'none' }}"))
    assert [fault.where for fault in faults] == [
        "word/document.xml, paragraph 1",
        "word/document.xml, paragraph 3",
    ]


@pytest.mark.parametrize("junk", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_word_file_is_refused(junk: bytes) -> None:
    with pytest.raises(NotAWordFile):
        messages_of(junk)
