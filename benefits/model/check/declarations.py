"""What stands around the formulas: documents, interpretations, inputs, outputs, checks, properties, examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benefits.model.check.expressions import Inference
from benefits.model.check.graph import Reading
from benefits.model.check.report import Place, Report, nearest
from benefits.model.check.scope import BUILTINS, Names, Scope, contains, show_period
from benefits.model.check.shapes import BOOLEAN, infinite
from benefits.model.check.trees import free_names, named, too_deep
from benefits.model.check.units import UnitError, parse_unit
from benefits.model.documents import Document
from benefits.model.program import (
    Check,
    Citation,
    Decision,
    DecisionTable,
    Each,
    Example,
    Group,
    Input,
    Interpretation,
    Mark,
    Parameter,
    Program,
    Property,
    Type,
)

TOP = Mark(1, 1)
INPUT = ("输入项", "input")
OUTPUT = ("输出项", "output")
FIELD = ("列", "field")


def is_own(name: str) -> bool:
    """Whether a name is the program's own and not taken from one that it uses."""
    return "." not in name


def _own(one: Interpretation | Parameter | Decision) -> bool:
    return is_own(one.name)


def citations(program: Program) -> Iterator[tuple[Citation | None, Place]]:
    """Every citation of the file itself with its place."""
    for interpretation in filter(_own, program.interpretations):
        yield interpretation.cite, Place(f"interpretations.{interpretation.name}", interpretation.at)
    for asked in program.inputs:
        yield asked.cite, Place(f"inputs.{asked.name}", asked.at)
    for parameter in filter(_own, program.parameters):
        for index, row in enumerate(parameter.rows):
            yield row.cite, Place(f"parameters.{parameter.name}.{parameter.row_path(index)}", row.at)
    for decision in filter(_own, program.decisions):
        place = Place(f"decisions.{decision.name}", decision.at)
        yield decision.cite, place
        if isinstance(decision.body, DecisionTable):
            for index, rule in enumerate(decision.body.rules):
                yield rule.cite, place.below(f"table.rules[{index}]", rule.at)
        for column in decision.body.columns if isinstance(decision.body, Each | Group) else ():
            yield column.cite, place.below(f"columns.{column.name}", column.at)
    for example in program.examples:
        yield example.cite, Place(f"examples.{example.name}", example.at)


def check_documents(program: Program, documents: Mapping[str, Document], report: Report) -> None:
    """Every document that is named is known."""
    for name in program.basis:
        if name not in documents:
            report.add("unknown_document", Place("basis", TOP), value=name, nearest=nearest(name, documents))
    for cite, place in citations(program):
        if cite is not None and cite.document not in documents:
            near = nearest(cite.document, documents)
            report.add("unknown_document", place, value=cite.document, nearest=near)


def check_uses(names: Names, library: Mapping[str, Program], report: Report) -> None:
    """A program whose decisions are used is in force on every day on which this one is. Figures have their own days."""
    window = names.window()
    for alias, name in names.program.uses:
        used = library.get(name)
        if not any(decision.startswith(f"{alias}.") for decision in names.decisions):
            continue
        if used is not None and not contains(used.period, window):
            report.add("used_not_in_force", Place(f"uses.{alias}", TOP), value=name, expected=show_period(used.period))


def check_types(names: Names, report: Report) -> None:
    """Units that can be read, choices that are declared, figures that have a unit."""
    program = names.program
    for asked in program.inputs:
        place = Place(f"inputs.{asked.name}", asked.at)
        _check_input(asked, place, names, report)
    for parameter in program.parameters:
        if is_own(parameter.name):
            place = Place(f"parameters.{parameter.name}", parameter.at)
            _check_type(parameter.type, place, names, report, needs_unit=True)
            _check_choices(parameter, place, names, report)
            if parameter.extended_by and names.extension_column(parameter) is None:
                report.unknown(place.below("extended_by"), None, parameter.extended_by, (), FIELD)
    for decision in program.decisions:
        if is_own(decision.name):
            _check_figure(decision, Place(f"decisions.{decision.name}", decision.at), names, report)


