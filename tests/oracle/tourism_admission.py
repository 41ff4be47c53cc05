"""chaoyang/tourism-admission 持卡入园: 2020—2022年朝阳市旅游“一卡通”年票制度实施方案 二(一)1, 三(一)–(二)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .asking import absent, asked
from .expected import NOT_IN_FORCE, Expected, anniversary, answered, as_tuple, to_fen
from .reading import Reader
from .tourism_settlement import OFF_PEAK, PEAK, PEAK_FROM, PEAK_UNTIL, SEASONAL, SPOTS

PROGRAM = "chaoyang/tourism-admission"
INPUTS = ("spot", "card_issued_on", "item", "event_suspended", "list_price")
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("card_valid", "full_price", "holder_pays", "saving")
INTERPRETATIONS: dict[str, tuple[str, ...]] = {}

FIRST_DAY = datetime.date(2020, 4, 1)  # 方案 一(二)1: 于每年4月1日开始办理
LAST_ISSUE = datetime.date(2023, 3, 31)  # catalogue: issued from 2020-04-01 to 2023-03-31
LAST_VALID = datetime.date(2024, 3, 30)  # the last day of a card of the last day: one year less one day
VALID_YEARS = 1  # 方案 一(二)1: 有效期为1年
# 方案 二(一)1, 元/张; None for fenghuangshan (by season) and nvshengong (持卡打折, without a rate)
GATE_PRICES = {spot: price for spot, _, price in SPOTS}
NO_RATE, SKI, PANJIN = "nvshengong", "miaozigou", "panjin"
PLACES = (*GATE_PRICES, PANJIN)
ITEMS = ("gate_ticket", "ski_ticket", "other")
SKI_RATE = Fraction(80, 100)  # 方案 三(一): 滑雪票八折
PANJIN_RATE = Fraction(50, 100)  # 方案 三(一): 盘锦8家景区享受门票5折


@dataclass(frozen=True)
class Entry:
    """The inputs as read; None is not given. The suspension has its default filled in."""

    spot: str | None
    issued: datetime.date | None
    item: str | None
    suspended: bool
    price: Fraction | None


def price_needed(entry: Entry) -> bool:
    """Whether a list price may be needed: at Panjin, for skiing and for other items, as far as these are known."""
    if entry.spot == NO_RATE and entry.item == "gate_ticket":
        return False
    return entry.spot in (PANJIN, None) or entry.item != "gate_ticket"


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    read.options(assume, INTERPRETATIONS)
    entry = Entry(
        spot=read.choice("spot", inputs.get("spot"), PLACES),
        issued=read.day("card_issued_on", inputs.get("card_issued_on")),
        item=read.choice("item", inputs.get("item"), ITEMS),
        suspended=read.flag("event_suspended", inputs.get("event_suspended")) or False,
        price=read.money("list_price", inputs.get("list_price")),
    )
    if entry.item == "ski_ticket" and entry.spot not in (SKI, None):
        read.groups.append(frozenset({"spot", "item"}))
    refusal = read.refusal()
    if refusal:
        return refusal
    matters = {
        "spot": True,  # catalogue: spot and item are always required
        "card_issued_on": True if date <= LAST_VALID else None,  # no card is valid any more
        "item": True,
        "list_price": price_needed(entry),
    }
    given = {"spot": entry.spot, "card_issued_on": entry.issued, "item": entry.item, "list_price": entry.price}
    return asked(absent(given, matters), lambda: calculate(date, entry))


def is_valid(date: datetime.date, issued: datetime.date | None) -> bool:
    """Issued in the three card years, and not yet a year ago."""
    if issued is None or not FIRST_DAY <= issued <= LAST_ISSUE:
        return False
    return issued <= date and as_tuple(date) < anniversary(issued, VALID_YEARS)


def full_price(date: datetime.date, entry: Entry) -> Fraction:
    """The list price where one is given, else the gate price of the document."""
    if entry.price is not None:
        return entry.price
    if entry.spot == SEASONAL:
        return PEAK if PEAK_FROM <= (date.month, date.day) <= PEAK_UNTIL else OFF_PEAK
    price = GATE_PRICES.get(entry.spot or "")
    assert price is not None
    return price


def holder_share(entry: Entry) -> Fraction:
    """The part of the full price that the holder of a valid card pays."""
    if entry.spot == PANJIN:
        return PANJIN_RATE if entry.item == "gate_ticket" else Fraction(1)
    if entry.suspended or entry.item == "other":  # 方案 三(一) 暂停使用; 三(二) 不包含其它收费项目
        return Fraction(1)
    return Fraction(0) if entry.item == "gate_ticket" else SKI_RATE  # 方案 三(一): 不限次数游览


def calculate(date: datetime.date, entry: Entry) -> Expected:
    """The answer to a case in which everything that matters is given."""
    valid = is_valid(date, entry.issued)
    if entry.spot == NO_RATE and entry.item == "gate_ticket":
        amounts = ("full_price", "holder_pays", "saving")
        return answered({"card_valid": valid, **dict.fromkeys(amounts)}, amounts)
    price = full_price(date, entry)
    pays = to_fen(price * holder_share(entry)) if valid else price
    return answered({"card_valid": valid, "full_price": price, "holder_pays": pays, "saving": price - pays})
