"""Puts the generated functions together: the answer, the outputs alone, and the checks of a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from benefits.engine import layout, numbers
from benefits.engine.case import ABSENT
from benefits.engine.compiler import cells, runtime
from benefits.engine.compiler.calls import NotCompiled
from benefits.engine.compiler.pieces import Piece, members
from benefits.engine.compiler.reader import Unread, reading
from benefits.engine.compiler.render import Render, power
from benefits.engine.compiler.source import RUNTIME
from benefits.engine.compiler.values import Held
from benefits.engine.decision import canonical
from benefits.engine.steps import label, places
from benefits.errors import Problem, RuleError
from benefits.model.program import Allocate, Check, Decision, Label, Program, Property

Generated = Callable[..., Any]


def json_text(value: object) -> bytes:
    return canonical(value)


def reason_json(reason: Label) -> bytes:
    return canonical(label(reason))


def reasons_json(reasons: Mapping[str, Label]) -> bytes:
    return canonical({name: label(reason) for name, reason in reasons.items()})


NAMES: dict[str, object] = RUNTIME | {
    "ABSENT": ABSENT,
    "json": json_text,
    "reason_json": reason_json,
    "reasons_json": reasons_json,
    "multiply": numbers.multiply,
    "rows": cells.rows,
    "items": cells.items,
    "list_wire": cells.list_wire,
    "record_wire": cells.record_wire,
    "record_native": cells.record_native,
    "rows_step": cells.rows_step,
    "decimal": runtime.decimal,
}


class Function(Render):
    """One generated function of a program: `run(day, members, values)`, the values as `Calculator` holds them.

    With `given` it takes the inputs as the caller gave them, those and no others, and returns None where they need a
    careful reading.
    """

    given: frozenset[str] | None = None

    def answer(self) -> Generated:
        """→ outputs, undetermined, and the JSON of inputs (None for tables), outputs, steps, undetermined."""
        start = self.compute()
        self.outputs(wired=True)
        self.steps()
        self.inputs_json()
        self.properties()
        self.block.emit('return O, D, I, W, b",".join(S), reasons_json(D) if D else b"{}"')
        return self.finish(start)

    def outputs_only(self) -> Generated:
        """→ outputs."""
        start = self.compute()
        self.outputs(wired=False)
        self.properties()
        self.block.emit("return O")
        return self.finish(start)

    def accept(self) -> Generated:
        """→ whether every check of the case holds (or cannot be told)."""
        self.start()
        start, self.block.lines = self.block.lines, []
        self.checks("return False")
        self.block.emit("return True")
        return self.finish(start)

    def checks(self, refuse: str) -> None:
        """Lines that refuse a case which violates a check."""
        for check in self.program.checks:
            self.risky = False
            with self.block.indented("try:"):
                self.one_check(check, refuse)
            self.block.emit("except NotDetermined: pass")

    def one_check(self, check: Check, refuse: str) -> None:
        def test(row: Held) -> None:
            self.block.emit(f"if not {self.node(check.that.tree, dict(row.fields)).code}: {refuse}")

        if check.each:
            self.loop(self.input_tables[check.each], "row", test)
        else:
            test(Held("record"))

    def compute(self) -> list[str]:
        self.start()
        start, self.block.lines = self.block.lines, []
        if self.given is not None and self.program.checks:
            if any(name in self.decisions for check in self.program.checks for name in layout.names(check.that.tree)):
                raise Unread("a check asks for a decision")
            traced, self.traced = self.traced, False  # what a check reads is no step
            self.checks("return None")
            self.traced = traced
        for _, name in self.program.outputs:
            self.strictly(self.decisions[name])
        return start

    # outputs

    def outputs(self, wired: bool) -> None:
        self.block.emit("D = {}")
        held = {output: self.known[name] for output, name in self.program.outputs}
        names = dict(self.program.outputs)
        if not any(one.ends for one in held.values()):
            entries = [f'"{output}": {self.native(self.decisions[names[output]], one)}' for output, one in held.items()]
            self.block.emit(f"O = {{{', '.join(entries)}}}")
        else:
            self.block.emit("O = {}")
            for output, one in held.items():
                self.one_output(output, self.decisions[names[output]], one)
        self.column_reasons(names)
        if wired:
            self.wired_outputs(held, names)

    def one_output(self, output: str, decision: Decision, held: Held) -> None:
        value = f'O["{output}"] = {self.native(decision, held)}'
        if not held.ends:
            self.block.emit(value)
            return
        root = self.root(decision)
        with self.block.indented(f"if not isinstance({root}, NotDetermined):"):
            self.block.emit(value)
        with self.block.indented(f"elif not isinstance({root}, Absent):"):
            self.block.emit(f'O["{output}"] = None')
            self.block.emit(f'D["{output}"] = {root}.reason')

    def column_reasons(self, names: Mapping[str, str]) -> None:
        for output, name in names.items():
            for column in getattr(self.decisions[name].body, "columns", ()):
                if isinstance(column, Decision) and isinstance(column.body, Allocate):
                    reason = self.reasons[name, column.name]
                    self.block.emit(f'if {reason} is not None: D["{output}.{column.name}"] = {reason}')

    def native(self, decision: Decision, held: Held) -> str:
        if held.kind == "table":
            return f"rows({held.code}, {self.name(self.dresses(decision, held))}, True)"
        if held.kind == "list":
            whole = decision.type.of.whole if decision.type.of else False
            return f"items({held.code}, {self.name(cells.dress(held.item, places(decision), whole=whole))}, True)"
        if held.kind == "record":
            return f"record_native({held.code}, {self.name(cells.record(held, places(decision)))})"
        return self.native_scalar(decision, held)

    def native_scalar(self, decision: Decision, held: Held) -> str:
        if held.kind != "number":
            return held.code
        top, bottom = self.parts(held)
        if decision.type.whole:
            return top if bottom == 1 else f"{top} // {bottom}"
        decimals = places(decision)
        if isinstance(held.const, Fraction):
            scale = max(decimals, numbers.decimals(held.const))
            return self.name(numbers.decimal(int(held.const * 10**scale), scale))
        if held.few and isinstance(bottom, int):
            scales = [(one, max(decimals, numbers.decimals(one))) for one in held.few]
            ready = {int(one * bottom): numbers.decimal(int(one * 10**least), least) for one, least in scales}
            return f"{self.name(ready)}[{top}]"
        places_held = power(bottom)
        if places_held == decimals:
            return f"multiply({top}, {self.name(numbers.units(decimals))})"
        if places_held is not None and decimals == 0:
            return f"short({top}, {places_held})"
        return f"decimal({top}, {bottom}, {decimals})"

    def dresses(self, decision: Decision, held: Held) -> cells.Dresses:
        return cells.table(held, self.record_types[decision.name], self.columns_places(decision), True)

    def wired_outputs(self, held: Mapping[str, Held], names: Mapping[str, str]) -> None:
        """The outputs as JSON members: one template, or piece by piece where some may be absent."""
        decisions = {output: self.decisions[name] for output, name in names.items()}
        if not any(one.ends for one in held.values()):
            pieces = [(output, Piece.value(self.wired(decisions[output], one))) for output, one in held.items()]
            self.block.emit(f"W = {self.code(members(pieces))}")
            return
        self.block.emit("P = []")
        for output in sorted(held):
            one, decision = held[output], decisions[output]
            key = self.name(canonical(output) + b":")
            if not one.ends:
                self.block.emit(f"P.append({key} + ({self.wired(decision, one)}))")
                continue
            root = self.root(decision)
            with self.block.indented(f"if not isinstance({root}, NotDetermined):"):
                self.block.emit(f"P.append({key} + ({self.wired(decision, one)}))")
            with self.block.indented(f"elif not isinstance({root}, Absent):"):
                self.block.emit(f'P.append({key} + b"null")')
        self.block.emit('W = b"{" + b",".join(P) + b"}"')

    def wired(self, decision: Decision, held: Held) -> str:
        if held.kind == "table":
            return f"json(rows({held.code}, {self.name(self.dresses(decision, held))}, False))"
        if held.kind == "list":
            whole = decision.type.of.whole if decision.type.of else False
            return f"list_wire({held.code}, {self.name(cells.dress(held.item, places(decision), whole=whole))})"
        if held.kind == "record":
            return f"record_wire({held.code}, {self.name(cells.record(held, places(decision)))})"
        return self.wire(held, places(decision), decision.type.whole)

    # the rest

    def inputs_json(self) -> None:
        """The accepted inputs as JSON members; for tables the caller makes the digest."""
        if any(spec.fields for spec in self.program.inputs):
            self.block.emit("I = None")
            return
        given = [spec for spec in self.program.inputs if spec.name not in self.absent]
        if not any(spec.optional for spec in given):
            self.block.emit(f"I = {self.code(members((one.name, Piece.value(self.input_wire(one))) for one in given))}")
            return
        self.block.emit("G = []")
        for spec in sorted(given, key=lambda spec: spec.name):
            shelter = f"if {self.input_names[spec.name]} is not None:" if spec.optional else "if True:"
            with self.block.indented(shelter):
                self.block.emit(f"G.append({self.name(canonical(spec.name) + b':')} + ({self.input_wire(spec)}))")
        self.block.emit('I = b"{" + b",".join(G) + b"}"')

    def properties(self) -> None:
        for one in self.program.properties:
            if one.always is None:
                continue
            before, self.risky = self.risky, False
            with self.block.aside() as lines:
                test = self.node(one.always.tree, {})
                self.block.emit(f"if not {test.code}: raise {self.name(broken(self.program, one))}()")
            risky, self.risky = self.risky, before
            if not risky:
                self.splice(lines, 0)
                continue
            with self.block.indented("try:"):
                self.splice(lines)
            self.block.emit("except NotDetermined: pass")

    def finish(self, start: list[str]) -> Generated:
        """The text of the function, made into one."""
        lazily = {name for line in self.functions for name in _ASSIGNED.findall(line)}
        sometimes = {f"p_{self.place[name]}" for name in self.sometimes - self.always}
        unset = sorted((lazily | sometimes) & set(self.kept_names))
        reasons = sorted(self.reasons.values())
        head = self.head()
        head += [f"    {' = '.join(unset)} = U"] if unset else []
        head += [f"    {' = '.join(reasons)} = None"] if reasons else []
        head += [f"    {' = '.join(sorted(self.tabled))} = 0"] if self.tabled else []
        functions = _with_nonlocals(self.functions, {*self.kept_names})
        text = "\n".join([*head, *start, *self.extensions.values(), *functions, *self.block.lines])
        names: dict[str, Any] = {**NAMES, **self.names}
        exec(compile(text, f"<{self.program.id} from {self.day}>", "exec"), names)  # text made here from a checked tree
        run: Generated = names["run"]
        return run

    def head(self) -> list[str]:
        """The function's first lines: the values as the caller holds them, or read from the inputs as given."""
        names = list(self.input_names.values())
        if self.given is None:
            return ["def run(day, members, values):", f"    ({''.join(name + ', ' for name in names)}) = values"]
        return ["def run(day, members, q):", *reading(self.program, names, self.given, self.names)]