def _check_choices(parameter: Parameter, place: Place, names: Names, report: Report) -> None:
    """Figures that are choices are members of their enumeration."""
    enumeration = names.enumerations.get(parameter.type.choices)
    if enumeration is None:
        return
    ids = enumeration.ids()
    for index, row in enumerate(parameter.rows):
        if isinstance(row.value, str) and row.value not in ids:
            spot, near = place.below(parameter.row_path(index), row.at), nearest(row.value, ids)
            report.add("not_a_choice", spot, value=row.value, expected=", ".join(ids), nearest=near)


def _check_figure(decision: Decision, place: Place, names: Names, report: Report) -> None:
    body = decision.body
    if isinstance(body, Each | Group):
        for column in body.columns:
            _check_figure(column, place.below(f"columns.{column.name}", column.at), names, report)
    else:
        _check_type(decision.type, place, names, report, needs_unit=True)


def _check_type(declared: Type, place: Place, names: Names, report: Report, needs_unit: bool = False) -> None:
    if declared.kind == "number" and not declared.unit and needs_unit and not declared.whole:
        report.add("missing_unit", place)
    try:
        parse_unit(declared.unit or "1")
    except UnitError:
        report.add("bad_unit", place, value=declared.unit)
    if declared.choices and declared.choices not in names.enumerations:
        report.unknown(place, None, declared.choices, names.enumerations, ("选项表", "enumeration"))
    for inner in (declared.of, *(one for _, one in declared.fields)):
        if inner is not None:
            _check_type(inner, place, names, report)


def _check_input(asked: Input, place: Place, names: Names, report: Report) -> None:
    _check_type(asked.type, place, names, report)
    options = names.enumerations.get(asked.type.choices)
    if asked.has_default and options is not None and asked.default not in options.ids():
        ids, value = options.ids(), str(asked.default)
        report.add(
            "not_a_choice", place.below("default"), value=value, expected=", ".join(ids), nearest=nearest(value, ids)
        )
    if asked.keys_of:
        names.used.add(asked.keys_of)
        if asked.keys_of not in names.parameters:
            report.unknown(place.below("keys_of"), None, asked.keys_of, names.parameters)
    fields = {one.name: one for one in asked.fields}
    overlap = asked.no_overlap
    days = (*overlap.by, overlap.start, overlap.end) if overlap is not None else ()
    for name in (*asked.unique, *days):
        if name not in fields:
            report.unknown(place, None, name, fields, FIELD)
    for field in asked.fields:
        _check_input(field, place.below(f"fields.{field.name}", field.at), names, report)


def check_condition(inference: Inference, asked: Input) -> None:
    """Where an input may be left out: a condition on other inputs, on none that has a condition of its own."""
    condition = asked.optional_when
    if condition is None:
        return
    names, tree = inference.names, condition.tree
    valid = [one.name for one in names.program.inputs if one.optional_when is None]
    taken = set() if too_deep(tree) else free_names(tree, frozenset(), Reading(names.program).fields_of)
    wrong = [name for name in sorted(taken - {*valid, *BUILTINS}) if is_own(name)]
    for name in wrong:
        inference.report.unknown(inference.place.inside(condition), named(tree, name), name, valid, INPUT)
        names.used.add(name)
    if not wrong:
        inference.formula(condition, Scope(names.window()), BOOLEAN)


def check_interpretations(names: Names, report: Report) -> None:
    """Each has a default that is one of its options."""
    for interpretation in names.program.interpretations:
        options = [option.id for option in interpretation.options]
        if interpretation.default not in options:
            place = Place(f"interpretations.{interpretation.name}.default", interpretation.at)
            near = nearest(interpretation.default, options)
            value, expected = interpretation.default or "-", ", ".join(options)
            report.add("unknown_default", place, value=value, expected=expected, nearest=near)


def check_enumerations(names: Names, report: Report) -> None:
    """The table that extends an enumeration is an input with the two columns."""
    for enumeration in names.program.enumerations:
        extension = enumeration.extended_by
        if extension is None:
            continue
        place = Place(f"enumerations.{enumeration.name}.extended_by", enumeration.at)
        table = names.inputs.get(extension.table)
        if table is None:
            report.unknown(place, None, extension.table, names.inputs, INPUT)
            continue
        names.used.add(table.name)
        fields = [field.name for field in table.fields]
        for name in (extension.id, extension.name):
            if name not in fields:
                report.unknown(place, None, name, fields, FIELD)


