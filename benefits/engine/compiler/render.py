"""The part of the generated function that writes the answer's canonical bytes.

A step's template is the plain writer's own step with marks in place of what varies; so compiled and plain answers have
one form. Bytes are put together by `%`; nothing is serialised at run time but tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from benefits.engine import numbers
from benefits.engine.case import ABSENT
from benefits.engine.compiler import cells
from benefits.engine.compiler.source import Source
from benefits.engine.compiler.values import PAIR, Held
from benefits.engine.decision import SEMANTICS, canonical
from benefits.engine.layout import record_type
from benefits.engine.outcome import Absent, NotDetermined
from benefits.engine.steps import Step, Writer, places
from benefits.model.program import Decision, Each, Group, Input, Interpretation, Label, Parameter, Program, Split


class Mark:
    """Stands in a step for what varies."""

    def __init__(self, place: int) -> None:
        self.text = f"\x02{place}\x03"


def template(step: Step, marks: list[Mark]) -> bytes:
    """The step's canonical bytes with `%b` at the marks, which must stand there in order."""
    plain = canonical(_unmark(step)).decode().replace("%", "%%")
    for place, mark in enumerate(marks):
        plain = plain.replace('"' + mark.text.replace("\x02", "\\u0002").replace("\x03", "\\u0003") + '"', f"\0{place}\0")
    order = [int(place) for place in re.findall("\0([0-9]+)\0", plain)]
    if order != sorted(order) or len(order) != len(marks):
        raise ValueError("marks out of order")
    return re.sub("\0[0-9]+\0", "%b", plain).encode()


def _unmark(value: object) -> object:
    if isinstance(value, Mark):
        return value.text
    if isinstance(value, dict):
        return {key: _unmark(cell) for key, cell in value.items()}
    return [_unmark(item) for item in value] if isinstance(value, list) else value


_NAMES_ONLY = re.compile(r"[a-z]_[0-9]+ ([a-z]_)?[0-9]+")


