"""The part of the generated function that writes the answer's canonical bytes.

A step's template is the plain writer's own step with marks in place of what varies; so compiled and plain answers have
one form. Bytes are put together by `%`; nothing is serialised at run time but tables. What every answer has stands in
one template; what only some have is added where the code finds that it has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from functools import partial

from benefits.engine import numbers
from benefits.engine.compiler import cells
from benefits.engine.compiler.pieces import Mark, Piece, members, piece_of
from benefits.engine.compiler.source import Source
from benefits.engine.compiler.values import Held, held_input
from benefits.engine.decision import canonical
from benefits.engine.layout import record_type
from benefits.engine.outcome import Absent, NotDetermined
from benefits.engine.steps import Step, Writer, places, written
from benefits.model.program import Decision, DecisionTable, Each, Group, Input, Label, Parameter, Program, Row

_NAMES_ONLY = re.compile(r"[a-z]_[0-9]+ ([a-z]_)?[0-9]+")


class Render(Source):
    """Adds the steps to the computing part."""

    doubting = False

    def __init__(
        self, program: Program, day: date, options: Mapping[str, str], absent: frozenset[str], traced: bool
    ) -> None:
        super().__init__(program, day, options, absent, traced)
        self.texts: dict[tuple[str, int | str, int], str] = {}
        self.waiting: list[Piece] = []
        closed = [one for one in program.enumerations if not one.extended_by]
        self.choice_texts = {one.name: {id_: canonical(id_) for id_ in one.ids()} for one in closed}
        self.writer = Writer(program, day)
        self.record_types = {decision.name: record_type(program, decision) for decision in program.decisions}

    def name(self, value: object) -> str:
        """A name by which the generated code knows a value."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    # values as JSON

    def wire(self, held: Held, decimals: int, whole: bool = False) -> str:
        """Code for a scalar as JSON bytes."""
        if held.kind == "number":
            return self.number_wire(held, decimals, whole)
        if held.kind == "boolean":
            return f'(b"true" if {held.code} else b"false")'
        if held.kind == "date":
            return f"""b'"%b"' % {held.code}.isoformat().encode()"""
        return f"json({held.code})"

    def number_wire(self, held: Held, decimals: int, whole: bool) -> str:
        top, bottom = self.parts(held)
        if whole:
            return f'b"%d" % ({top} // {bottom})' if bottom != 1 else f'b"%d" % {top}'
        if isinstance(held.const, Fraction):
            return self.name(canonical(numbers.text(held.const, decimals)))
        if held.few and isinstance(bottom, int):
            ready = {int(one * bottom): canonical(numbers.text(one, decimals)) for one in held.few}
            return self.once((top, bottom, decimals), f"{self.name(ready)}[{top}]")
        scale = power(bottom)
        if scale == decimals == 0:
            return f"""b'"%d"' % {top}"""
        call = "fixed" if scale == decimals else "brief" if scale is not None and decimals == 0 else ""
        code = f"{call}({top}, {scale})" if call else f"ratio({top}, {bottom}, {decimals})"
        return self.once((top, bottom, decimals), code)

    def once(self, key: tuple[str, int | str, int], code: str) -> str:
        """Write a number's text once and use it again, where it is sure to have been written."""
        if key not in self.texts:
            if self.doubting or self.block.depth > 1 or not _NAMES_ONLY.fullmatch(f"{key[0]} {key[1]}"):
                return code
            self.texts[key] = self.block.assign(code, "w")
        return self.texts[key]

    def sheltered_wire(self, held: Held, decimals: int, whole: bool = False, unsure: bool = False) -> str:
        """`wire`, with null for what is not determined; `unsure`: the value may not even have been computed."""
        if not held.ends and not unsure:
            return self.wire(held, decimals, whole)
        self.doubting = True
        code = self.wire(held, decimals, whole)
        self.doubting = False
        return f'(b"null" if isinstance({held.code}, NotDetermined) else {code})' if held.ends else code

    def input_held(self, spec: Input) -> Held:
        return held_input(spec.type, self.input_names[spec.name], spec.decimals)

    def input_wire(self, spec: Input) -> str:
        """Code for a given input's value as JSON."""
        held = self.input_held(spec)
        if spec.type.kind == "choice" and not spec.optional and spec.type.choices in self.choice_texts:
            return f"{self.name(self.choice_texts[spec.type.choices])}[{held.code}]"
        return self.sheltered_wire(held, 0, unsure=spec.optional)

    # steps

    def code(self, piece: Piece) -> str:
        if not piece.codes:
            return self.name(piece.text.replace(b"%%", b"%"))
        return f"{self.name(piece.text)} % ({', '.join(piece.codes)},)"

    def step(self, piece: Piece) -> None:
        """Add a step here: with its neighbours where every answer has it, by itself where only some do."""
        if self.block.depth == 1:
            self.waiting.append(piece)
        else:
            self.block.emit(f"S.append({self.code(piece)})")

    def flush(self) -> None:
        if self.waiting:
            self.block.emit(f"S.append({self.code(Piece.joined(self.waiting))})")
            self.waiting = []

    @contextmanager
    def only_if(self, head: str) -> Iterator[None]:
        """Steps that only some answers have."""
        if self.block.depth == 1:
            self.flush()
        with self.block.indented(head):
            yield

    def steps(self) -> None:
        self.block.emit("S = []")
        for spec in self.program.inputs:
            if spec.name not in self.absent:
                self.input_step(spec)
        for one in self.program.interpretations:
            self.step(Piece.fixed(canonical(self.writer.interpretation(one, self.options[one.name]))))
        for parameter in self.program.parameters:
            self.parameter_step(parameter)
        for decision in self.program.decisions:
            self.decision_step(decision)
        self.flush()

    def input_step(self, spec: Input) -> None:
        if not spec.optional:
            self.step(self.input_piece(spec))
            return
        with self.only_if(f"if {self.input_names[spec.name]} is not None:"):
            self.step(self.input_piece(spec))

    def input_piece(self, spec: Input) -> Piece:
        name = self.input_names[spec.name]
        given = self.given_piece(spec, True)
        if not spec.has_default:
            return given
        default = "[]" if spec.fields else self.name(default_held(spec))
        by_default = self.given_piece(spec, False)
        return Piece.value(f"({self.code(by_default)} if {name} == {default} else {self.code(given)})")

    def given_piece(self, spec: Input, given: bool) -> Piece:
        name = self.input_names[spec.name]
        choices = self.writer.labels.get(spec.type.choices) if spec.type.kind == "choice" else None
        if choices:
            ready = {id_: canonical(self.writer.input(spec, id_, given)) for id_ in choices}
            return Piece.value(f"{self.name(ready)}[{name}]")
        step = self.writer.input(spec, [] if spec.fields else None, given)
        code = f'b"%d" % len({name})' if spec.fields else self.input_wire(spec)
        return piece_of(step | {"rows" if spec.fields else "result": Mark(code)})

    def parameter_step(self, parameter: Parameter) -> None:
        if parameter.name not in self.sometimes:
            return
        piece = Piece.value(self.by_row(parameter, lambda row: canonical(self.row_step(parameter, row))))
        if parameter.name in self.always:
            self.step(piece)
            return
        with self.only_if(f"if p_{self.place[parameter.name]} is not U:"):
            self.step(piece)

    def by_row(self, parameter: Parameter, make):  # type: ignore[no-untyped-def]
        """Code for what `make` makes of the row that a parameter was read from."""
        rows = parameter.on(self.day)
        if all(key is None for row in rows for key in row.keys) and not parameter.extended_by:
            return self.name(make(rows[0]))
        ready = {key: make(row) for key, row in self.chosen(parameter).items()}
        return f"{self.name(ready)}[p_{self.place[parameter.name]}]"

    def row_step(self, parameter: Parameter, row: Row) -> Step:
        value = NotDetermined(row.not_stated) if row.not_stated else row.value
        return self.writer.parameter(parameter, value, row)

    def decision_step(self, decision: Decision) -> None:
        if decision.name in self.known:
            self.evaluated_step(decision, self.known[decision.name])
        elif decision.name in self.lazy:
            with self.only_if(f"if {self.root(decision)} is not U:"):
                self.evaluated_step(decision, self.lazy[decision.name])

    def root(self, decision: Decision) -> str:
        return f"d_{self.place[decision.name]}"

    def evaluated_step(self, decision: Decision, held: Held) -> None:
        if isinstance(decision.body, Each | Group):
            self.step(self.rows_piece(decision, held))
            return
        values = self.values(decision)
        if not held.ends:
            self.step(self.value_piece(decision, held, values))
            return
        root = self.root(decision)
        with self.only_if(f"if not isinstance({root}, NotDetermined):"):
            self.step(self.value_piece(decision, held, values))
        for head, kind in ((f"elif isinstance({root}, Absent):", Absent), ("else:", NotDetermined)):
            with self.block.indented(head):
                self.step(self.reason_piece(decision, kind, values))

    def values(self, decision: Decision) -> Piece:
        """The JSON object of what was put into a decision's formula."""
        found = [(name, *self.reference(name)) for name in self.writer.references(decision)]
        given = [(name, code, sure) for name, code, sure in found if code]
        if all(sure is None for _, _, sure in given):
            return members((name, Piece.value(code)) for name, code, _ in given)
        parts = []
        for name, code, sure in sorted(given):
            piece = f"{self.name(canonical(name) + b':')} + ({code})"
            parts.append(f"*([{piece}] if {sure} else ())" if sure else piece)
        return Piece.value(f'b"{{" + b",".join([{", ".join(parts)}]) + b"}}"')

    def reference(self, name: str) -> tuple[str, str | None]:
        """Code for a name's value ("": it has none here), and the test that it was evaluated (None: surely)."""
        if name in self.decisions:
            held = self.known.get(name) or self.lazy.get(name)
            if held is None:
                return "", None
            sure = None if name in self.known else f"d_{self.place[name]} is not U"
            return self.sheltered_wire(held, self.writer.places[name], unsure=sure is not None), sure
        if name in self.parameters:
            parameter = self.parameters[name]
            if name not in self.sometimes:
                return "", None
            code = self.by_row(parameter, lambda row: canonical(written(None if row.not_stated else row.value)))
            return code, None if name in self.always else f"p_{self.place[name]} is not U"
        if name in self.inputs:
            spec, code = self.inputs[name], ""
            if name not in self.absent:
                code = self.input_wire(spec)
                code = f'(b"null" if {self.input_names[name]} is None else {code})' if spec.optional else code
            return code, None
        if name in self.options:
            return self.name(canonical(self.options[name])), None
        return self.wire(Held("date", "day"), 0), None

    def value_piece(self, decision: Decision, held: Held, values: Piece) -> Piece:
        step = self.writer.decision(decision, None, None, {})
        result = Mark(self.result_code(decision, held))
        step |= {"result": result, "values": Mark(values)} | self.matched_rules(decision)
        if "round" in step:
            before = self.wire(Held("number", *self.befores.get(decision.name, ("0", 1))), 0)
            step["round"] |= {"before": Mark(before), "after": result, "mode": self.mode(decision)}
        choices = self.writer.labels.get(decision.type.choices) if decision.type.kind == "choice" else None
        if choices and held.kind == "text":
            ready = {id_: canonical(text) for id_, text in choices.items()}
            step["text"] = Mark(f"{self.name(ready)}[{held.code}]")
        return piece_of(step)

    def matched_rules(self, decision: Decision) -> Step:
        """The part of a decision table's step that depends on which rules matched."""
        name = f"q_{self.place[decision.name]}"
        if not isinstance(decision.body, DecisionTable) or name not in self.tabled:
            return {}
        body = decision.body
        if body.collect:
            write = partial(self.writer.table, body)
            return {"table": Mark(f"json({self.name(write)}({name} or ()))")}
        ready = {place: canonical(self.writer.table(body, (place,))) for place in range(1, len(body.rules) + 1)}
        return {"table": Mark(f"{self.name(ready | {0: canonical(self.writer.table(body, ()))})}[{name}]")}

    def result_code(self, decision: Decision, held: Held) -> str:
        decimals = self.writer.places[decision.name]
        if held.kind == "list":
            return f"list_wire({held.code}, {self.name(cells.dress(held.item, decimals))})"
        if held.kind == "record":
            return f"record_wire({held.code}, {self.name(cells.record(held, decimals))})"
        return self.wire(held, decimals)

    def mode(self, decision: Decision) -> str:
        rounding = decision.rounding
        return "" if rounding is None else rounding.mode(self.options[rounding.by] if rounding.by else "")

    def reason_piece(self, decision: Decision, kind: type[NotDetermined], values: Piece) -> Piece:
        step = self.writer.decision(decision, kind(Label("", "")), None, {})
        step |= {"values": Mark(values)} | self.matched_rules(decision)
        if kind is NotDetermined:
            step["undetermined"] = Mark(f"reason_json({self.root(decision)}.reason)")
        return piece_of(step)

    def rows_piece(self, decision: Decision, held: Held) -> Piece:
        step = self.writer.rows(decision, [])
        del step["rows"], step["result"]
        plain = self.name(cells.table(held, self.record_types[decision.name], self.columns_places(decision), False))
        failed = self.writer.rows(decision, NotDetermined(Label("", "")))
        del failed["undetermined"], failed["result"]
        return Piece.value(f"rows_step({held.code}, {plain}, {self.name(step)}, {self.name(failed)})")

    def columns_places(self, decision: Decision) -> dict[str, int]:
        return {column.name: places(column) for column in getattr(decision.body, "columns", ())}


def default_held(spec: Input) -> object:
    """An input's default as the generated code holds it."""
    return int(spec.default * 10**spec.decimals) if isinstance(spec.default, Fraction) else spec.default


def power(den: int | str) -> int | None:
    """k where the denominator is 10**k."""
    digits = str(den)
    return len(digits) - 1 if digits == "1" + "0" * (len(digits) - 1) else None