_ASSIGNED = re.compile(r"^\s+([bcdepqr]_[0-9_]+) = ")


def _with_nonlocals(lines: list[str], kept: set[str]) -> list[str]:
    """Fill in which of the outer function's names each inner function sets."""
    done: list[str] = []
    starts = [place for place, line in enumerate(lines) if line.startswith("    def f_")] + [len(lines)]
    for start, end in pairwise(starts):
        own = sorted({name for line in lines[start:end] for name in _ASSIGNED.findall(line)} & kept)
        done += [lines[start], f"        nonlocal {', '.join(own)}", *lines[start + 2 : end]]
    return done


def broken(program: Program, one: Property) -> Callable[[], RuleError]:
    message = (("message", one.label.zh, one.label.en),)
    return lambda: RuleError([Problem("property_broken", path=f"{program.id}.{one.name}", detail=message)])


def generate(
    program: Program,
    day: date,
    options: Mapping[str, str],
    absent: frozenset[str],
    kind: str,
    given: frozenset[str] | None = None,
) -> Generated | None:
    """The function of that kind (`answer`, `outputs_only`, `accept`) for cases that lack just the `absent` inputs;
    with `given`, one that reads them as the caller gave them.

    None where the plain evaluator or the careful reader must answer.
    """
    function = Function(program, day, options, absent, traced=kind == "answer")
    function.given = given
    try:
        run: Generated = getattr(function, kind)()
    except (NotCompiled, Unread):
        return None
    return run


__all__ = ["Function", "generate"]
