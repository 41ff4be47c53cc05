"""One step of a decision as an entry of a list: formula in labels, values put in, result, rounding and clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from benefits.model.program import Allocate, DecisionTable, Each, Group, Lookup, Program, Rank, Split
from benefits.model.program import Decision as Definition
from benefits.words.blocks import Item
from benefits.words.formula import Wording, word_formula, word_tree
from benefits.words.texts import say
from benefits.words.units import is_money
from benefits.words.values import is_number, number_text, number_words, value_words
from benefits.words.vocabulary import Step, Vocabulary, bare, label_of

_INNER_QUOTES = str.maketrans("“”", "‘’")
_RECORDS_TOLD = 20  # of a list in a step; as an output the whole list has a table
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def step_item(step: Step, program: Program | None, words: Vocabulary, day: date) -> Item:
    """A decision or a table of the steps. `day` is the question's date, a name that formulas may use."""
    lines = _row_lines(step, program, words) if step["kind"] == "rows" else _decision_lines(step, program, words, day)
    source = cited(step, words.language)
    tail = (say(words.language, "cited", source),) if source else ()
    return Item(words.label(str(step["name"])), (*lines, *tail))


def because(reason: object, language: str) -> str:
    """`not determined: …`."""
    return say(language, "undetermined_because", label_of(reason, language))


def rows_words(count: object, language: str) -> str:
    """`3 rows`."""
    return say(language, "one_row") if count == 1 else say(language, "rows", str(count))


def cited(step: Step, language: str) -> str:
    """The source and clause of a step or figure: `本政办发〔2019〕25号 一(一)1`; "" without one."""
    cites = [cite for cite in (step.get("cite"), *_listed(step.get("cites"))) if isinstance(cite, Mapping)]
    told = (f"{source_words(cite, language)} {cite.get('clause', '')}".strip() for cite in cites)
    return say(language, "listing").join(dict.fromkeys(told))


def source_words(cite: Mapping[str, object], language: str) -> str:
    """The document's number, or what stands for it."""
    source = cite.get("source")
    return label_of(source, language) or str(source or cite.get("document", ""))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def reading_item(step: Step, program: Program | None, language: str) -> Item:
    """An interpretation: the question, the option used, and what else may be chosen."""
    head = bare(label_of(step.get("label"), language)) + say(language, "colon") + label_of(step.get("text"), language)
    lines = []
    if program is not None:
        found = next((one for one in program.interpretations if one.name == step["name"]), None)
        others = [option for option in found.options if option.id != step.get("result")] if found else []
        if others:
            listed = (f"{option.label.text(language)} ({step['name']}={option.id})" for option in others)
            lines.append(say(language, "other_options", say(language, "listing").join(listed)))
    source = cited(step, language)
    return Item(head, (*lines, *((say(language, "cited", source),) if source else ())))


def definition(step: Step, program: Program | None) -> Definition | None:
    """The decision of the program that the step tells of."""
    if program is None:
        return None
    return next((decision for decision in program.decisions if decision.name == step["name"]), None)


def _decision_lines(step: Step, program: Program | None, words: Vocabulary, day: date) -> Iterator[str]:
    language = words.language
    if step.get("absent"):
        yield say(language, "absent")
        return
    if step.get("result") is None and step.get("undetermined"):
        yield say(language, "undetermined_because", label_of(step["undetermined"], language))
        return
    formula = step.get("formula")
    before, after = _rounded(step, words)
    if _has_records(step):
        yield from _record_lines(step, words)
        return
    if isinstance(formula, str) and formula:
        given = step.get("values")
        known = _left_out(program) | dict(given if isinstance(given, Mapping) else {})
        wording = word_formula(formula, words.expecting(str(step["name"])), known, day)
        yield from _formula_lines(step, wording, before, words)
    else:
        yield from _bodiless_lines(step, program, before, words)
    if after:
        yield after


def _left_out(program: Program | None) -> dict[str, object]:
    """The inputs that may be left out: where a step names no value of one, there was none."""
    inputs = program.inputs if program is not None else ()
    return {spec.name: None for spec in inputs if spec.optional or spec.optional_when is not None}


def _formula_lines(step: Step, wording: Wording, result: str, words: Vocabulary) -> Iterator[str]:
    """`label = formula`, then the values put in and the result; conditions first."""
    language = words.language
    for condition, held in wording.reasons:
        inner = condition.translate(_INNER_QUOTES)
        yield say(language, "because_holds" if held else "because_fails", inner) + say(language, "colon").rstrip()
    label = words.label(str(step["name"]))
    logical = isinstance(step.get("result"), bool)
    if wording.labels in (result, label) or is_number(wording.labels):
        yield f"{label} = {result}"
        return
    if wording.labels == wording.values:
        yield say(language, "gives", wording.values, result) if logical else f"{label} = {wording.labels} = {result}"
        return
    joint = say(language, "colon") if logical else " = "
    yield f"{label}{joint}{wording.labels}"
    if wording.values == result:
        yield f"= {result}"
    else:
        yield say(language, "gives", wording.values, result) if logical else f"= {wording.values} = {result}"


def _bodiless_lines(step: Step, program: Program | None, result: str, words: Vocabulary) -> Iterator[str]:
    """A step whose result comes from a table or a split."""
    made, given = definition(step, program), step.get("values")
    label = words.label(str(step["name"]))
    if made is not None and isinstance(made.body, Split):
        body = made.body
        yield f"{label} = {word_tree(body.total.tree, words)}"
        yield say(words.language, "by_split", multiple_words(number_text(body.to), made.type.unit, words.language))
        parts = step.get("result")
        for part, share in body.parts:
            amount = value_words(parts.get(part), made.type.unit, words.language) if isinstance(parts, Mapping) else ""
            yield say(words.language, "share_is", words.label(part), word_tree(share.tree, words), amount)
        return
    if isinstance(given, Mapping) and given:
        told = say(words.language, "listing").join(
            words.label(name) + say(words.language, "colon") + words.value(name, given[name]) for name in _ordered(step)
        )
        yield say(words.language, "by_table", told)
    elif made is not None and isinstance(made.body, DecisionTable):
        yield say(words.language, "by_table_plain")
    yield f"{label} = {result}"


