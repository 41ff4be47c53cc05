"""How each input is given: its kind, unit, limits and choices, in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benefits.model.program import Choice, Enumeration, Input, Label, Program
from benefits.words.texts import say
from benefits.words.units import unit_words
from benefits.words.values import number_text, value_words

MANY_CHOICES = 12


def find_input(program: Program, path: str) -> Input | None:
    """The input at `region`, or the field at `services[2].cost`."""
    table, _, field = re.sub(r"\[[0-9]+\]", "", path).partition(".")
    found = next((spec for spec in program.inputs if spec.name == table), None)
    if found is None or not field:
        return found
    return next((spec for spec in found.fields if spec.name == field), None)


def input_label(program: Program, path: str, language: str) -> str:
    """The label of the input at `path`; a field of a row is named with its table and row, counted from 1."""
    found, table = find_input(program, path), find_input(program, path.partition("[")[0].partition(".")[0])
    if found is None:
        return path
    label = found.label.text(language)
    row = re.search(r"\[([0-9]+)\]", path)
    if table is None or table is found:
        return say(language, "whole_row", label, str(int(row[1]) + 1)) if row else label
    owner = table.label.text(language)
    number = str(int(row[1]) + 1) if row else ""
    return say(language, "row_of", owner, number, label) if number else say(language, "member", owner, label)


def choices_for(program: Program, spec: Input) -> tuple[Choice, ...]:
    """What may be chosen at the input; for a yes-or-no, true and false. Empty for everything else."""
    if spec.type.kind == "boolean":
        return tuple(Choice(flag, Label(zh=say("zh", flag), en=say("en", flag))) for flag in ("true", "false"))
    if spec.type.kind != "choice":
        return ()
    return next((one.values for one in program.enumerations if one.name == spec.type.choices), ())


def input_form(program: Program, spec: Input, language: str, brief: bool = False) -> str:
    """How to give the input: `whole number, people, at least 1, at most 50`.

    `brief`: a long list of choices is told by its name alone.
    """
    return say(language, "comma").join(_form(program, spec, language, brief))


def long_enumerations(program: Program) -> tuple[Enumeration, ...]:
    """The enumerations that are told once, apart from the inputs that use them."""
    return tuple(one for one in program.enumerations if len(one.values) > MANY_CHOICES)


def _form(program: Program, spec: Input, language: str, brief: bool) -> Iterator[str]:
    found = next((one for one in long_enumerations(program) if one.name == spec.type.choices), None)
    if brief and found is not None:
        yield say(language, "kind_choice", say(language, "quoted", found.label.text(language)))
    else:
        yield _kind(program, spec, language)
    unit = unit_words(spec.type.unit, language, label=spec.label.text(language))
    if unit:
        yield say(language, "in_unit", unit)
    if spec.minimum is not None:
        yield say(language, "at_least", number_text(spec.minimum))
    if spec.maximum is not None:
        yield say(language, "at_most", number_text(spec.maximum))
    if spec.pattern:
        yield say(language, "pattern", spec.pattern)
    if spec.has_default:
        yield say(language, "default", default_words(program, spec, language))
    elif spec.optional:
        yield say(language, "optional")
    if spec.external:
        yield say(language, "external")


def default_words(program: Program, spec: Input, language: str) -> str:
    """The default as people read it."""
    if spec.default == ():
        return say(language, "empty_list")
    labels = {choice.id: choice.label.text(language) for choice in choices_for(program, spec)}
    return value_words(spec.default, spec.type.unit, language, labels, spec.label.text(language))


def _kind(program: Program, spec: Input, language: str) -> str:
    kind, joint = spec.type.kind, say(language, "listing")
    if kind == "number":
        if spec.keys_of:
            return say(language, "kind_keys", joint.join(_keys(program, spec)))
        whole = spec.type.whole or spec.decimals == 0
        if whole:
            return say(language, "kind_integer")
        return say(language, "kind_number_one" if spec.decimals == 1 else "kind_number", str(spec.decimals))
    if kind == "choice":
        listed = (f"{choice.id} {choice.label.text(language)}" for choice in choices_for(program, spec))
        extension = next((one.extended_by for one in program.enumerations if one.name == spec.type.choices), None)
        form = say(language, "kind_choice", joint.join(listed))
        if extension is None:
            return form
        return (
            form + say(language, "comma") + say(language, "extendable", input_label(program, extension.table, language))
        )
    if kind == "list":
        fields = joint.join(f"{field.name} {field.label.text(language)}" for field in spec.fields)
        return say(language, "kind_table" if spec.is_table else "kind_list", fields)
    return say(language, f"kind_{kind}")


def _keys(program: Program, spec: Input) -> list[str]:
    parameter = next((one for one in program.parameters if one.name == spec.keys_of), None)
    if parameter is None or spec.name not in parameter.by:
        return []
    place = parameter.by.index(spec.name)
    return list(dict.fromkeys(number_text(row.keys[place]) for row in parameter.rows if row.keys[place] is not None))
