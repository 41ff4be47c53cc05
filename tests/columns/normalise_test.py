"""What a cell is read as, and what is left for the engine to refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from benefits.columns.files.source import Faulty
from benefits.columns.normalise import Normaliser, Reading, labels_of
from benefits.model.program import Input, Label, Type
from tests.columns.batches import BOOK

DIBAO = BOOK.program("benxi/dibao")
READER = Normaliser(DIBAO)


def spec(kind: str, unit: str = "", choices: str = "") -> Input:
    return Input("x", Label("甲", "X"), None, Type(kind, unit=unit, choices=choices))


MONEY = spec("number", "CNY/month")


@pytest.mark.parametrize(
    ("raw", "value", "noted"),
    [
        ("1000.50", "1000.50", False),
        (3, 3, False),
        (Decimal("1000.5"), Decimal("1000.5"), False),
        ("1,000.50", "1000.50", True),
        ("1，000", "1000", True),
        ("１０００．５０", "1000.50", True),
        (" 1000 ", "1000", True),
        ("￥1,000", "1000", True),
        ("1000元", "1000", True),
        ("−5", "-5", True),
        # no single reading: left as it is
        ("1,00", "1,00", False),
        ("10,00,000", "10,00,000", False),
        ("1e3", "1e3", False),
        ("5万", "5万", False),
        ("5万元", "5万元", False),
        ("1.000,50", "1.000,50", False),
        ("007", "007", False),
        ("5%", "5%", False),
        ("一千", "一千", False),
    ],
)
def test_money(raw: object, value: object, noted: bool) -> None:
    assert READER.read(MONEY, raw) == Reading(value, noted)


@pytest.mark.parametrize(
    ("unit", "raw", "value"),
    [
        ("1", "5%", "0.05"),
        ("1", "5.50 %", "0.055"),
        ("1", "100％", "1"),
        ("1", "-0.5%", "-0.005"),
        ("percent", "5%", "5"),
        ("CNY_10k", "5元", "5元"),
        ("person", "3元", "3元"),
    ],
)
def test_units_and_shares(unit: str, raw: str, value: str) -> None:
    assert READER.read(spec("number", unit), raw).value == value


@pytest.mark.parametrize(
    "raw", ["2019/7/1", "2019.7.1", "2019-7-1", "2019年7月1日", "２０１９/７/１", "20190701", 20190701]
)
def test_days(raw: object) -> None:
    assert READER.read(spec("date"), raw) == Reading(date(2019, 7, 1), True)


def test_a_proper_day_is_not_noted() -> None:
    assert READER.read(spec("date"), "2019-07-01") == Reading(date(2019, 7, 1))
    assert READER.read(spec("date"), date(2019, 7, 1)) == Reading(date(2019, 7, 1))


@pytest.mark.parametrize("raw", ["2019/2/29", "19/7/1", "7/1/2019", "2019/7", 43647, "2019-7/1x"])
def test_no_days(raw: object) -> None:
    assert READER.read(spec("date"), raw) == Reading(raw)


@pytest.mark.parametrize(
    ("raw", "value", "noted"),
    [
        (True, True, False),
        ("true", True, False),
        ("FALSE", False, False),
        ("是", True, False),
        ("no", False, False),
        (1, True, True),
        ("0", False, True),
        ("有", True, True),
        ("２", "２", False),
        ("maybe", "maybe", False),
    ],
)
def test_yes_or_no(raw: object, value: object, noted: bool) -> None:
    assert READER.read(spec("boolean"), raw) == Reading(value, noted)


@pytest.mark.parametrize(
    ("raw", "value", "noted"),
    [
        ("urban", "urban", False),
        ("城市", "urban", False),
        (" 城市", "urban", True),
        ("URBAN", "urban", True),
        ("城", "城", False),
        (1, 1, False),
    ],
)
def test_choices(raw: object, value: object, noted: bool) -> None:
    area = next(one for one in DIBAO.inputs if one.name == "area")
    assert READER.read(area, raw) == Reading(value, noted)


def test_identifiers_are_never_touched() -> None:
    text = spec("text")
    for raw in ("００１", " 001", "1,000", "2019/7/1", "   "):
        assert READER.read(text, raw) == Reading(raw)
    assert READER.read(text, 42) == Reading("42", True)
    problem = READER.read(text, 210502199001011234).problem
    assert problem is not None and problem.code == "bad_cell"


@pytest.mark.parametrize("raw", [None, "", " ", "\u3000"])
def test_blanks_are_not_given(raw: object) -> None:
    assert READER.read(MONEY, raw) == Reading(None)


def test_the_error_of_a_formula_is_no_value() -> None:
    problem = READER.read(MONEY, Faulty("#N/A")).problem
    assert problem is not None and (problem.code, problem.value) == ("bad_cell", "#N/A")


def test_a_list_is_json_and_its_cells_are_read_like_any() -> None:
    services = next(one for one in BOOK.program("xingan/child-rehabilitation").inputs if one.fields)
    reader = Normaliser(BOOK.program("xingan/child-rehabilitation"))
    found = reader.read(services, '[{"item": "limb_aids", "cost": "1,500.50", "paid_first": 100.10}]')
    assert found == Reading([{"item": "limb_aids", "cost": "1500.50", "paid_first": "100.10"}], True)
    problem = reader.read(services, "两项").problem
    assert problem is not None and problem.code == "bad_cell"


def test_a_label_of_two_members_names_none() -> None:
    for program in BOOK.ids:
        found = BOOK.program(program)
        for one in found.enumerations:
            for label, id_ in labels_of(found, one.name).items():
                named = {choice.id for choice in one.values if label in (choice.label.zh, choice.label.en)}
                assert named == {id_}
