"""xingan/child-rehabilitation 残疾儿童康复救助: 兴署发〔2019〕41号 二(一), 三(一), 附件1."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .expected import NOT_IN_FORCE, Expected, anniversary, answered, as_tuple, completed_years
from .reading import Reader

PROGRAM = "xingan/child-rehabilitation"
INPUTS = (
    "birth_date",
    "residence",
    "disability",
    "household_category",
    "maximum_age",
    "household_test_waived",
    "services",
)
ROW_FIELDS = {"services": ("item", "cost", "paid_first")}
OUTPUTS = ("eligible", "reasons", "services", "subsidy", "family_pays")
INTERPRETATIONS = {
    "settlement": ("difference", "fixed"),
    "age_seven": ("until_eighth_birthday", "until_seventh_birthday"),
}

FIRST_DAY = datetime.date(2018, 10, 1)  # 41号 末段: 自2018年10月1日起全面实施
DEFAULT_MAXIMUM_AGE = 7  # 41号 二(一): 0—7岁(含7周岁); a county may raise it
RESIDENCES = ("registered", "permit", "none")  # 41号 二(一): 户籍 or 居住证
HOUSEHOLDS = (  # 41号 二(一): the seven groups
    "dibao",
    "registered_poor",
    "welfare_institution",
    "disabled_orphan",
    "tekun",
    "below_wage_line",
    "other_hardship",
    "none",
)
WAN = 10000  # 万元
# 41号 附件1 补助标准(万元)
ITEMS = {
    "vision": {"low_vision_aids": Fraction("0.2"), "vision_training": Fraction("0.2")},
    "hearing": {"cochlear_implant": Fraction("8.85"), "hearing_aid": Fraction("1.92")},
    "speech": {},  # 41号 二(一) names 言语, the annex has no row
    "limb": {"limb_surgery": Fraction("1.72"), "limb_aids": Fraction("0.12"), "limb_training": Fraction("1.5")},
    "intellectual": {"intellectual_training": Fraction("1.5")},
    "autism": {"autism_training": Fraction("1.5")},
}
STANDARD = {item: wan * WAN for items in ITEMS.values() for item, wan in items.items()}
DISABILITY_OF = {item: disability for disability, items in ITEMS.items() for item in items}


@dataclass(frozen=True)
class Service:
    """One row of `services`; None is not given."""

    row: int
    item: str | None
    cost: Fraction | None
    paid_first: Fraction | None


@dataclass(frozen=True)
class Child:
    """The inputs as read, defaults filled in; None is not given."""

    birth: datetime.date | None
    residence: str | None
    disability: str | None
    household: str | None
    maximum_age: int
    waived: bool
    services: tuple[Service, ...] | None


def read_services(read: Reader, value: object) -> tuple[Service, ...] | None:
    """The list of services, every bad field noted."""
    rows = read.rows("services", value, ROW_FIELDS["services"], table=False)
    if rows is None:
        return None
    found = []
    for number, row in rows.items():
        path = f"services[{number}]"
        item = read.choice(f"{path}.item", row.get("item"), tuple(STANDARD))
        cost = read.money(f"{path}.cost", row.get("cost"))
        paid = read.money(f"{path}.paid_first", row.get("paid_first"))
        if cost is not None and paid is not None and paid > cost:
            # Named at paid_first, or fairly at the cost or the row.
            read.groups.append(frozenset({f"{path}.paid_first", f"{path}.cost", path}))
        found.append(Service(number, item, cost, paid))
    return tuple(found)


def check_items(read: Reader, disability: str | None, value: object, services: tuple[Service, ...] | None) -> None:
    """An item twice, an item of another disability, any service with speech: input errors (catalogue)."""
    seen: dict[str, int] = {}
    for service in services or ():
        if service.item is None:
            continue
        path = f"services[{service.row}]"
        if service.item in seen:
            first = f"services[{seen[service.item]}]"
            read.groups.append(frozenset({f"{path}.item", path, f"{first}.item", first, "services"}))
        seen.setdefault(service.item, service.row)
        if disability is not None and disability != "speech" and DISABILITY_OF[service.item] != disability:
            read.groups.append(frozenset({f"{path}.item", path, "disability"}))
    if disability == "speech" and isinstance(value, list) and value:
        rows = {f"services[{number}]{end}" for number in range(len(value)) for end in ("", ".item")}
        read.groups.append(frozenset(rows | {"services", "disability"}))


def age_fits(birth: datetime.date, date: datetime.date, maximum_age: int, reading: str) -> bool:
    """0 ≤ age ≤ maximum. until_seventh_birthday: at the maximum only up to and including that birthday."""
    if birth > date:
        return False
    if reading == "until_seventh_birthday":
        return as_tuple(date) <= anniversary(birth, maximum_age)
    return completed_years(birth, date) <= maximum_age


def tests(child: Child, date: datetime.date, reading: str) -> dict[str, bool | None]:
    """The three tests by the name of their reason, in the catalogue's order; None is not known."""
    household = None if child.household is None else child.household != "none"
    return {
        "residence": None if child.residence is None else child.residence != "none",
        "age": None if child.birth is None else age_fits(child.birth, date, child.maximum_age, reading),
        "household": True if child.waived else household,
    }


