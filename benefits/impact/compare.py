"""Two sides, row by row: who enters and leaves, gains and loses, and by how much. Exact, in DuckDB.

In come the answers of both sides and the columns that the file has; out go tallies, changed rows, groups and bins. The
rows stay in DuckDB, so that there can be millions of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from benefits.columns.backends.duckdb import quoted
from benefits.impact.answers import DIGITS, Answers, Refusal
from benefits.impact.totals import CLASSES, Output, Tally

if TYPE_CHECKING:
    import pyarrow

MOST_BINS = 12

Read = Callable[[int, object], object]
"""What the cell of a carried column, named by its place, says: another spelling of the same is the same."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row in which something differs: its class by the main output, its columns, and old and new of each output."""

    row: int
    what: str
    carried: tuple[object, ...]
    before: tuple[object, ...]
    after: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """The differences of an output in the rows where it differs: least, greatest, mean and median, all exact."""

    count: int
    least: Fraction
    greatest: Fraction
    mean: Fraction
    median: Fraction


@dataclass(frozen=True, slots=True)
class Bin:
    """Differences from `low` up to, but not including, `high`."""

    low: Fraction
    high: Fraction
    count: int


class Comparison:
    """The answers of two sides, matched by row. `headings` name the columns that rows carry along.

    Nothing here changes after it is made; the questions are asked of DuckDB when they are put.
    """

    def __init__(
        self,
        outputs: tuple[Output, ...],
        main: Output,
        before: Answers,
        after: Answers,
        headings: tuple[str, ...],
        carried: pyarrow.Table | str,
        read: Read = lambda _, cell: cell,
    ) -> None:
        """`carried`: a table or query of `row`, its `number` as people know it, and `c0`, `c1` … for the headings."""
        import duckdb

        self._cell = read
        self.outputs, self.main, self.headings = outputs, main, headings
        self.refused_before, self.refused_after = before.refused, after.refused
        self._rows = duckdb.connect(":memory:")
        self._rows.execute("set enable_progress_bar = false")
        parts = {"before": self._parts("before", before), "after": self._parts("after", after)}
        scales = [
            max(self._scale(part, place) for each in parts.values() for part in each) if output.kind == "number" else 0
            for place, output in enumerate(outputs)
        ]
        for side, each in parts.items():
            self._rows.execute(f"create view {side} as {' union all '.join(self._read(part, scales) for part in each)}")
        if isinstance(carried, str):
            self._rows.execute(f"create view carried as {carried}")
        else:
            self._rows.register("carried", carried)
        places = range(len(outputs))
        columns = ["carried.number as row", "before.ok as ok_before", "after.ok as ok_after"]
        columns += [f"before.o{place} as b{place}" for place in places]
        columns += [f"after.o{place} as a{place}" for place in places]
        columns += [f"carried.c{place}" for place in range(len(headings))]
        joined = "before join after using (row) join carried using (row)"
        self._rows.execute(f"create table compared as select {', '.join(columns)} from {joined}")

    def _parts(self, side: str, answers: Answers) -> list[str]:
        """What the rows of a side are read from."""
        self._rows.register(f"{side}_rows", answers.table)
        return [f"{side}_rows", *([f"read_parquet({quoted(str(answers.further))})"] if answers.further else [])]

    def _scale(self, part: str, place: int) -> int:
        """The decimals that a part has of an output."""
        found = self._rows.execute(f"describe select o{place} from {part}").fetchone()
        kind = str(found[1]) if found else ""
        return int(kind.rstrip(")").rpartition(",")[2]) if kind.startswith("DECIMAL") else 0

    def _read(self, part: str, scales: Sequence[int]) -> str:
        columns = [
            f"cast(o{place} as decimal({DIGITS}, {scale})) as o{place}" if output.kind == "number" else f"o{place}"
            for place, (output, scale) in enumerate(zip(self.outputs, scales, strict=True))
        ]
        return f"select {', '.join(('row', 'ok', *columns))} from {part}"

    def _place(self, output: Output) -> int:
        return self.outputs.index(output)

    def rows(self) -> int:
        """How many rows there are."""
        return self._count("true")

    def answered(self) -> int:
        """How many rows both sides answer."""
        return self._count("ok_before and ok_after")

    def _count(self, condition: str) -> int:
        found = self._rows.execute(f"select count(*) from compared where {condition}").fetchone()
        return int(found[0]) if found else 0

    def tally(self, output: Output) -> dict[str, Tally]:
        """Class → rows and sums, of the rows that both sides answer. Every class is there."""
        return next(iter(self._tallies(output, "0").values()), _no_tallies(output))

    def groups(self, output: Output, heading: int) -> dict[str, dict[str, Tally]]:
        """The tallies for each value of a carried column, in the order of the values."""
        found: dict[str, dict[str, Tally]] = {}
        for part, tallies in self._tallies(output, f"coalesce(cast(c{heading} as varchar), '')").items():
            told = found.setdefault(str(self._cell(heading, part)), _no_tallies(output))
            for what, tally in tallies.items():
                told[what] += tally
        return dict(sorted(found.items()))

    def _tallies(self, output: Output, group: str) -> dict[str, dict[str, Tally]]:
        place = self._place(output)
        sums = f"sum(b{place}), sum(a{place})" if output.adds_up else "null, null"
        query = (
            f"select {group} as part, {_class(place, output)} as what, count(*), {sums} from compared "
            f"where ok_before and ok_after group by part, what order by part"
        )
        found: dict[str, dict[str, Tally]] = {}
        for part, what, count, old, new in self._rows.execute(query).fetchall():
            tallies = found.setdefault(str(part), _no_tallies(output))
            tallies[str(what)] = Tally(int(count), *_sums(output, str(what), old, new))
        return found

    def spread(self, output: Output) -> Spread | None:
        """How the output's differences lie where it differs; None where it never does."""
        place = self._place(output)
        if output.kind != "number":
            return None
        differing = f"from compared where ok_before and ok_after and a{place} <> b{place}"
        difference = f"a{place} - b{place}"
        found = self._rows.execute(
            f"select count(*), min({difference}), max({difference}), sum({difference}) {differing}"
        ).fetchone()
        if found is None or not found[0]:
            return None
        count = int(found[0])
        middle = self._rows.execute(
            f"select {difference} as d {differing} order by d limit {2 - count % 2} offset {(count - 1) // 2}"
        ).fetchall()
        median = sum((Fraction(each[0]) for each in middle), Fraction(0)) / len(middle)
        least, greatest, total = (Fraction(each) for each in found[1:])
        return Spread(count, least, greatest, total / count, median)

    def differences(self, output: Output) -> Iterator[Decimal]:
        """Every difference that is not nothing, the least first."""
        place = self._place(output)
        found = self._rows.cursor().execute(
            f"select a{place} - b{place} as d from compared "
            f"where ok_before and ok_after and a{place} <> b{place} order by d"
        )
        while batch := found.fetchmany(10_000):
            yield from (each[0] for each in batch)

    def bins(self, output: Output) -> tuple[Bin, ...]:
        """The differences counted in at most `MOST_BINS` steps of one round width."""
        spread, place = self.spread(output), self._place(output)
        if spread is None:
            return ()
        width = _round_width((spread.greatest - spread.least) / (MOST_BINS - 1))
        low = spread.least // width * width
        scale = max(_decimals(low), _decimals(width))
        shifted = f"cast(floor((a{place} - b{place}) * {10**scale}) as hugeint)"
        query = (
            f"select ({shifted} - ({int(low * 10**scale)})) // {int(width * 10**scale)} as bin, count(*) from compared "
            f"where ok_before and ok_after and a{place} <> b{place} group by bin"
        )
        counts = {int(number): int(count) for number, count in self._rows.execute(query).fetchall()}
        return tuple(
            Bin(low + width * number, low + width * (number + 1), counts.get(number, 0))
            for number in range(max(counts) + 1)
        )

    def changed(self, everything: bool = True, most: int | None = None) -> Iterator[Changed]:
        """The rows that both sides answer and in which an output (or the main one) differs, in the file's order."""
        width, own = len(self.headings), len(self.outputs)
        columns = ["row", _class(self._place(self.main), self.main)]
        columns += [f"c{each}" for each in range(width)]
        columns += [f"b{each}" for each in range(own)] + [f"a{each}" for each in range(own)]
        limit = "" if most is None else f" limit {most}"
        found = self._rows.cursor().execute(
            f"select {', '.join(columns)} from compared where {self._differs(everything)} order by row{limit}"
        )
        while batch := found.fetchmany(10_000):
            for row, what, *cells in batch:
                old, new = cells[width : width + own], cells[width + own :]
                carried = tuple(self._cell(place, cell) for place, cell in enumerate(cells[:width]))
                yield Changed(int(row), str(what), carried, tuple(old), tuple(new))

    def differing(self, everything: bool = True) -> int:
        """How many rows `changed` has."""
        return self._count(self._differs(everything))

    def _differs(self, everything: bool) -> str:
        places = range(len(self.outputs)) if everything else (self._place(self.main),)
        differs = " or ".join(f"b{each} is distinct from a{each}" for each in places)
        return f"ok_before and ok_after and ({differs})"

    def refused(self) -> tuple[Refusal, ...]:
        """Why rows are refused, each reason once though both sides have it; in the order of the rows."""
        reasons = dict.fromkeys((*self.refused_before, *self.refused_after))
        return tuple(sorted(reasons, key=lambda refusal: refusal.row))


