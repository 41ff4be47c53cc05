"""A program in words: what it asks, the figures in force, the steps, the open questions, what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benefits.model.documents import Document
from benefits.model.program import (
    Citation,
    Dated,
    Decision,
    DecisionTable,
    Each,
    Formula,
    Group,
    Input,
    Interpretation,
    Label,
    Parameter,
    Period,
    Program,
    Row,
    Split,
    Value,
)
from benefits.words.blocks import Block, Explanation, Heading, Item, Listing, Sentence, Table
from benefits.words.formula import word_test, word_tree
from benefits.words.inputs import input_form, long_enumerations
from benefits.words.steps import body_words, multiple_words
from benefits.words.texts import say
from benefits.words.values import day_words, month_day_words, number_text, period_words
from benefits.words.vocabulary import Vocabulary, vocabulary


def show(program: Program, day: date | None, language: str) -> Explanation:
    """The program for people; with a day, only the figures in force on it."""
    words = vocabulary(language, (), program)
    blocks: list[Block] = [*_head(program, language)]
    blocks += _inputs(program, words)
    blocks += _figures(program, day, words)
    blocks += _decisions(program, words)
    blocks += _open_questions(program, language)
    blocks += _properties(program, words)
    return Explanation(language, tuple(blocks))


def force_words(program: Program, language: str) -> str:
    """When the program is in force: `from 1 January 2019`, or why it bears no dates."""
    if program.undated is not None:
        return program.undated.text(language)
    return period_words(program.period.first, program.period.last, language)


def _head(program: Program, language: str) -> Iterator[Block]:
    yield Heading(say(language, "paren", program.title.text(language), program.id), 1)
    if program.summary is not None:
        yield Sentence(program.summary.text(language))
    yield Sentence(say(language, "in_force", force_words(program, language)))
    rule = program.date_rule
    if rule is not None:
        ends = period_words(rule.period.first, rule.period.last, language)
        yield Sentence(
            say(language, "date_rule", rule.label.text(language), month_day_words(rule.month_day, language), ends)
        )
    if program.documents:
        yield Heading(say(language, "documents"))
        yield Listing(tuple(document_item(document, language) for document in program.documents))


def document_item(document: Document, language: str) -> Item:
    """A document's title with its number, and below them who issued it and its days."""
    title = document.title.text(language)
    head = say(language, "paren", title, document.number) if document.number else title
    facts = [document.issuer.text(language)]
    dates = (("issued", document.issued), ("effective", document.effective), ("until", document.until))
    facts += (say(language, f"document_{key}", day_words(day, language)) for key, day in dates if day)
    return Item(head, (say(language, "comma").join(facts),))


def _inputs(program: Program, words: Vocabulary) -> Iterator[Block]:
    language = words.language
    yield Heading(say(language, "inputs"))
    heads = (say(language, "paren", spec.name, spec.label.text(language)) for spec in program.inputs)
    yield Listing(tuple(Item(next(heads), tuple(input_lines(spec, program, words))) for spec in program.inputs))
    for enumeration in long_enumerations(program):
        yield Heading(enumeration.label.text(language), 3)
        yield Table((), tuple((choice.id, choice.label.text(language)) for choice in enumeration.values))


def input_lines(spec: Input, program: Program, words: Vocabulary) -> Iterator[str]:
    """Everything that the rule file says of an input."""
    language = words.language
    yield input_form(program, spec, language, brief=True)
    if spec.optional_when is not None:
        yield say(language, "optional_when", word_tree(spec.optional_when.tree, words))
    if spec.help:
        yield spec.help.text(language)
    for column in spec.fields:
        heading = say(language, "paren", column.name, column.label.text(language))
        yield f"· {heading}{say(language, 'colon')}{input_form(program, column, language, brief=True)}"


def _figures(program: Program, day: date | None, words: Vocabulary) -> Iterator[Block]:
    if not program.parameters:
        return
    language = words.language
    yield Heading(say(language, "figures_on", day_words(day, language)) if day else say(language, "all_figures"))
    rows = tuple(
        _figure(parameter, row, program, words)
        for parameter in program.parameters
        for row in (parameter.on(day) if day else parameter.rows)
    )
    columns = ("column_item", "column_if", "column_value", "column_period", "column_clause")
    yield Table(tuple(say(language, column) for column in columns), rows)


def _figure(parameter: Parameter, row: Row, program: Program, words: Vocabulary) -> tuple[str, ...]:
    language = words.language
    when = period_words(row.period.first, row.period.last, language)
    return (
        parameter.label.text(language),
        keys_words(parameter, row.keys, words),
        figure_words(parameter, row, words),
        when,
        cite_words(row.cite, program, language),
    )


def keys_words(parameter: Parameter, keys: tuple[Value, ...], words: Vocabulary) -> str:
    """What a row is for: `District, Type one`; "" for everything."""
    told = (words.value(name, key) for name, key in zip(parameter.by, keys, strict=True) if key is not None)
    return say(words.language, "listing").join(told)


def figure_words(parameter: Parameter, row: Row, words: Vocabulary) -> str:
    """The value of a row with its unit, or that the text states none."""
    if row.not_stated is not None:
        return say(words.language, "not_stated", row.not_stated.text(words.language))
    if parameter.type.kind == "month_day":
        return month_day_words(row.value, words.language)
    return words.value(parameter.name, row.value)


def cite_words(cite: Citation | None, program: Program, language: str) -> str:
    """The document's number, or its title, and the clause; "" without a citation."""
    if cite is None:
        return ""
    document = next((one for one in program.documents if one.id == cite.document), None)
    if document is None:
        return f"{cite.document} {cite.clause}"
    title = document.title.en if language == "en" else f"《{document.title.zh}》"
    return f"{document.number or title} {cite.clause}"


