"""Jinja as a letter may use it: names, filters, if and for; nothing blank, nothing called."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from kinward.press.fact_paths import Scope, inner_scope, spoken
from kinward.press.plain_values import refuse_unprintable

KEPT_TEMPLATES = 256
"""Parts of Word letters; a letter has about five."""

# The few of Jinja's own filters that say nothing in English.
OWN_FILTERS = ("first", "last", "length")
ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Keyword,
)


class NothingToPrint(Exception):
    """The fact `self.fact` is missing, empty, or no text; letters.py adds the place."""

    def __init__(self, fact: str, why: str) -> None:
        super().__init__(fact)
        self.fact = fact
        self.why = why


class LetterEnvironment(SandboxedEnvironment):
    """A sandbox in which data has no methods and every print must print something.

    It keeps the templates that it compiled last: the same letters are filled all day, and a
    template holds no facts of a case.
    """

    def __init__(self, filters: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.letter_filters = frozenset(filters)
        self.globals.clear()
        self.filters = {
            **{name: FILTERS[name] for name in OWN_FILTERS},
            **filters,
            "_printed": _printed,
            "_given": _given,
            "_listed": _listed,
        }
        self.compiled = lru_cache(maxsize=KEPT_TEMPLATES)(self._guarded)

    def _guarded(self, source: str) -> Template:
        """Return `source` ready to render, with a guard around every print, filter and loop.

        Raises:
            TemplateSyntaxError: the template cannot be read.
            SecurityError: it asks for more than a letter may.
        """
        tree = self.parse(source)
        for node in refused_nodes(tree):
            raise SecurityError(f"line {node.lineno}")
        guard(tree, {}, self.letter_filters)
        code = self.compile(tree)
        return Template.from_code(self, code, {})

    def getattr(self, obj: object, attribute: str) -> object:
        """Look up a fact; an attribute or method of Python is never one."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in ("index", "first", "last", "length"):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Look up a fact by name or position."""
        if (
            isinstance(obj, list | tuple)
            and type(argument) is int
            and -len(obj) <= argument < len(obj)
        ):
            return obj[argument]
        return self.getattr(obj, str(argument))

    def call(self, *_: object, **__: object) -> object:
        """Refuse every call."""
        raise SecurityError("a letter calls nothing")


def refused_nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a letter may not use: calls, arithmetic, assignments, imports, dunder names."""
    for node in tree.find_all(nodes.Node):
        hidden = isinstance(node, nodes.Getattr) and node.attr.startswith("_")
        hidden = hidden or (isinstance(node, nodes.Name | nodes.Filter) and node.name[0] == "_")
        if hidden or not isinstance(node, ALLOWED_NODES):
            yield node


def guard(node: nodes.Node, scope: Scope, letter_filters: frozenset[str]) -> None:
    """Put a check around each print, each letter filter's input and each loop's list."""
    if isinstance(node, nodes.For):
        inside = inner_scope(node, scope)
        guard(node.iter, scope, letter_filters)
        node.iter = _checked(node.iter, "_listed", scope)
        for child in [*node.body, *node.else_]:
            guard(child, inside, letter_filters)
        return
    for child in node.iter_child_nodes():
        guard(child, scope, letter_filters)
    if isinstance(node, nodes.Output):
        node.nodes = [_printing(part, scope) for part in node.nodes]
    elif isinstance(node, nodes.Filter) and node.name in letter_filters and node.node is not None:
        node.node = _checked(node.node, "_given", scope)


def _printing(part: nodes.Expr, scope: Scope) -> nodes.Expr:
    return part if isinstance(part, nodes.TemplateData) else _checked(part, "_printed", scope)


def _checked(expression: nodes.Node, name: str, scope: Scope) -> nodes.Filter:
    fact = nodes.Const(spoken(expression, scope))
    check = nodes.Filter(expression, name, [fact], [], None, None)
    check.set_lineno(expression.lineno)
    return check


def _given(value: object, fact: str) -> object:
    if isinstance(value, Undefined):
        raise NothingToPrint(fact, "is not among the facts of this letter")
    if value is None or value == "":
        raise NothingToPrint(fact, "is not known")
    return value


def _listed(value: object, fact: str) -> object:
    if not isinstance(_given(value, fact), list | tuple):
        raise NothingToPrint(fact, "is not a list")
    return value


def _printed(value: object, fact: str) -> str:
    """Return the text of one value; refuse what would print blank or as program text."""
    _given(value, fact)
    if isinstance(value, bool | dict | list | tuple | datetime):
        raise NothingToPrint(fact, "needs a filter to be printed")
    # Joined, so that a filter's Markup is plain text again and is escaped like all text.
    text = "".join([str(value)])
    if not text.strip():
        raise NothingToPrint(fact, "prints blank")
    refuse_unprintable(fact, text)
    return text
