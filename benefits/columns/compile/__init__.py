"""A checked program as Ibis expressions, run by DuckDB and, unchanged, by Spark.

In: a program, an Ibis table whose columns hold one case per row, the day (one for all, or a column) and the chosen
interpretations. Out: for every output an expression, and `sure`: which rows these expressions answer. A row that is not
sure (ill-formed, refused, incomplete, not in force, beyond the size of numbers proven safe) is the engine's.

Null stands for unknown, as SQL has it: a value that is null on a row makes the row unsure as far as it is used. What
is not determined carries the number of its reason beside it. Numbers are whole numbers of the smallest unit over a
denominator, with bounds proven when the expression is written; there is no float anywhere.

Text cells are read as the rule language writes: numbers without signs of thousands, `true` and `false`, `YYYY-MM-DD`,
choices by id; an empty text is no value. Whoever calls has checked the names of interpretations and options.

    prepare(connection)                                  # once: the exact functions that DuckDB or Spark lack
    found = compile_program(program, table, {"area": "area"}, date(2019, 7, 1), {})
    found.table.select(found.sure, *(one.value.name(name) for name, one in found.outputs.items()))
"""

from benefits.columns.compile.columns import Columns, NotColumnar, OutputColumn
from benefits.columns.compile.functions import prepare
from benefits.columns.compile.whole_program import compile_program, why_not

__all__ = ["Columns", "NotColumnar", "OutputColumn", "compile_program", "prepare", "why_not"]
