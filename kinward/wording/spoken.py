"""Words an author has hidden inside a value: `{{ school or "none known" }}` stays English."""

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

# Only parsed, never rendered: no value meets this environment.
_GRAMMAR = Environment(autoescape=True)
_PRINTS_ITS_ARGUMENTS = frozenset({"default", "d", "join"})


def hidden_words(expression: str) -> str | None:
    """Return what is wrong with a value's expression: words in it, or no expression at all."""
    try:
        tree = _GRAMMAR.parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return "a value that cannot be read"
    spoken = (text for text in _printed(tree) if any(c.isalpha() for c in text))
    if next(spoken, None):
        return "words inside a value: give them a paragraph of their own under {%p if … %}"
    return None


def _printed(node: nodes.Node) -> Iterator[str]:
    """Yield the literal texts that the expression may print."""
    if isinstance(node, nodes.Const):
        yield node.value if isinstance(node.value, str) else ""
    for child in _printing_children(node):
        yield from _printed(child)


def _printing_children(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.CondExpr):
        yield node.expr1
        if node.expr2 is not None:
            yield node.expr2
    elif isinstance(node, nodes.Filter):
        if node.node is not None:
            yield node.node
        if node.name in _PRINTS_ITS_ARGUMENTS:
            yield from node.args
    elif isinstance(
        node, nodes.Template | nodes.Output | nodes.Or | nodes.And | nodes.Add | nodes.Concat
    ):
        yield from node.iter_child_nodes()
