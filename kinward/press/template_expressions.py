"""The expressions inside template tags: read one by one, so that one fault hides no other."""

from collections.abc import Iterator

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from kinward.press.fact_paths import Scope, path_of
from kinward.press.known_facts import Use
from kinward.press.strict_printing import refused_nodes

MAX_CHARACTERS = 300
_JINJA = Environment(autoescape=True)


class NotAnExpression(Exception):
    """Jinja cannot read it; the message says why in Jinja's words."""


def expression(source: str) -> nodes.Expr:
    """Return the expression of a print tag, or of an `if`.

    Raises:
        NotAnExpression: it cannot be read.
    """
    output = _read(f"{{{{ {source} }}}}", source)
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise NotAnExpression("there is nothing between the braces")
    return output.nodes[0]


def loop(source: str) -> nodes.For:
    """Return what stands after `for`.

    Raises:
        NotAnExpression: it cannot be read, or names two variables.
    """
    node = _read(f"{{% for {source} %}}{{% endfor %}}", source)
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.Name):
        raise NotAnExpression("a loop is written 'for hearing in hearings'")
    return node


def _read(tag: str, source: str) -> nodes.Node:
    if len(source) > MAX_CHARACTERS:
        raise NotAnExpression(f"a tag has at most {MAX_CHARACTERS} characters")
    if not source:
        raise NotAnExpression("there is nothing between the braces")
    if source.count("(") + source.count("[") + source.count("{") + source.count("not ") > 20:
        raise NotAnExpression("the tag is nested too deep")
    try:
        body = _JINJA.parse(tag).body
    except TemplateSyntaxError as fault:
        raise NotAnExpression(str(fault.message)) from None
    if len(body) != 1:
        raise NotAnExpression("there is nothing between the braces")
    return body[0]


def is_unsafe(node: nodes.Node) -> bool:
    """Say whether an expression calls, calculates, or reaches behind the facts."""
    return any(True for _ in refused_nodes(nodes.Template([nodes.Output([node])])))


def filters_in(node: nodes.Node) -> Iterator[str]:
    """Yield the name of each filter."""
    if isinstance(node, nodes.Filter):
        yield node.name
    for inner in node.find_all(nodes.Filter):
        yield inner.name


def uses_in(node: nodes.Node, scope: Scope, use: Use) -> Iterator[tuple[str, Use]]:
    """Yield each fact of an expression, and how it is used."""
    path = path_of(node, scope)
    if path is not None:
        yield path, use
    elif isinstance(node, nodes.Filter) and node.node is not None:
        inner: Use = "looked_at" if node.name == "length" or use != "printed" else "filtered"
        yield from uses_in(node.node, scope, inner)
        for argument in [*node.args, *node.kwargs]:
            yield from uses_in(argument, scope, "looked_at")
    elif isinstance(node, nodes.CondExpr):
        yield from uses_in(node.test, scope, "looked_at")
        for branch in (node.expr1, node.expr2):
            if branch is not None:
                yield from uses_in(branch, scope, use)
    else:
        kept = isinstance(node, nodes.And | nodes.Or)
        for child in node.iter_child_nodes():
            yield from uses_in(child, scope, use if kept else "looked_at")
