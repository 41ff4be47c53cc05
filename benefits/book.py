"""The rule book: all programs of a folder of rule files, checked, ready to answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benefits.engine.calculator import Calculator
from benefits.engine.case import nearest
from benefits.engine.decision import Decision
from benefits.errors import Problem, UnknownProgramError
from benefits.model.documents import Document
from benefits.model.program import Program
from benefits.model.store import Library

if TYPE_CHECKING:
    from benefits.model.local_values import LocalValues


class RuleBook:
    """Programs by id. Made by `benefits.load`; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._calculators: dict[str, Calculator] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all programs, sorted."""
        return self._library.ids

    @property
    def documents(self) -> tuple[Document, ...]:
        """The records of all documents with their registers of clauses, by id."""
        known = self._library.documents
        return tuple(known[name] for name in sorted(known))

    def program(self, program: str) -> Program:
        """The checked program. `UnknownProgramError` names the nearest id."""
        if program not in self._library.ids:
            listed, near = ", ".join(self.ids[:20]), nearest(str(program), self.ids)
            raise UnknownProgramError([Problem("unknown_program", "program", str(program)[:100], listed, near)])
        return self._library.program(program)

    def files(self, *programs: str) -> dict[str, bytes]:
        """The rule files behind the answers of these programs, as they are hashed, by path; without any, all of them.

        Raises `UnknownProgramError`.
        """
        return self._library.files(*programs)

    def calculator(self, program: str) -> Calculator:
        if program not in self._calculators:
            self._calculators[program] = Calculator(self.program(program))
        return self._calculators[program]

    def decide(
        self,
        program: str,
        date: object,
        inputs: Mapping[str, object],
        assume: Mapping[str, str] | None = None,
        values: LocalValues | None = None,
    ) -> Decision:
        """Answer a question, with its reasons.

        `date`: a `date` or `YYYY-MM-DD`. `inputs`: money and rates as text, `int` or `Decimal`, choices by id, lists of
        dicts. `assume`: interpretation → option. `values`: local values for external inputs that matter and are not
        given; the answer's steps cite them. Errors: `UnknownProgramError`, `NotInForceError`, `InputError` (all
        problems at once), `MissingInputsError` (the inputs that still matter), `RuleError` (a broken property).
        """
        calculator = self._calculators.get(program) or self.calculator(program)
        if values is not None:
            from benefits.local import decide_with

            return decide_with(calculator, date, inputs, assume, values)
        return calculator.decide(date, inputs, assume)

    def outputs(
        self, program: str, date: object, inputs: Mapping[str, object], assume: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        """The outputs of `decide` alone, for callers who need no steps; the same errors."""
        calculator = self._calculators.get(program) or self.calculator(program)
        return calculator.outputs(date, inputs, assume)


def local_values(path: str | Path) -> LocalValues:
    """The values of a local values file. Raises `InputError` with every problem, each at its line and column."""
    from benefits.local import read

    return read(Path(path))


def load(path: str | Path | None = None) -> RuleBook:
    """The rule book of a folder of rule files or of a bundle; without a path, of the rules that ship with the package.

    Raises `RuleError` with every problem of every file.
    """
    from benefits.model.store import load as read

    return RuleBook(read(Path(path) if path is not None else None))