def _has_records(step: Step) -> bool:
    """Whether the result is a list of records."""
    return isinstance(step.get("columns"), list) and isinstance(step.get("result"), list)


def _record_lines(step: Step, words: Vocabulary) -> Iterator[str]:
    """A list of records: what decided it, and each record on a line of its own."""
    language, inner, records = words.language, words.within(str(step["name"])), _listed(step.get("result"))
    given = step.get("values")
    if isinstance(given, Mapping) and isinstance(step.get("table"), Mapping) and given:
        told = (words.label(name) + say(language, "colon") + words.value(name, given[name]) for name in _ordered(step))
        yield say(language, "by_table", say(language, "listing").join(told))
    yield "→ " + rows_words(len(records), language)
    for record in records[:_RECORDS_TOLD]:
        names = [str(column["name"]) for column in _listed(step.get("columns")) if isinstance(column, Mapping)]
        cells = {name: record[name] for name in names if name in record} if isinstance(record, Mapping) else {}
        yield "· " + say(language, "comma").join(
            inner.label(name) + say(language, "colon") + inner.value(name, cell) for name, cell in cells.items()
        )


def _ordered(step: Step) -> list[str]:
    """The names of a step's values: those of a decision table's columns in its order, then the rest."""
    given, table = step.get("values"), step.get("table")
    columns = table.get("columns") if isinstance(table, Mapping) else None
    first = [name for text in _listed(columns) for name in _NAME.findall(str(text))]
    return [name for name in dict.fromkeys((*first, *given)) if name in given] if isinstance(given, Mapping) else []


def _rounded(step: Step, words: Vocabulary) -> tuple[str, str]:
    """The result as the formula gives it, and the sentence about its rounding, "" when there is none."""
    name, unit, language = str(step["name"]), str(step.get("unit") or ""), words.language
    rounding = step.get("round")
    if not isinstance(rounding, Mapping):
        return _plain_result(step, words), ""
    before, after = str(rounding["before"]), str(rounding["after"])
    because = label_of(rounding.get("because"), language)
    sentence = say(
        language,
        "round" if because else "round_plain",
        mode=say(language, str(rounding["mode"])),
        to=multiple_words(str(rounding["to"]), unit, language),
        before=number_words(before, unit if "/" in before else ""),
        after=words.value(name, after),
        because=because,
    )
    return words.value(name, before), sentence


def _plain_result(step: Step, words: Vocabulary) -> str:
    result, name = step.get("result"), str(step["name"])
    if isinstance(result, Mapping):
        unit = str(step.get("unit") or "")
        parts = (f"{words.label(part)} {value_words(value, unit, words.language)}" for part, value in result.items())
        return say(words.language, "listing").join(parts)
    return words.value(name, result)


def multiple_words(to: str, unit: str, language: str) -> str:
    """What a figure is rounded to: the fen, the yuan, 0.001."""
    if is_money(unit) and to in ("0.01", "1"):
        return say(language, "to_fen" if to == "0.01" else "to_yuan")
    return say(language, "to_multiple", to)


def _row_lines(step: Step, program: Program | None, words: Vocabulary) -> Iterator[str]:
    """How a table was made: where its rows come from and what each column is."""
    made, language = definition(step, program), words.language
    if step.get("undetermined"):
        yield say(language, "undetermined_because", label_of(step["undetermined"], language))
        return
    body = made.body if made is not None else None
    name, source = str(step["name"]), ""
    if isinstance(body, Each):
        source = body.source
        yield say(language, "each_row", words.label(source))
    elif isinstance(body, Group):
        source = body.source
        yield say(language, "grouped", words.label(source), words.within(source).label(body.by))
    inner = words.within(name, source)
    bodies = {column.name: column for column in body.columns} if isinstance(body, Each | Group) else {}
    columns = step.get("columns")
    for column in columns if isinstance(columns, list) else []:
        label = inner.label(str(column["name"]))
        told = _column_words(column, bodies.get(str(column["name"])), inner, words)
        if told:
            yield say(language, "column_is", label, told)
    yield "→ " + rows_words(step.get("rows"), language)


def _column_words(column: Mapping[str, object], made: Definition | None, inner: Vocabulary, words: Vocabulary) -> str:
    formula = column.get("formula")
    if isinstance(formula, str) and formula:
        return word_formula(formula, inner.expecting(str(column["name"]))).labels
    return body_words(made, inner, words) if made is not None else ""


def body_words(made: Definition, inner: Vocabulary, words: Vocabulary) -> str:
    """A column that is no plain formula, in a sentence; "" when it has none."""
    body, language = made.body, words.language
    if isinstance(body, Rank):
        within = say(language, "listing").join(inner.label(name) for name in body.within)
        return say(language, "by_rank" if within else "by_rank_all", *filter(None, (within, inner.label(body.order))))
    if isinstance(body, Lookup):
        table = words.within(body.table)
        otherwise = word_tree(body.otherwise.tree, inner)
        return say(language, "by_lookup", words.label(body.table), table.label(body.value), otherwise)
    if isinstance(body, Allocate):
        places = multiple_words(number_text(body.to), made.type.unit, language)
        return say(language, "by_allocate", word_tree(body.total.tree, inner), inner.label(body.by), places)
    if isinstance(body, DecisionTable):
        return say(language, "by_table_plain")
    return ""