def check_outputs(names: Names, report: Report) -> None:
    """Outputs are decisions, and their numbers finite decimals."""
    for output, name in names.program.outputs:
        decision = names.decisions.get(name)
        if decision is None:
            valid = list(filter(is_own, names.decisions))
            report.unknown(Place(f"outputs.{output}", TOP), None, name, valid)
            names.used.add(nearest(name, valid))
            continue
        names.used.add(name)
        if where := infinite(names.shapes[name]):
            path = f"decisions.{name}" if where == "." else f"decisions.{name}.{where}"
            report.add("not_finite", Place(path, _mark(decision, where)), value=name)


def _mark(decision: Decision, where: str) -> Mark:
    """The mark of the column that `where` names, else the decision's own."""
    columns = decision.body.columns if isinstance(decision.body, Each | Group) else ()
    return next((column.at for column in columns if column.name == where), decision.at)


def check_check(inference: Inference, check: Check) -> None:
    """A check of the inputs: true or false, of something asked, blaming what is asked."""
    names, report, place = inference.names, inference.report, inference.place
    scope = Scope(names.window())
    blamable = dict(names.inputs)
    if check.each:
        table = names.inputs.get(check.each)
        if table is None or not table.fields:
            tables = [one.name for one in names.program.inputs if one.fields]
            report.unknown(place.below("each"), None, check.each, tables, INPUT)
            return
        names.used.add(check.each)
        scope = scope.bind(dict(names.shapes[check.each].item.fields))
        blamable = {**blamable, **{field.name: field for field in table.fields}}
    for name in check.blames:
        if name not in blamable:
            report.unknown(place.below("at"), None, name, blamable, INPUT)
    inference.formula(check.that, scope, BOOLEAN)


def check_property(inference: Inference, prop: Property) -> None:
    """A property: a condition, or an output that falls or rises along an input."""
    names, report, place = inference.names, inference.report, inference.place
    scope = Scope(names.window())
    if prop.always is not None:
        inference.formula(prop.always, scope, BOOLEAN)
        return
    outputs = dict(names.program.outputs)
    if prop.output not in outputs:
        report.unknown(place, None, prop.output, outputs, OUTPUT)
    elif names.shapes.get(outputs[prop.output], BOOLEAN).kind not in ("number", "boolean", "date", "any"):
        inference.wrong(None, names.shapes[outputs[prop.output]], BOOLEAN)
    asked = names.inputs.get(prop.along)
    if asked is None:
        report.unknown(place, None, prop.along, names.inputs, INPUT)
    elif asked.type.kind not in ("number", "date"):
        inference.wrong(None, names.shapes[asked.name], names.shapes["months_per_year"])


def check_example(names: Names, example: Example, report: Report) -> None:
    """The names in an example exist: inputs and their fields, interpretations with their options, outputs."""
    place = Place(f"examples.{example.name}", example.at)
    outputs = dict(names.program.outputs)
    for name, value in example.inputs.items():
        asked = names.inputs.get(name)
        if asked is None:
            report.unknown(place.below("inputs"), None, name, names.inputs, INPUT)
        elif asked.fields and isinstance(value, Sequence) and not isinstance(value, str):
            _check_rows(asked, value, place.below(f"inputs.{name}"), report)
    for name, option in example.assume.items():
        if name not in names.interpretations:
            report.unknown(place.below("assume"), None, name, names.interpretations, ("理解事项", "interpretation"))
        elif option not in names.shapes[name].ids:
            valid = names.shapes[name].ids
            near = nearest(option, valid)
            report.add("not_a_choice", place.below("assume"), value=option, expected=", ".join(valid), nearest=near)
    for name in (*example.outputs, *example.undetermined):
        if name.split(".")[0] not in outputs:
            report.unknown(place.below("outputs"), None, name, outputs, OUTPUT)
    for name in (*example.missing, *example.refused):
        root = name.split(".")[0].split("[")[0]
        if root not in names.inputs and root not in names.interpretations and root != "date":
            report.unknown(place.below("inputs"), None, root, names.inputs, INPUT)


def _check_rows(asked: Input, rows: Sequence[object], place: Place, report: Report) -> None:
    fields = [field.name for field in asked.fields]
    for index, row in enumerate(rows):
        for name in row if isinstance(row, Mapping) else ():
            if name not in fields:
                report.unknown(place.below(f"[{index}]"), None, str(name), fields, FIELD)
