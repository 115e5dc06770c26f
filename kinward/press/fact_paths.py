"""Which facts a template expression speaks of: `hearings[].court` for `h.court` in a loop."""

from collections.abc import Iterator, Mapping

from jinja2 import nodes

Scope = Mapping[str, str]


def path_of(expression: nodes.Node, scope: Scope) -> str | None:
    """Return the dotted path of a plain name, or None for anything that is not one."""
    if isinstance(expression, nodes.Name):
        return scope.get(expression.name, expression.name)
    if isinstance(expression, nodes.Getattr):
        base = path_of(expression.node, scope)
        return base and f"{base}.{expression.attr}"
    if isinstance(expression, nodes.Getitem) and isinstance(expression.arg, nodes.Const):
        base = path_of(expression.node, scope)
        key = expression.arg.value
        return base and (f"{base}.{key}" if isinstance(key, str) else f"{base}[]")
    return None


def paths_in(expression: nodes.Node, scope: Scope) -> Iterator[str]:
    """Yield the path of every fact that `expression` looks at, longest form only."""
    path = path_of(expression, scope)
    if path is not None:
        yield path
        return
    for child in expression.iter_child_nodes():
        yield from paths_in(child, scope)


def spoken(expression: nodes.Node, scope: Scope) -> str:
    """Name an expression by its facts, for a message."""
    return ", ".join(dict.fromkeys(paths_in(expression, scope))) or "a fixed text"


def inner_scope(loop: nodes.For, scope: Scope) -> dict[str, str]:
    """Return the names inside a loop: its variable stands for one item of its list."""
    items = path_of(loop.iter, scope) or spoken(loop.iter, scope)
    name = loop.target.name if isinstance(loop.target, nodes.Name) else ""
    return {**scope, name: f"{items}[]", "loop": "loop"}
