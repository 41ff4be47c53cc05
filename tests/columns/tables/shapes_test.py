"""Tables of other shapes: which can be columns and why not, and that those which can are answered as by the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.columns.tables import LargeTable, answer, large_table, shape_of
from benefits.columns.tables.shape import TableShape
from benefits.engine.calculator import Calculator
from benefits.model.program import Program
from tests.columns.tables.in_columns import arrow, in_columns, in_engine
from tests.engine.shared import CITE, book, built, examples

TEXT = Path(__file__).with_name("loans.yaml").read_text(encoding="utf-8").replace("CITE", CITE)
DAY = date(2020, 5, 1)


# Ibis 12 asks DuckDB 2 for Arrow by an older name.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


@pytest.fixture(scope="module")
def loans() -> Program:
    return built(TEXT, "made/loans")


@pytest.fixture(scope="module")
def duck() -> Iterator[Any]:
    connection = ibis.duckdb.connect(threads=1)
    yield connection
    connection.disconnect()


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reader": st.sampled_from(["a", "b", "A", "ａ", "é", " ", "", "乙", None]),
            "kind": st.sampled_from(["book", "map", "map", "disc", "tape"]),
            "weight": st.sampled_from(["0", "1", "1.0", "1.5", "8", "8.01", "9.01", "1.001", "x"]),
            "late": st.sampled_from(["true", "false"]),
            "due": st.sampled_from(["2000-01-01", "1999-12-31", "2020-02-29", "2021-02-29", "2020-03-01"]),
        }
    ),
    max_size=12,
)
GOOD = st.lists(
    st.fixed_dictionaries(
        {
            "reader": st.sampled_from(["a", "b", "A", "ａ", "é", "乙"]),
            "kind": st.sampled_from(["book", "map", "map", "disc"]),
            "weight": st.sampled_from(["0", "1", "1.0", "1.5", "8", "8.01"]),
            "late": st.booleans(),
            "due": st.sampled_from(["2000-01-01", "2020-02-29", "2020-03-01"]),
        }
    ),
    max_size=12,
)


def tabled(program: Program, duck: Any, rows: list[dict[str, Any]]) -> Any:
    """The rows as a table of the database; a truth value stands as one."""
    table = arrow(program, [{**row, "late": None} for row in rows])
    late = pyarrow.array([row["late"] for row in rows], pyarrow.bool_())
    duck.con.register("loans", table.set_column(table.schema.get_field_index("late"), "late", late))
    return duck.table("loans")


@examples(25)
@given(rows=GOOD, fine=st.sampled_from(["2.50", None]))
def test_another_shape_is_answered_as_by_the_engine(loans: Program, duck: Any, rows: Any, fine: Any) -> None:
    inputs = {"loans": rows, "fine": fine}
    found = in_columns(loans, DAY, inputs, None, tabled(loans, duck, rows))
    assert found == in_engine(loans, DAY, inputs, None)


@examples(25)
@given(rows=ROWS)
def test_another_shape_is_refused_as_by_the_engine(loans: Program, duck: Any, rows: Any) -> None:
    rows = [{**row, "late": row["late"] == "true"} for row in rows]
    inputs = {"loans": rows, "fine": "2.50"}
    found = in_columns(loans, DAY, inputs, None, tabled(loans, duck, rows))
    assert found == in_engine(loans, DAY, inputs, None)


def test_the_first_reason_in_the_order_of_the_rows_is_given(loans: Program, duck: Any) -> None:
    heavy = {"reader": "a", "kind": "map", "weight": "9", "late": True, "due": "2020-01-02"}
    light = heavy | {"weight": "0", "due": "2020-01-01"}
    for rows, reason in (([heavy, light], "too heavy"), ([light, heavy], "no weight")):
        _, outputs, undetermined, _ = in_columns(loans, DAY, {"fine": "1"}, None, tabled(loans, duck, rows))
        assert outputs["kinds"][0]["charge"] is None  # type: ignore[index]
        assert undetermined["total"].en == reason  # type: ignore[index]


def test_only_programs_that_need_a_table_are_about_one(loans: Program) -> None:
    assert {id_: large_table(book().program(id_)) for id_ in book().ids if large_table(book().program(id_))} == {
        "chaoyang/tourism-settlement": "visits"
    }
    assert large_table(loans) == "loans"
    shape = shape_of(loans, "loans")
    assert isinstance(shape, TableShape)
    assert shape.carried == ("kind", "weight", "late", "due") and shape.free == ("reader",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("sum(turn) + max(place)", "sum(for t in turn return t + 1)", "a group's column is not made of totals"),
        ("formula: sum(kinds.charge)", "formula: sum(loans.weight)", "something else uses the whole table"),
        ("row.loans > 0", "row.loans > 0 and count(loans) > 0", "something else uses the whole table"),
        ("    type: table\n", "    type: table\n    unique: [reader]\n", "the rows of the table must be held"),
    ],
)
def test_a_program_of_no_such_shape_is_answered_in_memory(old: str, new: str, reason: str, duck: Any) -> None:
    program = built(TEXT.replace(old, new), "made/loans")
    why = shape_of(program, "loans")
    assert isinstance(why, tuple) and why[0].en.startswith(reason)
    rows = [
        {"reader": reader, "kind": "map", "weight": "1.5", "late": True, "due": "2020-01-02"} for reader in ("a", "b")
    ]
    large = LargeTable("loans", tabled(program, duck, rows), {name: name for name in rows[0]}, "place")
    found = answer(program, DAY, {"fine": "1"}, large)
    assert found.outputs == Calculator(program).decide(DAY, {"fine": "1", "loans": rows}).outputs
    assert found.notes == why and found.rows == 2
