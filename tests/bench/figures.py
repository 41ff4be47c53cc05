"""What a benchmark found, and the table that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what we need, what the peer or the fixed limit is, and how the two must stand to each other.

    `most` is the largest allowed ours ÷ baseline; `None` means the row is shown for the reader and decides nothing.
    """

    name: str
    ours: float
    baseline_name: str
    baseline: float
    unit: str
    most: float | None

    @property
    def ratio(self) -> float:
        """Ours ÷ baseline, in the same run."""
        return self.ours / self.baseline

    @property
    def verdict(self) -> str:
        """`PASS`, `FAIL`, or `-` where no target is set."""
        if self.most is None:
            return "-"
        return "PASS" if self.ratio <= self.most else "FAIL"


HEADINGS = ("what", "ours", "baseline", "", "ratio", "at most", "")


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned columns of text."""
    rows = [HEADINGS]
    for figure in figures:
        most = "" if figure.most is None else f"{figure.most:.2f}"
        ours, baseline = (f"{value:.1f} {figure.unit}" for value in (figure.ours, figure.baseline))
        rows.append((figure.name, ours, figure.baseline_name, baseline, f"{figure.ratio:.2f}", most, figure.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    right = {1, 3, 4, 5}
    lines = []
    for row in rows:
        cells = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
