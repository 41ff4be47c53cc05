"""Programs that settle a large table: a file larger than memory in, the engine's own answer out, row by row accepted.

In: a checked program, its other inputs, and an Ibis table of rows (DuckDB or Spark). The backend reads, ranks and
counts the rows by kind; the engine reads each different value, works out one row of each kind, and everything after
the first totals. Files are known to `files` alone, and nothing prints.
"""

from benefits.columns.tables.answer import Answered, LargeTable, answer
from benefits.columns.tables.shape import large_table, shape_of

__all__ = ["Answered", "LargeTable", "answer", "large_table", "shape_of"]