class Render(Source):
    """Adds outputs, undetermined and steps to the computing part."""

    doubting = False

    def __init__(
        self, program: Program, day: date, options: Mapping[str, str], absent: frozenset[str], traced: bool
    ) -> None:
        super().__init__(program, day, options, absent, traced)
        self.wired_numbers: dict[tuple[str, int | str, int], str] = {}
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
            code = self.number_wire(held, decimals, whole)
        elif held.kind == "boolean":
            code = f'(b"true" if {held.code} else b"false")'
        elif held.kind == "date":
            code = f"""b'"%b"' % {held.code}.isoformat().encode()"""
        else:
            code = f"json({held.code})"
        return code

    def number_wire(self, held: Held, decimals: int, whole: bool) -> str:
        top, bottom = self.parts(held)
        if whole:
            return f'b"%d" % ({top} // {bottom})' if bottom != 1 else f'b"%d" % {top}'
        if isinstance(held.const, Fraction):
            return self.name(canonical(numbers.text(held.const, decimals)))
        if held.few and isinstance(bottom, int):
            ready = {int(one * bottom): canonical(numbers.text(one, decimals)) for one in held.few}
            return self.once((top, bottom, decimals), f"{self.name(ready)}[{top}]")
        scale = _power(bottom)
        if scale == decimals == 0:
            return f"""b'"%d"' % {top}"""
        if scale == decimals:
            return self.once((top, bottom, decimals), f"fixed({top}, {scale})")
        if scale is not None and decimals == 0:
            return self.once((top, bottom, decimals), f"brief({top}, {scale})")
        return self.once((top, bottom, decimals), f"ratio({top}, {bottom}, {decimals})")

    def once(self, key: tuple[str, int | str, int], code: str) -> str:
        """Write a number's text once and use it again, where it is sure to have been written."""
        if key not in self.wired_numbers:
            if self.doubting or self.block.depth > 1 or not _NAMES_ONLY.fullmatch(f"{key[0]} {key[1]}"):
                return code
            self.wired_numbers[key] = self.block.assign(code, "w")
        return self.wired_numbers[key]

    def sheltered_wire(self, held: Held, decimals: int, whole: bool = False, unsure: bool = False) -> str:
        """`wire`, with null for what is not determined or not given."""
        if not held.doubtful and not unsure:
            return self.wire(held, decimals, whole)
        self.doubting = True
        code = self.wire(held, decimals, whole)
        self.doubting = False
        return f'(b"null" if isinstance({held.code}, NotDetermined) else {code})' if held.doubtful else code

    # steps

    def steps(self) -> None:
        self.block.emit("S = []")
        for spec in self.program.inputs:
            if spec.name not in self.absent:
                self.input_step(spec)
        readings = [self.writer.interpretation(one, self.options[one.name]) for one in self.program.interpretations]
        if readings:
            self.block.emit(f"S.append({self.name(b','.join(map(canonical, readings)))})")
        for parameter in self.program.parameters:
            self.parameter_step(parameter)
        for decision in self.program.decisions:
            self.decision_step(decision)

    def input_step(self, spec: Input) -> None:
        name = self.input_names[spec.name]
        if not spec.optional:
            self.input_template(spec, name)
            return
        with self.block.indented(f"if {name} is not None:"):
            self.input_template(spec, name)

    def input_template(self, spec: Input, name: str) -> None:
        mark = Mark(0)
        held = self.input_held(spec, name)
        code = f'b"%d" % len({name})' if spec.fields else self.wire(held, 0)
        given = template_of(self.writer, spec, mark, True)
        choices = self.writer.labels.get(spec.type.choices) if spec.type.kind == "choice" else None
        if choices:
            code, given = self.choice_steps(spec, name, choices)
        if spec.has_default and spec.default is not None:
            other = template_of(self.writer, spec, mark, False) if not choices else given
            default = self.default_code(spec)
            if choices:
                other_code, _ = self.choice_steps(spec, name, choices, given=False)
                self.block.emit(f"S.append({other_code} if {name} == {default} else {code})")
                return
            templates = f"{self.name(other)} if {name} == {default} else {self.name(given)}"
            self.block.emit(f"S.append(({templates}) % {_one(code)})")
            return
        self.block.emit(f"S.append({code})" if choices else f"S.append({self.name(given)} % {_one(code)})")

    def choice_steps(self, spec: Input, name: str, choices: Mapping[str, object], given: bool = True) -> tuple[str, bytes]:
        """A whole step per member; members that the case brings have no label of their own."""
        ready = {id_: canonical(self.writer.input(spec, id_, given)) for id_ in choices}
        table = self.name(ready)
        return f"{table}[{name}]", b""

    def default_code(self, spec: Input) -> str:
        if spec.fields:
            return "[]"
        if isinstance(spec.default, Fraction):
            return str(int(spec.default * 10**spec.decimals))
        return self.name(spec.default)

    def input_held(self, spec: Input, name: str) -> Held:
        from benefits.engine.compiler.values import held_input

        return held_input(spec.type, name, spec.decimals)

    def parameter_step(self, parameter: Parameter) -> None:
        if parameter.name not in self.sometimes:
            return
        name = f"p_{self.place[parameter.name]}"
        rows = parameter.on(self.day)
        if all(key is None for row in rows for key in row.keys) and not parameter.extended_by:
            code = self.name(canonical(self.row_step(parameter, rows[0])))
        else:
            ready = {key: canonical(self.row_step(parameter, row)) for key, row in self.chosen(parameter).items()}
            code = f"{self.name(ready)}[{name}]"
        if parameter.name in self.always:
            self.block.emit(f"S.append({code})")
            return
        with self.block.indented(f"if {name} is not U:"):
            self.block.emit(f"S.append({code})")

    def row_step(self, parameter: Parameter, row: object) -> Step:
        value = NotDetermined(row.not_stated) if row.not_stated else row.value  # type: ignore[attr-defined]
        return self.writer.parameter(parameter, value, row)  # type: ignore[arg-type]

    def decision_step(self, decision: Decision) -> None:
        place = self.place[decision.name]
        if decision.name in self.known:
            self.evaluated_step(decision, self.known[decision.name])
        elif decision.name in self.lazy:
            with self.block.indented(f"if d_{place} is not U:"):
                self.evaluated_step(decision, self.lazy[decision.name])

    def evaluated_step(self, decision: Decision, held: Held) -> None:
        if isinstance(decision.body, Each | Group):
            self.rows_step(decision, held)
            return
        values = self.values(decision)
        if not held.doubtful:
            self.value_step(decision, held, values)
            return
        with self.block.indented(f"if isinstance({self.root(held, decision)}, NotDetermined):"):
            self.reason_step(decision, held, values)
        with self.block.indented("else:"):
            self.value_step(decision, held, values)

    def root(self, held: Held, decision: Decision) -> str:
        return f"d_{self.place[decision.name]}"

    def values(self, decision: Decision) -> str:
        """Code for the JSON object of what was put into a decision's formula."""
        surely, pieces = [], []
        for name in self.writer.references(decision):
            code, sure = self.reference(name)
            if code is None:
                continue
            key = canonical(name) + b":"
            surely.append((key, code))
            pieces.append((key, code, sure))
        surely.sort()
        if all(sure is None for _, _, sure in pieces):
            text = b"{" + b",".join(key.replace(b"%", b"%%") + b"%b" for key, _ in surely) + b"}"
            return f"{self.name(text)} % ({''.join(code + ', ' for _, code in surely)})" if surely else self.name(b"{}")
        parts = []
        for key, code, sure in sorted(pieces):
            piece = f"{self.name(key)} + {_one(code)}"
            parts.append(f"*([{piece}] if {sure} else ())" if sure else piece)
        return f'b"{{" + b",".join([{", ".join(parts)}]) + b"}}"'

    def reference(self, name: str) -> tuple[str | None, str | None]:
        """Code for a name's value, and the test that it was evaluated (None: surely)."""
        if name in self.decisions:
            held = self.known.get(name) or self.lazy.get(name)
            if held is None:
                return None, None
            sure = None if name in self.known else f"d_{self.place[name]} is not U"
            return self.sheltered_wire(held, self.writer.places[name], unsure=sure is not None), sure
        if name in self.parameters:
            return self.parameter_reference(self.parameters[name])
        if name in self.inputs:
            spec = self.inputs[name]
            if name in self.absent:
                return None, None
            held = self.input_held(spec, self.input_names[name])
            if spec.type.kind == "choice" and not spec.optional and spec.type.choices in self.choice_texts:
                return f"{self.name(self.choice_texts[spec.type.choices])}[{held.code}]", None
            code = self.sheltered_wire(held, 0, unsure=spec.optional)
            return (f'(b"null" if {held.code} is None else {code})' if spec.optional else code), None
        if name in self.options:
            return self.name(canonical(self.options[name])), None
        return self.wire(Held("date", "day"), 0), None

    def parameter_reference(self, parameter: Parameter) -> tuple[str | None, str | None]:
        if parameter.name not in self.sometimes:
            return None, None
        name = f"p_{self.place[parameter.name]}"
        rows = parameter.on(self.day)
        if all(key is None for row in rows for key in row.keys) and not parameter.extended_by:
            code = self.name(_row_wire(rows[0]))
        else:
            ready = {key: _row_wire(row) for key, row in self.chosen(parameter).items()}
            code = f"{self.name(ready)}[{name}]"
        return code, None if parameter.name in self.always else f"{name} is not U"

    def value_step(self, decision: Decision, held: Held, values: str) -> None:
        marks = [Mark(place) for place in range(5)]
        decimals = self.writer.places[decision.name]
        if held.kind == "list":
            code = f"list_wire({held.code}, {self.name(cells.dress(held.item, decimals))})"
        elif held.kind == "record":
            code = f"record_wire({held.code}, {self.name(cells.record(held, places(decision)))})"
        else:
            code = self.wire(held, decimals)
        step = self.writer.decision(decision, None, None, {})
        step["result"], step["values"] = marks[0], marks[4]
        used, codes = [marks[0]], [code]
        if "round" in step:
            step["round"] |= {"before": marks[2], "after": marks[1], "mode": self.mode(decision)}
            before = self.wire(Held("number", *self.befores[decision.name], doubtful=False), 0)
            used, codes = [marks[0], marks[1], marks[2]], [code, code, before]
        choices = self.writer.labels.get(decision.type.choices) if decision.type.kind == "choice" else None
        if choices and held.kind == "text":
            step["text"] = marks[3]
            used.append(marks[3])
            codes.append(f"{self.name({id_: canonical(text) for id_, text in choices.items()})}[{held.code}]")
        used.append(marks[4])
        codes.append(f"({values})")
        self.block.emit(f"S.append({self.name(template(step, ordered(step, used)))} % ({', '.join(self.sorted_codes(step, used, codes))}))")

    def sorted_codes(self, step: Step, used: list[Mark], codes: list[str]) -> list[str]:
        return [codes[used.index(mark)] for mark in ordered(step, used)]

    def mode(self, decision: Decision) -> str:
        rounding = decision.rounding
        return "" if rounding is None else rounding.mode(self.options[rounding.by] if rounding.by else "")

    def reason_step(self, decision: Decision, held: Held, values: str) -> None:
        root = self.root(held, decision)
        for kind, test in ((Absent, "if"), (NotDetermined, "else")):
            head = f"if isinstance({root}, Absent):" if test == "if" else "else:"
            with self.block.indented(head):
                step = self.writer.decision(decision, kind(Label("", "")), None, {})
                marks, codes = [Mark(0)], [f"({values})"]
                step["values"] = marks[0]
                if kind is NotDetermined:
                    marks.insert(0, Mark(1))
                    codes.insert(0, f"reason_json({root}.reason)")
                    step["undetermined"] = marks[0]
                self.block.emit(f"S.append({self.name(template(step, marks))} % ({', '.join(codes)},))")

    def rows_step(self, decision: Decision, held: Held) -> None:
        step = self.writer.rows(decision, [])
        del step["rows"], step["result"]
        plain = self.name(cells.table(held, self.record_types[decision.name], self.columns_places(decision), False))
        failed = self.writer.rows(decision, NotDetermined(Label("", "")))
        del failed["undetermined"], failed["result"]
        self.block.emit(f"S.append(rows_step({held.code}, {plain}, {self.name(step)}, {self.name(failed)}))")

    def columns_places(self, decision: Decision) -> dict[str, int]:
        return {column.name: places(column) for column in getattr(decision.body, "columns", ())}


def ordered(step: Step, marks: list[Mark]) -> list[Mark]:
    """The marks in the order in which they stand in the canonical bytes."""
    plain = canonical(_unmark(step)).decode()
    return sorted(marks, key=lambda mark: plain.index(mark.text.replace("\x02", "\\u0002").replace("\x03", "\\u0003")))


def template_of(writer: Writer, spec: Input, mark: Mark, given: bool) -> bytes:
    step = writer.input(spec, [] if spec.fields else None, given)
    step["rows" if spec.fields else "result"] = mark
    return template(step, [mark])


def _one(code: str) -> str:
    return f"({code})"


def _power(den: int | str) -> int | None:
    """k where the denominator is 10**k."""
    if not isinstance(den, int):
        return None
    digits = str(den)
    return len(digits) - 1 if digits == "1" + "0" * (len(digits) - 1) else None


def _row_wire(row: object) -> bytes:
    from benefits.engine.steps import written

    return canonical(written(None if row.not_stated else row.value))  # type: ignore[attr-defined]


__all__ = ["ABSENT", "PAIR", "SEMANTICS", "Interpretation", "Render", "Split"]
