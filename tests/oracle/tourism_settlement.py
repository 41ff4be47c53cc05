"""chaoyang/tourism-settlement 旅游“一卡通”票款返还: 2020—2022年朝阳市旅游“一卡通”年票制度实施方案 二(一)1, 二(二)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .expected import Expected, answered, largest_remainder
from .reading import Reader

PROGRAM = "chaoyang/tourism-settlement"
INPUTS = ("gross_sales", "visits", "ticket_prices", "extra_spots")
ROW_FIELDS = {
    "visits": ("cardholder", "spot", "date"),
    "ticket_prices": ("spot", "price", "from", "until"),
    "extra_spots": ("spot", "name", "price"),
}
OUTPUTS = ("scenic_pool", "telecom_share", "bureau_share", "spots")
INTERPRETATIONS = {"seasonal_price": ("visit_date", "peak")}

YEARS = range(2020, 2024)  # catalogue: settlement years 2020…2023
CAP = 50  # 方案 二(二)3: 单人出入同一景区计算数据上限为50次
# 方案 二(二)2: 三分之二返还给景区; 三分之一的百分之七十; 三分之一的百分之三十
SPLIT = (Fraction(2, 3), Fraction(1, 3) * Fraction(70, 100), Fraction(1, 3) * Fraction(30, 100))
PEAK, OFF_PEAK = Fraction(60), Fraction(30)  # 方案 二(一)1: 旺季票价60元, 其余时间淡季票价30元
PEAK_FROM, PEAK_UNTIL = (4, 1), (10, 31)  # 方案 二(一)1: 每年的4月1日至10月31日
SEASONAL = "fenghuangshan"
EXTRA_ID = re.compile(r"[a-z][a-z0-9_]*")
# 方案 二(一)1, in the document's order; None where one price does not stand there (seasonal, or not stated)
SPOTS: tuple[tuple[str, str, Fraction | None], ...] = (
    (SEASONAL, "凤凰山景区", None),
    ("niaohuashi", "鸟化石国家地质公园", Fraction(90)),
    ("niuheliang", "牛河梁国家考古遗址公园", Fraction(120)),
    ("quanyongshan", "北票泉涌山景区", Fraction(58)),
    ("wopurenjia", "凌源窝铺人家生态旅游度假区", Fraction(60)),
    ("nvshengong", "女神宫汤泉城", None),  # 持卡打折: no price, no rate
    ("qingfengling", "朝阳县清风岭景区", Fraction(50)),
    ("qianfodong", "千佛洞景区", Fraction(30)),
    ("huaishudong", "槐树洞景区", Fraction(30)),
    ("tianxiushan", "建平天秀山景区", Fraction(50)),
    ("mengguwangling", "清代蒙古王陵景区", Fraction(40)),
    ("reshui", "热水畜牧农场景区", Fraction(30)),
    ("longfengshan", "喀左龙凤山景区", Fraction(80)),
    ("runzehuahai", "润泽花海", Fraction(20)),
    ("dongmengminsuyuan", "东蒙民俗园", Fraction(30)),
    ("zitaozhidu", "北方紫陶之都", Fraction(60)),
    ("beita", "双塔区北塔佛教艺术博物馆", Fraction(60)),
    ("huashigu", "龙城区化石谷", Fraction(50)),
    ("miaozigou", "庙子沟滑雪场", Fraction(20)),
    ("jiajiadian", "朝阳县贾家店农场", Fraction(0)),  # 无门票
)


@dataclass(frozen=True)
class TicketPrice:
    """A price that replaces the document's from `first` to `last`, both included."""

    row: int
    spot: str
    price: Fraction
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Book:
    """The spots known in one case: ids in document order (extra ones after), what each id or name stands for."""

    order: tuple[str, ...]
    ids: Mapping[str, str]
    prices: Mapping[str, Fraction | None]


def read_extra_spots(read: Reader, value: object) -> Book:
    """The document's spots and the extra ones; a clash of id or name with another spot is noted."""
    ids = {spot: spot for spot, _, _ in SPOTS} | {name: spot for spot, name, _ in SPOTS}
    prices: dict[str, Fraction | None] = {spot: price for spot, _, price in SPOTS}
    order = [spot for spot, _, _ in SPOTS]
    for number, row in (read.rows("extra_spots", value, ROW_FIELDS["extra_spots"], table=True) or {}).items():
        path = f"extra_spots[{number}]"
        spot, name = read.text(f"{path}.spot", row.get("spot")), read.text(f"{path}.name", row.get("name"))
        price = read.money(f"{path}.price", row.get("price"))
        if spot is not None and not EXTRA_ID.fullmatch(spot):
            read.paths.add(f"{path}.spot")
        for key, text in (("spot", spot), ("name", name)):
            if text in ids:  # equal to the id or name of another spot
                read.groups.append(frozenset({f"{path}.{key}", path}))
        if spot is not None and spot not in prices:
            order.append(spot)
            prices[spot] = price
            ids.setdefault(spot, spot)
            if name is not None:
                ids.setdefault(name, spot)
    return Book(tuple(order), ids, prices)


def read_spot(read: Reader, path: str, value: object, book: Book) -> str | None:
    """The id for an id or a Chinese name."""
    text = read.text(path, value)
    if text is not None and text not in book.ids:
        read.paths.add(path)
        return None
    return None if text is None else book.ids[text]


