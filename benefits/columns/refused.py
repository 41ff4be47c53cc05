"""The two reports beside a result: the rows that were refused and why, and the cells that were read otherwise.

Both are CSV for people. A refused row has a line for each of its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benefits.columns.engine_rows import Change
from benefits.columns.files.atomic import Outputs
from benefits.columns.files.delimited import DelimitedWriter, guarded
from benefits.columns.headings import DAY, DAY_LABEL, Layout
from benefits.engine.case import nearest
from benefits.errors import Problem
from benefits.model.program import Label, Program

REFUSED = ".refused.csv"
NORMALISED = ".normalised.csv"

_REFUSED_HEADINGS = (
    Label("行", "Row"),
    Label("列", "Column"),
    Label("值", "Value"),
    Label("原因", "Reason"),
    Label("最接近的可用值", "Nearest valid value"),
    Label("代码", "Code"),
)
_NORMALISED_HEADINGS = (Label("行", "Row"), Label("列", "Column"), Label("填写", "Typed"), Label("读作", "Read as"))
_PATH = re.compile(r"([^.\[]+)(?:\[([0-9]+)\])?(?:\.(.+))?")
DAY_CODES = frozenset(("not_in_force", "date_not_the_day"))
"""Problems of a row's day, whatever their paths."""

_DECIMAL = re.compile(r"Decimal\('(.*)'\)")


class Reports:
    """Writes both reports as lines come, in the order of the rows; a report without lines is no file.

    `say` makes the sentence of a problem.
    """

    def __init__(
        self,
        outputs: Outputs,
        output: Path,
        program: Program,
        layout: Layout,
        language: str,
        say: Callable[[Problem], str],
    ) -> None:
        self._outputs, self._output, self._layout, self._language = outputs, output, layout, language
        self._program, self._say = program, say
        self._writers: dict[str, DelimitedWriter] = {}
        self.refused = 0
        self.changed = 0

    def refuse(self, row: int, problems: Sequence[Problem]) -> None:
        """A row without an answer."""
        self.refused += 1
        for problem in problems:
            problem = in_labels(problem, self._program, self._language)
            cells = (self._column(problem), problem.value, self._say(problem), problem.nearest)
            self._write(REFUSED, _REFUSED_HEADINGS, (str(row), *cells, problem.code))

    def change(self, row: int, changes: Sequence[Change]) -> None:
        """Cells of an answered or refused row that were read otherwise than typed."""
        for one in changes:
            self.changed += 1
            cells = (str(row), self.heading(one.name), one.typed, one.read_as)
            self._write(NORMALISED, _NORMALISED_HEADINGS, cells)

    def heading(self, name: str) -> str:
        """What stands over the column of an input, or would."""
        found = self._layout.heading(name)
        if found or name != DAY:
            spec = next((spec for spec in self._program.inputs if spec.name == name), None)
            return found or (spec.label.text(self._language) if spec else name)
        return DAY_LABEL.text(self._language)

    def __enter__(self) -> Reports:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> list[Path]:
        """Finish the reports and name those that there are."""
        for writer in self._writers.values():
            writer.close()
        return [beside(self._output, ending) for ending in self._writers]

    def _column(self, problem: Problem) -> str:
        """The heading of the column that a problem is about, with the place inside a list."""
        if problem.code in DAY_CODES:
            return self.heading(DAY)
        found = _PATH.fullmatch(problem.path)
        if found is None:
            return problem.path
        rest = f"[{int(found[2]) + 1}]" if found[2] else ""
        spec = next((spec for spec in self._program.inputs if spec.name == found[1]), None)
        field = next((field for field in spec.fields if field.name == found[3]), None) if spec else None
        return self.heading(found[1]) + rest + (" " + field.label.text(self._language) if field else "")

    def _write(self, ending: str, headings: Sequence[Label], cells: Sequence[str]) -> None:
        if ending not in self._writers:
            part = self._outputs.begin(beside(self._output, ending))
            self._writers[ending] = DelimitedWriter(part, [label.text(self._language) for label in headings])
        self._writers[ending].write([guarded(cell) for cell in cells])


def in_labels(problem: Problem, program: Program, language: str) -> Problem:
    """The problem as people write here: the value's digits; what may be chosen, and the nearest, by their labels."""
    value = _DECIMAL.fullmatch(problem.value)
    problem = replace(problem, value=value[1]) if value else problem
    found = _PATH.fullmatch(problem.path)
    spec = next((spec for spec in program.inputs if found and spec.name == found[1]), None)
    if spec is not None and found is not None and found[3]:
        spec = next((field for field in spec.fields if field.name == found[3]), None)
    if spec is None or problem.code != "not_a_choice":
        return problem
    members = next((one.values for one in program.enumerations if one.name == spec.type.choices), ())
    labels = {choice.id: choice.label.text(language) for choice in members}
    listed = ", ".join(labels.get(id_, id_) for id_ in problem.expected.split(", "))
    near = labels.get(problem.nearest, "") or nearest(problem.value, list(labels.values()))
    return replace(problem, expected=listed, nearest=near)


def beside(output: Path, ending: str) -> Path:
    """The report's file: `out.xlsx.refused.csv`."""
    return output.with_name(output.name + ending)