def missing_names(child: Child, may_be_eligible: bool) -> tuple[list[str], set[str]]:
    """The names that matter for certain, in declared order, and those an engine may ask for as well."""
    must: list[str] = []
    leeway: set[str] = set()
    if child.birth is None:
        must.append("birth_date")  # age is one of the reasons, whatever the others are
    if child.residence is None:
        must.append("residence")
    if child.disability is None:
        # With no service, speech (not determined) differs from the others (0). With a service, only the disability of
        # its item is allowed; of a child who cannot be eligible, every disability gives 0.
        if may_be_eligible and not child.services:
            must.append("disability")
        else:
            leeway.add("disability")
    if child.household is None and not child.waived:
        must.append("household_category")
    if child.services is None:
        if child.disability == "speech":
            leeway.add("services")  # the only allowed list is the empty one
        else:
            must.append("services")
    for service in child.services or ():
        path = f"services[{service.row}]"
        if service.item is None:
            if item_is_open(child):
                must.append(f"{path}.item")
            else:
                leeway.add(f"{path}.item")
        if service.cost is None:
            must.append(f"{path}.cost")
        if service.paid_first is None:
            if service.cost == 0:
                leeway.add(f"{path}.paid_first")  # only 0 is allowed
            else:
                must.append(f"{path}.paid_first")
    return must, leeway


def item_is_open(child: Child) -> bool:
    """Whether an absent item has more than one allowed value left; several absent ones can at least change places."""
    services = child.services or ()
    if sum(service.item is None for service in services) > 1:
        return True
    given = {service.item for service in services if service.item is not None}
    disabilities = {DISABILITY_OF[item] for item in given} | ({child.disability} if child.disability else set())
    allowed = {item for item, of in DISABILITY_OF.items() if not disabilities or of in disabilities} - given
    return len(allowed) > 1


def answer(date: datetime.date, inputs: Mapping[str, object], assume: Mapping[str, object] | None = None) -> Expected:
    """The right outcome of one case."""
    if date < FIRST_DAY:
        return NOT_IN_FORCE
    read = Reader(inputs, INPUTS)
    options = read.options(assume, INTERPRETATIONS)
    age = read.count("maximum_age", inputs.get("maximum_age"), DEFAULT_MAXIMUM_AGE)
    child = Child(
        birth=read.day("birth_date", inputs.get("birth_date")),
        residence=read.choice("residence", inputs.get("residence"), RESIDENCES),
        disability=read.choice("disability", inputs.get("disability"), tuple(ITEMS)),
        household=read.choice("household_category", inputs.get("household_category"), HOUSEHOLDS),
        maximum_age=DEFAULT_MAXIMUM_AGE if age is None else age,
        waived=read.flag("household_test_waived", inputs.get("household_test_waived")) or False,
        services=read_services(read, inputs.get("services")),
    )
    check_items(read, child.disability, inputs.get("services"), child.services)
    refusal = read.refusal()
    if refusal:
        return refusal
    passed = tests(child, date, options["age_seven"])
    must, leeway = missing_names(child, False not in passed.values())
    if must:
        return Expected("missing", missing=tuple(must), missing_leeway=frozenset(leeway))
    found = calculate(child, passed, options["settlement"])
    return Expected(
        "answered", outputs=found.outputs, undetermined=found.undetermined, missing_leeway=frozenset(leeway)
    )


def calculate(child: Child, passed: Mapping[str, bool | None], settlement: str) -> Expected:
    """The answer to a case in which everything that matters is given."""
    eligible = all(passed.values())
    rows: list[dict[str, object]] = []
    total_subsidy = total_family = Fraction(0)
    for service in child.services or ():
        # A field still absent here is one with a single allowed value: the item that is left, or 0 paid first.
        item = service.item or only_item(child)
        assert service.cost is not None
        standard = STANDARD[item]
        remaining = service.cost - (service.paid_first or Fraction(0))  # 41号 三(一): 先行结算
        due = min(remaining, standard) if settlement == "difference" else standard  # 三(一): 定额或差额补助
        subsidy = due if eligible else Fraction(0)
        family = max(Fraction(0), remaining - subsidy)  # 三(一): 超出部分由残疾儿童家庭自行承担
        total_subsidy += subsidy
        total_family += family
        rows.append(
            {
                "item": item,
                "standard": standard,
                "remaining": remaining,
                "subsidy": subsidy,
                "family_pays": family,
            }
        )
    outputs: dict[str, object] = {
        "eligible": eligible,
        "reasons": [name for name, fits in passed.items() if not fits],
        "services": rows,
        "subsidy": total_subsidy,
        "family_pays": total_family,
    }
    if child.disability == "speech" and eligible:  # no row in 附件1
        outputs["subsidy"] = outputs["family_pays"] = None
        return answered(outputs, ["subsidy", "family_pays"])
    return answered(outputs)


def only_item(child: Child) -> str:
    """The one item that an absent `item` can still be."""
    given = {service.item for service in child.services or ()}
    [item] = [
        item
        for item, disability in DISABILITY_OF.items()
        if item not in given and disability in {child.disability, *(DISABILITY_OF.get(of or "") for of in given)}
    ]
    return item
