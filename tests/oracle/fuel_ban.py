"""chaoyang/fuel-ban 禁燃区燃料: 朝政办发〔2020〕62号 三, 四."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .asking import asked
from .expected import NOT_IN_FORCE, Expected, answered
from .reading import Reader

PROGRAM = "chaoyang/fuel-ban"
INPUTS = (
    "zone",
    "fuel",
    "device",
    "boiler_output",
    "sulphur",
    "ash",
    "dedicated_boiler",
    "dust_removal",
)
ROW_FIELDS: dict[str, tuple[str, ...]] = {}
OUTPUTS = ("prohibited", "ground")
INTERPRETATIONS = {"coal_quality": ("both", "either")}

FIRST_DAY = datetime.date(2020, 8, 11)  # 62号: issued 2020年8月11日
ZONES = ("one", "two", "three", "outside")
FUELS = ("coal", "oil", "biomass_pellet", "raw_biomass", "waste", "gas_or_electricity")
DEVICES = ("boiler", "civil", "furnace", "other")
LARGE_BOILER = 20  # 62号 三: 小于20蒸吨/小时 (Ⅰ); 大于等于20蒸吨/小时 (Ⅱ), per unit
SULPHUR_LINE = Fraction("0.5")  # 62号 三 Ⅰ类: 含硫量大于0.5%, 0.5 not included
ASH_LINE = 10  # 62号 三 Ⅰ类: 灰分大于10%, 10 not included
QUANTITY_PLACES = 3  # Conventions: quantities (t, %) at most 3 decimals


@dataclass(frozen=True)
class Burning:
    """The inputs as read; None is not given."""

    zone: str | None
    fuel: str | None
    device: str | None
    output: Fraction | None
    sulphur: Fraction | None
    ash: Fraction | None
    dedicated: bool | None
    dust_removal: bool | None


def quality_is_bad(burning: Burning, option: str) -> bool | None:
    """Sulphur above its line and (or) ash above its line; None while that is open."""
    sulphur = None if burning.sulphur is None else burning.sulphur > SULPHUR_LINE
    ash = None if burning.ash is None else burning.ash > ASH_LINE
    deciding = option == "either"
    if sulphur is deciding or ash is deciding:
        return deciding
    return None if sulphur is None or ash is None else not deciding


def coal_names(burning: Burning, option: str) -> set[str]:
    """What coal in zone one or two depends on, as far as it is not settled by what is given."""
    if burning.zone == "two":  # prohibited unless a boiler of 20 t/h or more
        small = burning.output is not None and burning.output < LARGE_BOILER
        if burning.device not in ("boiler", None) or (small and burning.device is None):
            return set()
        return {"device", "boiler_output"}
    quality = quality_is_bad(burning, option)
    large = burning.output is not None and burning.output >= LARGE_BOILER
    names = set()
    if quality is not False and burning.device in ("boiler", None):
        names.add("boiler_output")
    if quality is not False:
        names.add("device")
    if quality is None and (burning.device in ("civil", None) or (burning.device == "boiler" and not large)):
        names |= {"sulphur", "ash"}
    return names


def names_that_matter(burning: Burning, option: str) -> set[str]:
    """The inputs beside zone and fuel on which the answer depends, for a known zone and fuel."""
    if burning.zone == "outside":
        return set()
    if burning.fuel == "coal" and burning.zone != "three":
        return coal_names(burning, option)
    if burning.fuel == "biomass_pellet" and burning.zone == "three":
        names = set()
        if burning.dust_removal is not False:
            names.add("dedicated_boiler")
        if burning.dedicated is not False:
            names.add("dust_removal")
        return names
    return set()


def status_of(burning: Burning, option: str, given: Mapping[str, object]) -> dict[str, bool | None]:
    """The absent inputs that matter in some zone and for some fuel that are still possible."""
    zones = ZONES if burning.zone is None else (burning.zone,)
    fuels = FUELS if burning.fuel is None else (burning.fuel,)
    names: set[str] = {"fuel"}  # waste and the others differ everywhere
    if any(fuel not in ("waste", "gas_or_electricity") for fuel in fuels):
        names.add("zone")
    for zone in zones:
        for fuel in fuels:
            names |= names_that_matter(replace(burning, zone=zone, fuel=fuel), option)
    return {name: True for name in INPUTS if name in names and given[name] is None}


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    option = read.options(assume, INTERPRETATIONS)["coal_quality"]
    burning = Burning(
        zone=read.choice("zone", inputs.get("zone"), ZONES),
        fuel=read.choice("fuel", inputs.get("fuel"), FUELS),
        device=read.choice("device", inputs.get("device"), DEVICES),
        output=read.number("boiler_output", inputs.get("boiler_output"), QUANTITY_PLACES),
        sulphur=read.number("sulphur", inputs.get("sulphur"), QUANTITY_PLACES),
        ash=read.number("ash", inputs.get("ash"), QUANTITY_PLACES),
        dedicated=read.flag("dedicated_boiler", inputs.get("dedicated_boiler")),
        dust_removal=read.flag("dust_removal", inputs.get("dust_removal")),
    )
    refusal = read.refusal()
    if refusal:
        return refusal
    given = {name: inputs.get(name) for name in INPUTS}
    return asked(status_of(burning, option, given), lambda: calculate(burning, option))


def coal_ground(burning: Burning, option: str) -> str:
    """The list that prohibits coal, or none (62号 三)."""
    boiler = burning.device == "boiler"
    if burning.zone == "three":  # Ⅲ类(一)
        return "class_three_coal"
    if burning.zone == "two":  # Ⅱ类: 除单台出力大于等于20蒸吨/小时锅炉以外燃用的煤炭
        return "none" if boiler and (burning.output or 0) >= LARGE_BOILER else "class_two_coal"
    small = boiler and burning.output is not None and burning.output < LARGE_BOILER
    listed = small or burning.device == "civil"  # Ⅰ类: 小于20蒸吨/小时的锅炉和民用燃煤设备
    return "class_one_coal" if listed and quality_is_bad(burning, option) else "none"


def calculate(burning: Burning, option: str) -> Expected:
    """The answer to a case in which everything that matters is given."""
    if burning.fuel == "waste":  # 62号 四: 依照其它相关法律规定管理
        return answered({"prohibited": None, "ground": "other_laws"}, ["prohibited"])
    ground = "none"
    if burning.zone == "outside" or burning.fuel == "gas_or_electricity":
        ground = "none"
    elif burning.fuel == "oil":  # Ⅰ, Ⅱ, Ⅲ类: 石油焦、油页岩、原油、重油、渣油、煤焦油
        ground = "oil"
    elif burning.fuel == "coal":
        ground = coal_ground(burning, option)
    elif burning.fuel == "raw_biomass":  # 62号 四: 禁止直接燃用生物质燃料
        ground = "direct_biomass"
    elif burning.zone == "three" and not (burning.dedicated and burning.dust_removal):
        ground = "class_three_pellet"  # Ⅲ类(三): 非专用锅炉或未配置高效除尘设施的专用锅炉
    else:  # 62号 四 against 三
        return answered({"prohibited": None, "ground": "conflicting_clauses"}, ["prohibited"])
    return answered({"prohibited": ground != "none", "ground": ground})