def read_ticket_prices(read: Reader, value: object, book: Book) -> list[TicketPrice]:
    """The prices that replace the document's; `from` after `until` and two rows for one spot and day are noted."""
    found: list[TicketPrice] = []
    for number, row in (read.rows("ticket_prices", value, ROW_FIELDS["ticket_prices"], table=True) or {}).items():
        path = f"ticket_prices[{number}]"
        spot = read_spot(read, f"{path}.spot", row.get("spot"), book)
        price = read.money(f"{path}.price", row.get("price"))
        first, last = read.day(f"{path}.from", row.get("from")), read.day(f"{path}.until", row.get("until"))
        if first is not None and last is not None and first > last:
            read.groups.append(frozenset({f"{path}.from", f"{path}.until", path}))
        if spot is None or price is None or first is None or last is None:
            continue
        for other in found:
            if other.spot == spot and max(first, other.first) <= min(last, other.last):
                rows = (path, f"ticket_prices[{other.row}]")
                ends = ("", ".spot", ".from", ".until")
                read.groups.append(frozenset({"ticket_prices"} | {row + end for row in rows for end in ends}))
        found.append(TicketPrice(number, spot, price, first, last))
    return found


def read_visits(
    read: Reader, value: object, book: Book, year: int | None
) -> list[tuple[str, str, datetime.date]] | None:
    """The visits as (cardholder, spot id, date). `year` is None when the date of the case is itself bad."""
    rows = read.rows("visits", value, ROW_FIELDS["visits"], table=True)
    if rows is None:
        return None
    found = []
    for number, row in rows.items():
        path = f"visits[{number}]"
        cardholder = read.text(f"{path}.cardholder", row.get("cardholder"))
        spot = read_spot(read, f"{path}.spot", row.get("spot"), book)
        day = read.day(f"{path}.date", row.get("date"))
        if day is not None and year is not None and day.year != year:
            read.paths.add(f"{path}.date")
        if cardholder is not None and spot is not None and day is not None:
            found.append((cardholder, spot, day))
    return found


def price_on(
    spot: str, day: datetime.date, book: Book, replaced: Sequence[TicketPrice], season: str
) -> Fraction | None:
    """The gate price of a spot on a day, None when there is none."""
    for row in replaced:
        if row.spot == spot and row.first <= day <= row.last:
            return row.price
    if spot == SEASONAL:
        in_peak = PEAK_FROM <= (day.month, day.day) <= PEAK_UNTIL
        return PEAK if season == "peak" or in_peak else OFF_PEAK
    return book.prices[spot]


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case. Never "not in force": any other date is an input error."""
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    good_date = date.year in YEARS and (date.month, date.day) == (12, 31)
    if not good_date:
        read.paths.add("date")
    gross = read.money("gross_sales", inputs.get("gross_sales"))
    book = read_extra_spots(read, inputs.get("extra_spots"))
    replaced = read_ticket_prices(read, inputs.get("ticket_prices"), book)
    visits = read_visits(read, inputs.get("visits"), book, date.year if good_date else None)
    refusal = read.refusal()
    if refusal:
        return refusal
    missing = [name for name, value in (("gross_sales", gross), ("visits", visits)) if value is None]
    if missing:
        return Expected("missing", missing=tuple(missing))
    assert gross is not None and visits is not None
    return calculate(gross, visits, book, replaced, options["seasonal_price"])


def calculate(
    gross: Fraction,
    visits: Sequence[tuple[str, str, datetime.date]],
    book: Book,
    replaced: Sequence[TicketPrice],
    season: str,
) -> Expected:
    """The answer to a complete case."""
    pool, telecom, bureau = largest_remainder(gross, SPLIT)
    rows: list[dict[str, object]] = []
    revenues: list[Fraction | None] = []
    for spot in book.order:
        at_spot = [(holder, day) for holder, where, day in visits if where == spot]
        if not at_spot:
            continue
        counted: list[datetime.date] = []
        for cardholder in sorted({holder for holder, _ in at_spot}):
            counted += sorted(day for holder, day in at_spot if holder == cardholder)[:CAP]
        prices = [price_on(spot, day, book, replaced, season) for day in counted]
        known = [price for price in prices if price is not None]
        revenue = sum(known, Fraction(0)) if len(known) == len(prices) else None
        revenues.append(revenue)
        row: dict[str, object] = {
            "spot": spot,
            "visits": Fraction(len(at_spot)),
            "counted_visits": Fraction(len(counted)),
        }
        rows.append(row | {"theoretical_revenue": revenue, "amount": None})
    outputs: dict[str, object] = {"scenic_pool": pool, "telecom_share": telecom, "bureau_share": bureau, "spots": rows}
    priced = [revenue for revenue in revenues if revenue is not None]
    if len(priced) == len(revenues) and sum(priced) > 0:
        for row, amount in zip(rows, largest_remainder(pool, priced), strict=True):
            row["amount"] = amount
        return answered(outputs)
    if not rows:  # catalogue: "no visits: an empty table"; whether the reason stands there then is not said
        return Expected("answered", outputs=outputs, undetermined_leeway=frozenset({"spots.amount"}))
    return Expected(
        "answered",
        outputs=outputs,
        undetermined=frozenset({"spots.amount"}),
        # A revenue of None may carry a reason of its own; the catalogue asks only for the one under spots.amount.
        undetermined_leeway=frozenset({"spots.theoretical_revenue"} if None in revenues else ()),
    )
