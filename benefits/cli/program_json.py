"""A program as JSON for other programs: what it asks and answers, and the figures in force."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from benefits.model.program import Choice, Input, Label, Parameter, Program, Value
from benefits.words.inputs import choices_for
from benefits.words.values import number_text

Json = dict[str, object]


def program_json(program: Program, day: date | None) -> Json:
    """Keys are those of the rule file; numbers and dates are texts. With a day, only the figures in force on it."""
    decisions = {decision.name: decision for decision in program.decisions}
    return {
        "program": program.id,
        "title": _label(program.title),
        "summary": _label(program.summary) if program.summary else None,
        "basis": list(program.basis),
        "from": _scalar(program.period.first),
        "until": _scalar(program.period.last),
        "inputs": [_input(program, spec) for spec in program.inputs],
        "parameters": [_parameter(parameter, day) for parameter in program.parameters],
        "interpretations": [
            {
                "name": one.name,
                "question": _label(one.question),
                "options": _choices(one.options),
                "default": one.default,
            }
            for one in program.interpretations
        ],
        "outputs": [
            {
                "name": output,
                "label": _label(decisions[name].label),
                "type": decisions[name].type.kind,
                "unit": decisions[name].type.unit,
            }
            for output, name in program.outputs
        ],
        "bundle": program.bundle,
    }


def _label(label: Label) -> Json:
    return {"zh": label.zh, "en": label.en}


def _choices(choices: tuple[Choice, ...]) -> list[Json]:
    return [{"id": choice.id, "label": _label(choice.label)} for choice in choices]


def _scalar(value: Value) -> object:
    if isinstance(value, Fraction):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _input(program: Program, spec: Input) -> Json:
    told: Json = {"name": spec.name, "label": _label(spec.label), "type": spec.type.kind, "unit": spec.type.unit}
    if spec.type.kind == "choice":
        told["choices"] = _choices(choices_for(program, spec))
    if spec.type.kind == "number":
        told |= {"decimals": spec.decimals, "min": _scalar(spec.minimum), "max": _scalar(spec.maximum)}
    if spec.has_default:
        told["default"] = [] if spec.default == () else _scalar(spec.default)  # type: ignore[arg-type]
    if spec.fields:
        told["fields"] = [_input(program, field) for field in spec.fields]
    if spec.optional_when is not None:
        told["optional_when"] = spec.optional_when.text
    return told | {"optional": spec.optional, "external": spec.external, "table": spec.is_table}


def _parameter(parameter: Parameter, day: date | None) -> Json:
    rows = [
        {
            "keys": [_scalar(key) for key in row.keys],
            "from": _scalar(row.period.first),
            "until": _scalar(row.period.last),
            "value": _scalar(row.value),
            "not_stated": _label(row.not_stated) if row.not_stated else None,
            "cite": {"document": row.cite.document, "clause": row.cite.clause},
        }
        for row in (parameter.on(day) if day else parameter.rows)
    ]
    label = _label(parameter.label)
    return {
        "name": parameter.name,
        "label": label,
        "unit": parameter.type.unit,
        "by": list(parameter.by),
        "values": rows,
    }
