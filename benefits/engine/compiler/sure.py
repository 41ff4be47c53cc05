"""Which names a formula surely needs: those it comes to before any branch, and before anything may end it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benefits.engine.layout import children
from benefits.feel import syntax as s
from benefits.model.program import Parameter

_NEVER_ENDS = {"sum", "count", "abs", "not", "all", "any", "list contains", "concatenate", "month day"}


class Sure:
    """Collects names in the order of evaluation; `walk` says whether to go on after a node."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters
        self.names: dict[str, None] = {}

    def walk_all(self, nodes: Iterable[s.Node]) -> bool:
        return all(self.walk(node) for node in nodes)

    def walk(self, node: s.Node) -> bool:
        if isinstance(node, s.Name):
            return self.name(node.name)
        if isinstance(node, s.If):
            self.walk(node.condition)
            return False
        if isinstance(node, s.Binary):
            if not self.walk(node.left) or node.operator in ("and", "or"):
                return False
            return self.walk(node.right) and node.operator != "/"
        if isinstance(node, s.Filter):
            self.walk(node.base)
            return False
        if isinstance(node, s.For | s.Quantified):
            self.walk(node.iterations[0].domain)
            return False
        if isinstance(node, s.Call):
            function = node.function.name if isinstance(node.function, s.Name) else ""
            endless = function in _NEVER_ENDS or (function in ("min", "max") and len(node.arguments) > 1)
            return self.walk_all(node.arguments) and endless
        return self.walk_all(children(node))

    def name(self, name: str) -> bool:
        parameter = self.parameters.get(name)
        if parameter is None:
            self.names[name] = None
            return True
        self.names |= dict.fromkeys(parameter.by)
        return not any(row.not_stated for row in parameter.rows)
