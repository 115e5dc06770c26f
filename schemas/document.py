"""A kind of document: what its data sheet says."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Channel, Code, Record, Text
from schemas.disclosure import Subject

View = Literal["content", "outside", "open_part", "masked", "sealed", "own_version"]
IfAbsent = Literal["stop", "state_absent", "enclosure", "library", "omit"]


class Route(Record):
    """One class on the way of a paper, and what it reads of it."""

    role: Literal["addressee", "carrier", "copy"]
    recipient: Code
    view: View
    variant: Code | None = None
    when: Code | None = None
    """A named condition of `kinward/rules`; none means always."""
    condition: Text | None = None
    """The condition in words, where nothing but a person decides it, or as counsel reads it."""
    note: Text | None = None


class Field_(Record):  # noqa: N801 - pydantic's Field is taken
    """One item of a letter: the values it prints, whose data they are, what if they are absent."""

    field: Text
    values: tuple[Text, ...] = ()
    """Dotted names the template may use: `children[].name`."""
    any_of: bool = False
    """The item is there as soon as one of its values is: a facility, or a country."""
    category: Code
    subject: Subject
    requirement: Literal["required", "conditional", "optional"]
    when: Code | None = None
    """A named condition of `kinward/rules`, under which the item is in the letter at all."""
    condition: Text | None = None
    """The condition in words; where it speaks of consent or order, the sharing matrix decides."""
    if_absent: IfAbsent
    enclosure: Text | None = None
    """What the cover sheet asks for, where the item is an enclosure."""


class Never(Record):
    """What this kind never says, whatever a cell, consent or order allows."""

    field: Text
    category: Code
    subject: Subject
    scope: Literal["category", "content"]


class DocumentKind(Record):
    """A data sheet: beside `letter.docx`, everything a kind of document is."""

    id: Annotated[str, Field(pattern=r"^[a-z][0-9]?$")]
    kind: Code
    title: Text
    signer: Code
    filed_by: Code
    languages: Literal["english", "english_and_state", "reader"]
    channel: Channel
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    fields: Annotated[tuple[Field_, ...], Field(min_length=1)]
    never: tuple[Never, ...] = ()
    mirrors_children: bool = False
    """One letter may name several children of the same duty and addressee."""
