"""The shape of a formula: every node's kind and unit, names resolved, nothing outside the profile.

Each fault is reported where it stands and then passes as `ANY`, which fits everywhere, so that one fault is one
message. Trees are at most `trees.MAX_DEPTH` deep when they get here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benefits.feel import syntax
from benefits.feel.syntax import Node
from benefits.model.check import arithmetic, calls, comparisons, lists, lookup
from benefits.model.check.finite import exactly, show_number
from benefits.model.check.nulls import key, tested
from benefits.model.check.periods import Reach
from benefits.model.check.report import Place, Report, nearest
from benefits.model.check.scope import Names, Scope
from benefits.model.check.shapes import (
    ANY,
    BOOLEAN,
    Shape,
    join,
    misfit,
    number,
    record,
    settled,
    unit_words,
    words,
)
from benefits.model.check.trees import all_names, too_deep
from benefits.model.program import Formula

OUTSIDE = {"AtLiteral": '@"…"', "InstanceOf": "instance of", "FunctionLiteral": "function", "RangeLiteral": "[a..b]"}
"""Constructs that the rule language leaves out, as FEEL writes them."""


class Inference:
    """Finds the shapes of one formula's nodes. `reaches` says how far each parameter's values go."""

    def __init__(self, names: Names, reaches: Mapping[str, tuple[Reach, ...]], report: Report, place: Place) -> None:
        self.names = names
        self.reaches = reaches
        self.report = report
        self.place = place

    def of(self, formula: Formula) -> Inference:
        """The same for another formula at the same path."""
        return Inference(self.names, self.reaches, self.report, self.place.inside(formula))

    def at(self, place: Place) -> Inference:
        """The same at another path."""
        return Inference(self.names, self.reaches, self.report, place)

    def formula(self, formula: Formula, scope: Scope, wanted: Shape | None = None) -> Shape:
        """The shape of a whole formula, fitted to what is wanted. One that is too deep is not looked into."""
        inner, before = self.of(formula), self.report.count
        if too_deep(formula.tree):
            inner.report.add("too_deep", inner.place, value=formula.text)
            found = ANY
        else:
            found = inner.shape(formula.tree, scope) if wanted is None else inner.fit(formula.tree, scope, wanted)
        if self.report.count > before:  # what stands behind the fault was not looked at, but it is used
            self.names.used.update(all_names(formula.tree))
        return found

    def shape(self, node: Node, scope: Scope, expected: Shape | None = None) -> Shape:
        """The shape of a node whose value is needed, so it must not be null."""
        found = self.raw(node, scope, expected)
        if found.optional or (found.kind == "list" and found.item.optional):
            self.report.add("untested_null", self.place, node, value=key(node))
            inner = replace(found.item, optional=False) if found.of else None
            found = replace(found, optional=False, of=inner)
        return found

    def raw(self, node: Node, scope: Scope, expected: Shape | None = None) -> Shape:
        """The shape of a node that may also be null."""
        match node:
            case syntax.Number():
                if node.value not in (0, 1):
                    self.report.add("policy_number", self.place, node, value=show_number(node.value))
                return number(None, exactly([node.value]))
            case syntax.Boolean():
                return BOOLEAN
            case syntax.Text():
                return self.text(node, expected)
            case syntax.Null():
                self.report.add("null_value", self.place, node)
                return ANY
            case syntax.Name() | syntax.Path():
                return lookup.shape_of(self, node, scope)
            case syntax.Negate() | syntax.Binary(operator="+" | "-" | "*" | "/"):
                return arithmetic.shape_of(self, node, scope, expected)
            case syntax.Binary(operator="**"):
                return self.refuse(node, "**")
            case syntax.Binary() | syntax.Between() | syntax.In():
                return comparisons.shape_of(self, node, scope)
            case syntax.Call():
                return calls.shape_of(self, node, scope, expected)
            case syntax.If():
                return self.conditional(node, scope, expected)
            case syntax.Filter() | syntax.For() | syntax.Quantified() | syntax.ListLiteral():
                return lists.shape_of(self, node, scope, expected)
            case syntax.ContextLiteral():
                wanted = expected or ANY
                pairs = zip(node.keys, node.values, strict=True)
                return record({name: self.shape(value, scope, wanted.field(name)) for name, value in pairs})
        return self.refuse(node)

    def text(self, node: syntax.Text, expected: Shape | None) -> Shape:
        """A text literal: an id of the choice expected here, a text, or an id that its place has still to claim."""
        if expected is not None and expected.kind == "choice":
            if node.value not in expected.ids:
                self.not_a_choice(node, node.value, expected)
            return expected
        return Shape("literal", ids=(node.value,))

    def conditional(self, node: syntax.If, scope: Scope, expected: Shape | None) -> Shape:
        """`if`: what either branch gives; the two must agree."""
        then, otherwise = self.branches(node, scope)
        left = self.shape(node.then, then, expected)
        right = self.shape(node.otherwise, otherwise, expected)
        return self.joined(node.otherwise, left, right)

    def joined(self, node: Node, left: Shape, right: Shape) -> Shape:
        """What is `left` or, at `node`, `right`; a problem when they do not agree."""
        if left.kind == "literal" and right.kind == "choice":
            left, right = right, left
        fitted = self.accept(node, right, left)
        return ANY if fitted.kind == "any" else join(left, right)

    def fit(self, node: Node, scope: Scope, wanted: Shape) -> Shape:
        """The shape of a node that must be as `wanted`; both branches of a condition are told apart."""
        if isinstance(node, syntax.If):
            then, otherwise = self.branches(node, scope)
            left, right = self.fit(node.then, then, wanted), self.fit(node.otherwise, otherwise, wanted)
            return join(left, right)
        return self.accept(node, self.shape(node, scope, wanted), wanted)

    def accept(self, node: Node | None, found: Shape, wanted: Shape) -> Shape:
        """`found` as its place settles it; a problem when it does not fit there."""
        why = misfit(found, wanted)
        if not why:
            return settled(found, wanted)
        if why == "unit":
            unit, other = unit_words(_number_in(found).unit), unit_words(_number_in(wanted).unit)
            self.report.add("unit_mismatch", self.place, node, value=unit, expected=other)
        elif why == "choice" and found.kind == "literal":
            wrong = next(one for one in found.ids if one not in wanted.ids)
            self.not_a_choice(node, wrong, wanted)
        elif why == "choice":
            self.report.add("other_choices", self.place, node, value=found.choices, expected=wanted.choices)
        else:
            self.wrong(node, found, wanted)
        return ANY

    def truth(self, node: Node, scope: Scope) -> None:
        """A condition: it must be true or false."""
        self.fit(node, scope, BOOLEAN)

    def branches(self, node: syntax.If, scope: Scope) -> tuple[Scope, Scope]:
        """Checks the condition; the scopes of the two branches."""
        self.truth(node.condition, scope)
        if_true, if_false = tested(node.condition)
        return scope.knowing(if_true), scope.knowing(if_false)

    def refuse(self, node: Node, what: str = "") -> Shape:
        """Notes that the rule language has no such construct."""
        self.report.add("outside_profile", self.place, node, value=what or OUTSIDE.get(type(node).__name__, "()"))
        return ANY

    def wrong(self, node: Node | None, found: Shape, wanted: Shape) -> Shape:
        """Notes a value of the wrong kind."""
        if found.kind != "any":
            detail = {"found": words(found), "wanted": words(wanted)}
            self.report.add("wrong_operand", self.place, node, detail=detail)
        return ANY

    def not_a_choice(self, node: Node | None, text: str, wanted: Shape) -> None:
        """Notes a text that is none of the ids it is compared with."""
        near = "" if self.report.is_full else nearest(text, wanted.ids)
        self.report.add("not_a_choice", self.place, node, value=text, expected=", ".join(wanted.ids), nearest=near)


def _number_in(shape: Shape) -> Shape:
    """The number that a list is of, at whatever depth."""
    while shape.kind == "list":
        shape = shape.item
    return next((inner for _, inner in shape.fields if inner.kind == "number"), shape)
