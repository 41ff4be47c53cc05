"""The figures of the text that an answer used, each with its period and clause, and the documents they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benefits.model.program import Each, Group, Program
from benefits.words.blocks import Block, Heading, Item, Listing, Table
from benefits.words.steps import because, cited, definition, source_words
from benefits.words.texts import say
from benefits.words.values import month_day_words, period_words, value_words
from benefits.words.vocabulary import Step, Vocabulary, label_of

_COLUMNS = ("column_item", "column_value", "column_period", "column_clause")

Line = tuple[str, str, str, str]


def figures(steps: Sequence[Step], program: Program | None, words: Vocabulary) -> Iterator[Block]:
    """One table: the parameters of the steps, then those that tables read row by row."""
    lines = [_line(step, step, words.label(str(step["name"])), words) for step in steps if step["kind"] == "parameter"]
    for step in steps:
        if step["kind"] == "rows":
            lines += _of_rows(step, steps, program, words)
    if lines:
        yield Heading(say(words.language, "figures"))
        yield Table(tuple(say(words.language, column) for column in _COLUMNS), tuple(dict.fromkeys(lines)))


def _line(figure: Step, stated: Step, label: str, words: Vocabulary) -> Line:
    """What is stated of a figure: a parameter's step or one of its rows."""
    language, period = words.language, stated.get("period")
    ends = period if isinstance(period, Mapping) else {}
    choices = dict(words.term(str(figure["name"])).choices)
    if isinstance(stated.get("text"), Mapping):
        choices[str(stated.get("result"))] = label_of(stated["text"], language)
    value = value_words(stated.get("result"), str(figure.get("unit") or ""), language, choices)
    if not choices and not figure.get("unit"):
        value = month_day_words(value, language)
    if stated.get("undetermined"):
        value = because(stated["undetermined"], language)
    when = period_words(ends.get("from"), ends.get("until"), language) if isinstance(period, Mapping) else ""
    return label, value, when, cited(figure, language)


def _of_rows(step: Step, steps: Sequence[Step], program: Program | None, words: Vocabulary) -> Iterator[Line]:
    """The figures that a table's columns read; of keyed ones those that its rows can have used."""
    made = definition(step, program)
    source = made.body.source if made is not None and isinstance(made.body, Each | Group) else ""
    inner = words.within(str(step["name"]), source)
    single = {str(other["name"]): other.get("result") for other in steps if not isinstance(other.get("result"), list)}
    columns = step.get("columns")
    for column in columns if isinstance(columns, list) else []:
        for figure in column.get("figures", ()):
            label = label_of(figure.get("label"), words.language)
            if "result" in figure:
                yield _line(figure, figure, label, words)
            for row in figure.get("values", ()):
                if _may_apply(row["keys"], step.get("result"), single):
                    told = (inner.value(name, key) for name, key in row["keys"].items())
                    keys = say(words.language, "listing").join(told)
                    yield _line(figure, row, say(words.language, "paren", label, keys) if keys else label, words)


def _may_apply(keys: Mapping[str, object], rows: object, single: Mapping[str, object]) -> bool:
    """Whether a row of the answer may have read the value; yes when the answer does not tell its rows."""
    if any(name in single and single[name] != key for name, key in keys.items()):
        return False
    if not isinstance(rows, list):
        return True
    return any(all(row.get(name, key) == key for name, key in keys.items()) for row in rows)


def documents(steps: Sequence[Step], program: Program | None, language: str) -> Iterator[Block]:
    """For readers of English: what the documents are called, which the steps cite by their Chinese numbers."""
    if program is None or language != "en":
        return
    cites = [cite for step in steps for cite in _cites(step)]
    known = {document.id: document for document in program.documents}
    named = {str(cite["document"]): source_words(cite, language) for cite in cites if cite.get("document") in known}
    items = (Item(f"{source}: {known[id_].title.en}") for id_, source in named.items())
    if named:
        yield Heading(say(language, "documents"))
        yield Listing(tuple(items))


def _cites(step: Step) -> Iterator[Mapping[str, object]]:
    if isinstance(step.get("cite"), Mapping):
        yield step["cite"]  # type: ignore[misc]
    columns = step.get("columns")
    for column in columns if isinstance(columns, list) else []:
        for figure in column.get("figures", ()):
            yield from figure["cites"]
