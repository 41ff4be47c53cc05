"""What a compiled program is made of: no float anywhere, texts of moderate size, reasons for what has no columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import pytest

from benefits.columns.compile import NotColumnar, compile_program, why_not
from benefits.model.program import Program
from tests.columns.compile import asked
from tests.engine.shared import book

LONGEST = 200_000
WITHOUT = {
    "benxi/soe-wage-bill": "a formula works on a list or a record",
    "chaoyang/dibao-backstop": "a list or a table is worked through row by row",
    "chaoyang/tourism-card": "a formula works on a list or a record",
    "chaoyang/tourism-settlement": "a list or a table is worked through row by row",
    "xingan/child-rehabilitation": "a list or a table is worked through row by row",
}
each_program = pytest.mark.parametrize("id_", asked.columnar())


def test_which_programs_are_no_columns_and_why() -> None:
    reasons = {id_: why_not(book().program(id_)) for id_ in book().ids}
    assert {id_: several[0].en for id_, several in reasons.items() if several} == WITHOUT
    assert all(one.zh and one.zh != one.en for several in reasons.values() for one in several)


def cases(program: Program) -> ibis.Table:
    names = [spec.name for spec in program.inputs]
    return ibis.table(dict.fromkeys([*names, asked.DAY], "string"), name="cases")


@each_program
@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_no_float_and_no_endless_text(id_: str, dialect: str) -> None:
    program = book().program(id_)
    columns = asked.compiled(program, cases(program), asked.DAY, {}, frozenset())
    values = columns.table.op().find(ops.Value)
    assert values and not [value for value in values if value.dtype.is_floating()]
    text = ibis.to_sql(columns.table, dialect=dialect)
    assert len(text) < LONGEST
    assert not [word for word in ("DOUBLE", "FLOAT", " / ") if word in text]


def dibao(rows: list[dict[str, object]], day: date = date(2019, 7, 1)) -> list[dict[str, object]]:
    """Rows of household_size, household_income as texts, all urban, without a region."""
    table = ibis.memtable(pa.table({name: [row[name] for row in rows] for name in rows[0]}))
    program = book().program("benxi/dibao")
    columns = compile_program(program, table, {name: name for name in rows[0]}, day, {})
    shown = columns.table.select(sure=columns.sure, **{name: one.value for name, one in columns.outputs.items()})
    found: list[dict[str, object]] = asked.duckdb().to_pyarrow(shown).to_pylist()
    return found


def row(size: str, income: str) -> dict[str, object]:
    return {"area": "urban", "household_size": size, "household_income": income}


def test_dibao_by_hand() -> None:
    # 622 × 3 - 1000.50 = 865.50; 1000.50 / 3 = 333.50; 622 × 1.2 = 746.40; a third of a fen is rounded half up
    first, second = dibao([row("3", "1000.50"), row("2", "1000.01")])
    assert first == {
        "sure": True,
        "standard": Decimal(622),
        "income_per_person": Decimal("333.50"),
        "eligible": True,
        "allowance": Decimal("865.50"),
        "low_income_line": Decimal("746.40"),
        "low_income_household": False,
    }
    assert (second["income_per_person"], second["allowance"]) == (Decimal("500.01"), Decimal("243.99"))


def test_an_input_that_does_not_matter_may_be_absent() -> None:
    # the region counted until 2019-06-30
    assert [one["sure"] for one in dibao([row("1", "0")])] == [True]
    assert [one["sure"] for one in dibao([row("1", "0")], date(2019, 6, 30))] == [False]


@pytest.mark.parametrize(("income", "sure"), [("10000000000", True), ("10000000000.01", False), ("-0.01", False)])
def test_the_largest_number_that_is_sure(income: str, sure: bool) -> None:
    assert [one["sure"] for one in dibao([row("50", income)])] == [sure]


def test_a_day_outside_the_program_is_never_sure() -> None:
    assert [one["sure"] for one in dibao([row("1", "0")], date(2018, 12, 31))] == [False]


def test_a_column_of_a_list_is_refused() -> None:
    program = book().program("xingan/child-rehabilitation")
    table = ibis.table({"services": "string"}, name="cases")
    with pytest.raises(NotColumnar, match="is a list"):
        compile_program(program, table, {"services": "services"}, date(2020, 1, 1), {})


def test_names_of_the_callers_columns_are_left_alone() -> None:
    table = ibis.memtable(pa.table({"_area": ["urban"], "__sure": ["1"], "n": ["1"], "i": ["0"]}))
    named = {"area": "_area", "household_size": "n", "household_income": "i"}
    columns = compile_program(book().program("benxi/dibao"), table, named, date(2019, 7, 1), {})
    found = asked.duckdb().to_pyarrow(columns.table.select("_area", "__sure", sure=columns.sure)).to_pylist()
    assert found == [{"_area": "urban", "__sure": "1", "sure": True}]
