"""What every name of a program is called: labels, units and the labels of choices, in one language.

Made from a decision's steps and, where there is one, the program; steps alone are enough for what they mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from benefits.model.program import Decision, Each, Enumeration, Group, Input, Label, Program, Type
from benefits.words.texts import say
from benefits.words.values import value_words

Step = Mapping[str, object]


def label_of(value: object, language: str) -> str:
    """The text of a `Label`, or of its JSON form `{"zh": …, "en": …}`; "" for anything else."""
    if isinstance(value, Label):
        return value.text(language)
    if isinstance(value, Mapping):
        return str(value.get("en" if language == "en" else "zh", ""))
    return ""


def bare(question: str) -> str:
    """The question without its mark, to be followed by the answer."""
    return question.rstrip("?\uff1f ")


@dataclass(frozen=True)
class Term:
    """A name as people know it.

    `choices` are id → label where the value is a choice.
    `question`: the label is an open question, the value a reading of it.
    """

    label: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    question: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """`terms` by name; names inside a table are `table.column`. `inner` are the names of the table in hand.

    `expected` are the choices of the place in hand: what a bare id means there.
    """

    language: str
    terms: Mapping[str, Term]
    inner: Mapping[str, Term] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)

    def term(self, name: str) -> Term:
        """What the name stands for; a name that nobody explains stands for itself."""
        if name in self.inner:
            return self.inner[name]
        if name in self.terms:
            return self.terms[name]
        if name in ("date", "months_per_year", "item"):
            return Term(say(self.language, "the_date" if name == "date" else name))
        return Term(name)

    def knows(self, name: str) -> bool:
        """Whether the name is explained here."""
        return name in self.inner or name in self.terms

    def label(self, name: str) -> str:
        return self.term(name).label

    def value(self, name: str, value: object) -> str:
        """A value of that name, with its unit."""
        term = self.term(name)
        if isinstance(value, str) and not self.knows(name):
            inside = (one for known, one in self.terms.items() if known.endswith("." + name) and value in one.choices)
            term = next(inside, term)
        return value_words(value, term.unit, self.language, term.choices, term.label)

    def choice(self, id_: str) -> str:
        """A choice's label by its id alone, when all that have the id agree; else the id."""
        if id_ in self.expected:
            return self.expected[id_]
        found = {term.choices[id_] for term in (*self.inner.values(), *self.terms.values()) if id_ in term.choices}
        return found.pop() if len(found) == 1 else id_

    def expecting(self, name: str) -> Vocabulary:
        """The vocabulary of a place where a value of that name stands; of a record, its fields have their labels."""
        prefix = name + "."
        fields = {one[len(prefix) :]: term for one, term in self.terms.items() if name and one.startswith(prefix)}
        return replace(self, expected=self.term(name).choices, inner={**fields, **self.inner})

    def within(self, table: str, *others: str) -> Vocabulary:
        """The vocabulary of a formula that stands inside `table`; names of `others` are known there too."""
        inner: dict[str, Term] = {}
        for owner in (*others, table):
            prefix = owner + "."
            inner |= {name[len(prefix) :]: term for name, term in self.terms.items() if name.startswith(prefix)}
        return replace(self, inner=inner)


def vocabulary(language: str, steps: Iterable[Step] = (), program: Program | None = None) -> Vocabulary:
    """Everything that the steps and the program name."""
    terms: dict[str, Term] = {}
    if program is not None:
        terms |= dict(_program_terms(program, language))
    for step in steps:
        for name, term in _step_terms(step, language):
            known = terms.get(name)
            terms[name] = replace(term, choices={**known.choices, **term.choices}) if known else term
    return Vocabulary(language, terms)


def _step_terms(step: Step, language: str) -> Iterator[tuple[str, Term]]:
    name, text, result = str(step["name"]), step.get("text"), step.get("result")
    choices: dict[str, str] = {}
    if isinstance(text, Mapping) and isinstance(result, str):
        choices = {result: label_of(text, language)}
    elif isinstance(text, list) and isinstance(result, list):
        choices = {str(id_): label_of(item, language) for id_, item in zip(result, text, strict=False)}
    label = label_of(step.get("label"), language) or name
    question = step["kind"] == "interpretation"
    yield name, Term(bare(label) if question else label, str(step.get("unit") or ""), choices, question)
    columns = step.get("columns")
    for column in columns if isinstance(columns, list) else []:
        label = label_of(column.get("label"), language) or str(column["name"])
        named = column.get("choices")
        ids = {str(id_): label_of(text, language) for id_, text in named.items()} if isinstance(named, Mapping) else {}
        yield f"{name}.{column['name']}", Term(label, str(column.get("unit") or ""), ids)


def _program_terms(program: Program, language: str) -> Iterator[tuple[str, Term]]:
    enumerations = {enumeration.name: enumeration for enumeration in program.enumerations}

    def term(label: Label, type_: Type) -> Term:
        return Term(label.text(language), type_.unit, choices_of(type_, enumerations, language))

    for spec in program.inputs:
        yield spec.name, term(spec.label, spec.type)
        for column in spec.fields:
            yield f"{spec.name}.{column.name}", term(column.label, column.type)
    for parameter in program.parameters:
        yield parameter.name, term(parameter.label, parameter.type)
    for interpretation in program.interpretations:
        options = {option.id: option.label.text(language) for option in interpretation.options}
        yield interpretation.name, Term(bare(interpretation.question.text(language)), "", options, True)
    for decision in program.decisions:
        yield decision.name, term(decision.label, decision.type)
        yield from _column_terms(decision, program, term(decision.label, decision.type), enumerations, language)


def _column_terms(
    decision: Decision, program: Program, own: Term, enumerations: Mapping[str, Enumeration], language: str
) -> Iterator[tuple[str, Term]]:
    """Terms of a table's columns: the fields of records, the new ones, the kept ones and what it is grouped by."""
    body, types = decision.body, dict(row_type(decision.type).fields)
    for name, label in decision.fields:
        choices = choices_of(types[name], enumerations, language)
        yield f"{decision.name}.{name}", Term(label.text(language), types[name].unit, choices)
    if not isinstance(body, Each | Group):
        return
    carried = (body.by,) if isinstance(body, Group) else tuple(name for name, _ in row_type(decision.type).fields)
    for name in carried:
        column = find_column(program, body.source, name)
        if column is not None:
            choices = choices_of(column.type, enumerations, language)
            yield f"{decision.name}.{name}", Term(column.label.text(language), column.type.unit, choices)
    for made in body.columns:
        choices = choices_of(made.type, enumerations, language)
        yield f"{decision.name}.{made.name}", Term(made.label.text(language), made.type.unit, choices)


def row_type(type_: Type) -> Type:
    """The type of a table's rows; a record is its own."""
    return type_.of if type_.of is not None else type_


def find_column(program: Program, table: str, name: str) -> Input | Decision | None:
    """The field or column of that name in an input or in a table that is made from one."""
    for spec in program.inputs:
        if spec.name == table:
            return next((column for column in spec.fields if column.name == name), None)
    for decision in program.decisions:
        body = decision.body
        if decision.name == table and isinstance(body, Each | Group):
            own = next((column for column in body.columns if column.name == name), None)
            return own if own is not None else find_column(program, body.source, name)
    return None


def choices_of(type_: Type, enumerations: Mapping[str, Enumeration], language: str) -> dict[str, str]:
    """Id → label of a choice type, or of what a list holds."""
    wanted = type_.choices or (type_.of.choices if type_.of is not None else "")
    if wanted not in enumerations:
        return {}
    return {choice.id: choice.label.text(language) for choice in enumerations[wanted].values}