def _class(place: int, output: Output) -> str:
    """The SQL that names a row's class."""
    old, new = f"b{place}", f"a{place}"
    words = f"when {old} is null and {new} is null then 'unchanged' when {old} is null or {new} is null then 'unclear'"
    if output.kind == "boolean":
        words += f" when {new} and not {old} then 'enters' when {old} and not {new} then 'leaves'"
        return f"case {words} else 'unchanged' end"
    if output.kind != "number":
        return f"case {words} when {old} <> {new} then 'changes' else 'unchanged' end"
    return (
        f"case {words} when {old} <= 0 and {new} > 0 then 'enters' when {old} > 0 and {new} <= 0 then 'leaves' "
        f"when {new} > {old} then 'gains' when {new} < {old} then 'loses' else 'unchanged' end"
    )


def _sums(output: Output, what: str, old: object, new: object) -> tuple[Fraction | None, Fraction | None]:
    """The sums of a class; one side's alone is not compared with nothing."""
    if not output.adds_up or what == "unclear":
        return None, None
    return _exact(old), _exact(new)


def _no_tallies(output: Output) -> dict[str, Tally]:
    return {name: Tally(0, *_sums(output, name, 0, 0)) for name in CLASSES}


def _exact(value: object) -> Fraction:
    return Fraction(value) if isinstance(value, Decimal | int) else Fraction(0)


def _round_width(least: Fraction) -> Fraction:
    """The smallest of 1, 2 and 5 times a power of ten that is not below; 1 for nothing."""
    if least <= 0:
        return Fraction(1)
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def _decimals(number: Fraction) -> int:
    """How many decimals a finite decimal needs."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return places
