"""Answers written by hand, in the shape of a decision's steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from benefits.model.program import Label

Step = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What `explain` needs of a decision."""

    steps: Sequence[Step]
    outputs: Mapping[str, object]
    undetermined: Mapping[str, Label] = field(default_factory=dict)
    program: str = "benxi/dibao"
    date: date = date(2019, 7, 1)
    digest: str = ""


def label(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


NOTICE = {"document": "benxi-office-2019-25", "clause": "一(一)1", "source": "本政办发〔2019〕25号"}
MEASURES = {"document": "state-council-649", "clause": "第十二条", "source": "社会救助暂行办法"}
STANDARD = label("低保标准", "Dibao standard")
INCOME = label("人均收入", "Income per person")
SIZE = label("人口", "Household size")
PER_PERSON = "CNY/person/month"


def given(name: str, words: dict[str, str], result: object, unit: str = "", **more: object) -> Step:
    return {"kind": "input", "name": name, "label": words, "result": result, **({"unit": unit} if unit else {}), **more}


def decided(
    name: str, words: dict[str, str], formula: str, values: Mapping[str, object], result: object, **more: object
) -> Step:
    step: Step = {"kind": "decision", "name": name, "label": words, "values": dict(values), "result": result, **more}
    return step | ({"formula": formula} if formula else {})


AREA = given("area", label("城乡类别", "Urban or rural"), "urban", text=label("城市", "Urban"))
PEOPLE = given("household_size", SIZE, "3", "person")
MONEY = given("household_income", label("家庭月收入", "Household income per month"), "1000.5", "CNY/month")
EDGE: Step = {
    "kind": "interpretation",
    "name": "low_income_edge",
    "label": label("恰等于低收入线时是否算", "Does the line itself count?"),
    "result": "inclusive",
    "text": label("算", "It does"),
    "cite": NOTICE | {"clause": "四(三)"},
}
URBAN: Step = {
    "kind": "parameter",
    "name": "urban_standard",
    "label": label("城市低保标准", "Urban standard"),
    "unit": PER_PERSON,
    "result": "622",
    "period": {"from": "2019-07-01"},
    "cite": NOTICE,
}
CHOSEN = decided(
    "standard",
    STANDARD,
    'if area = "urban" then urban_standard else rural_standard / months_per_year',
    {"area": "urban", "urban_standard": "622"},
    "622",
    unit=PER_PERSON,
    output="standard",
    cite=NOTICE,
)
PER_HEAD = decided(
    "per_capita_income",
    INCOME,
    "household_income / household_size",
    {"household_income": "1000.5", "household_size": "3"},
    "333.5",
    unit=PER_PERSON,
    cite=MEASURES,
)
ELIGIBLE = decided(
    "eligible",
    label("符合条件", "Eligible"),
    "per_capita_income < standard",
    {"per_capita_income": "333.5", "standard": "622"},
    True,
    output="eligible",
    note=label("只是收入一项。", "The income test only."),
    cite=MEASURES,
)
ALLOWANCE = decided(
    "allowance",
    label("保障金", "Allowance"),
    "if eligible then (standard - per_capita_income) * household_size else 0",
    {"eligible": True, "standard": "622", "per_capita_income": "333.5", "household_size": "3"},
    "865.50",
    unit="CNY/month",
    output="allowance",
    round={
        "before": "865.5",
        "after": "865.50",
        "to": "0.01",
        "mode": "half up",
        "because": label("发放到分", "paid to the fen"),
    },
    cite=MEASURES,
)
DIBAO = Answer(
    [AREA, PEOPLE, MONEY, EDGE, URBAN, CHOSEN, PER_HEAD, ELIGIBLE, ALLOWANCE],
    {"standard": Decimal("622"), "eligible": True, "allowance": Decimal("865.50")},
    digest="sha256:abc",
)