def _decisions(program: Program, words: Vocabulary) -> Iterator[Block]:
    outputs = {decision for _, decision in program.outputs}
    yield Heading(say(words.language, "decisions"))
    items = []
    for decision in program.decisions:
        label = decision.label.text(words.language)
        mark = f" ★ {say(words.language, 'output_mark')}" if decision.name in outputs else ""
        items.append(
            Item(
                f"{say(words.language, 'paren', label, decision.name)}{mark}",
                tuple(definition_lines(decision, program, words)),
            )
        )
    yield Listing(tuple(items), numbered=True)


def definition_lines(decision: Decision, program: Program, words: Vocabulary) -> Iterator[str]:
    """Everything that the rule file says of a decision."""
    language = words.language
    if decision.outside is not None:
        period = period_words(decision.period.first, decision.period.last, language)
        yield say(language, "within", period, decision.outside.text(language))
    if decision.only_when is not None:
        yield say(language, "only_when", word_tree(decision.only_when.tree, words))
    for when, because in decision.undetermined:
        yield say(language, "undetermined_when", word_tree(when.tree, words), because.text(language))
    yield from _body(decision, words)
    yield from _rounding(decision, words)
    if decision.for_reading:
        yield say(language, "for_reading")
    if decision.note is not None:
        yield decision.note.text(language)
    source = cite_words(decision.cite, program, language)
    if source:
        yield say(language, "cited", source)


def _body(decision: Decision, words: Vocabulary) -> Iterator[str]:
    body, language = decision.body, words.language
    match body:
        case Formula():
            yield f"= {word_tree(body.tree, words.expecting(decision.name))}"
        case Dated():
            for period, formula in body.versions:
                yield say(
                    language,
                    "version",
                    _span(period, language),
                    f"= {word_tree(formula.tree, words.expecting(decision.name))}",
                )
        case DecisionTable():
            yield from _table_rules(body, words, decision.name)
        case Split():
            yield f"= {word_tree(body.total.tree, words)}"
            yield say(language, "by_split", multiple_words(number_text(body.to), decision.type.unit, language))
            for part, share in body.parts:
                yield say(language, "column_is", words.label(part), word_tree(share.tree, words))
        case Each() | Group():
            inner = words.within(decision.name, body.source)
            if isinstance(body, Each):
                yield say(language, "each_row", words.label(body.source))
            else:
                yield say(language, "grouped", words.label(body.source), words.within(body.source).label(body.by))
            for column in body.columns:
                yield from _column(column, inner, words)


def _column(column: Decision, inner: Vocabulary, words: Vocabulary) -> Iterator[str]:
    label = column.label.text(words.language)
    body = column.body
    expecting = inner.expecting(column.name)
    told = word_tree(body.tree, expecting) if isinstance(body, Formula) else body_words(column, inner, words)
    if isinstance(column.body, DecisionTable | Dated):
        yield f"· {label}{say(words.language, 'colon').rstrip()}"
        for line in _body(column, inner):
            yield f"  {line}"
    else:
        yield f"· {say(words.language, 'column_is', label, told)}"
    for line in _rounding(column, inner):
        yield f"  {line}"


def _span(period: Period, language: str) -> str:
    return period_words(period.first, period.last, language)


def _table_rules(table: DecisionTable, words: Vocabulary, name: str) -> Iterator[str]:
    """One line per rule of a decision table: its conditions and what they give."""
    language = words.language
    for rule in table.rules:
        tests = (
            word_test(column.tree, test.tree, words) for column, test in zip(table.columns, rule.tests, strict=True)
        )
        conditions = say(language, "comma").join(filter(None, tests)) or say(language, "any")
        if rule.result is not None:
            result = word_tree(rule.result.tree, words.expecting(name))
        else:
            reason: Label | None = rule.undetermined
            result = say(language, "undetermined_because", reason.text(language) if reason else "")
        yield say(language, "gives", conditions, result)


def _rounding(decision: Decision, words: Vocabulary) -> Iterator[str]:
    rounding, language = decision.rounding, words.language
    if rounding is None:
        return
    to = multiple_words(number_text(rounding.to), decision.type.unit, language)
    for option, mode in rounding.modes:
        line = say(language, "rounding", say(language, mode), to, rounding.because.text(language))
        if option:
            choice = words.term(rounding.by).choices.get(option, option)
            line = say(language, "version", choice, line)
        yield line


def _open_questions(program: Program, language: str) -> Iterator[Block]:
    if not program.interpretations:
        return
    yield Heading(say(language, "open_questions"))
    items = (
        Item(
            say(language, "paren", one.question.text(language), one.name), tuple(reading_lines(one, program, language))
        )
        for one in program.interpretations
    )
    yield Listing(tuple(items))


def reading_lines(one: Interpretation, program: Program, language: str) -> Iterator[str]:
    """The options of an open question, which is taken by default, and where it arises."""
    for option in one.options:
        told = f"{option.id}{say(language, 'colon')}{option.label.text(language)}"
        mark = "only_reading" if len(one.options) == 1 else "is_default" if option.id == one.default else ""
        yield say(language, "paren", told, say(language, mark)) if mark else told
    if one.recorded:
        yield say(language, "recorded")
    source = cite_words(one.cite, program, language)
    if source:
        yield say(language, "cited", source)


def _properties(program: Program, words: Vocabulary) -> Iterator[Block]:
    language = words.language
    if program.properties:
        yield Heading(say(language, "properties"))
        yield Listing(tuple(Item(one.label.text(language)) for one in program.properties))
    published = sum(example.published for example in program.examples)
    count = len(program.examples)
    yield Sentence(say(language, "one_example" if count == 1 else "examples", str(count), str(published)))
