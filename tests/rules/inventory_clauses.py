"""Where each class A row of the clause inventories stands: row → the document's id and the clause of its record.

Typed in from the inventories, row by row. Rows of one clause share an entry's clause; a part of a clause that no
program follows from has a clause name of its own in the record (`三 奖补`).
"""

from __future__ import annotations

BENXI = "benxi-office-2019-25"
WAGES = "benxi-2019-5"
TASKS = "benxi-office-2019-2"
CARD = "chaoyang-2020-tourism-card"
BACKSTOP = "chaoyang-2020-dibao-backstop"
FUEL = "chaoyang-office-2020-62"
KINDERGARTENS = "chaoyang-2020-kindergartens"
AGENDA = "chaoyang-office-2020-63"
CHILDREN = "xingan-2019-41"
JOBS = "xingan-2019-42"
TRAINING = "xingan-2019-43"
HAZCHEM = "xingan-office-letter-2019-29"
BEIJING = "beijing-services-opening"
TESTING = "nucleic-acid-testing-capacity"

# file → (document, clause) → the rows
_ROWS: dict[str, dict[tuple[str, str], str]] = {
    "benxi.md": {
        (BENXI, "一(一)1"): "A1 A2",
        (BENXI, "一(一)2"): "A3",
        (BENXI, "一(二)"): "A4 A5",
        (BENXI, "一(三)"): "A6 A7 A8 A9",
        (BENXI, "一(四)"): "A10",
        (BENXI, "四(三)"): "A11",
        ("state-council-649", "第十二条"): "A12",
        (BENXI, "三"): "A13",
        (WAGES, "二(三)1"): "A14 A15 A16",
        (WAGES, "二(三)2"): "A17 A18",
        (WAGES, "二(三)3"): "A19",
        (WAGES, "二(三)4"): "A20",
        (WAGES, "四(十)3"): "A21",
        (WAGES, "四(十一)"): "A22",
        (WAGES, "五(十六)"): "A23",
        (TASKS, "一(一)14(1)"): "A24",
        (TASKS, "一(一)10"): "A25",
        (TASKS, "一(一)12(2)"): "A26",
        (TASKS, "一(三)29"): "A27",
        (TASKS, "一(一)14(3)"): "A28",
        ("benxi-office-2019-10", "四(二)"): "A29",
        ("benxi-2019-3", "二(四)19"): "A30",
    },
    "chaoyang-and-xingan.md": {
        (CARD, "一(一)"): "A-001",
        (CARD, "一(二)2"): "A-002",
        (CARD, "一(二)1"): "A-003",
        (CARD, "二(一)1"): "A-004 A-005",
        (CARD, "二(一)2"): "A-006",
        (CARD, "二(一)3"): "A-007",
        (CARD, "二(二)2"): "A-008",
        (CARD, "二(二)3"): "A-009 A-010",
        (CARD, "三(一)"): "A-011 A-012 A-013",
        (CARD, "三(二)"): "A-014",
        (CARD, "三(三)"): "A-015",
        (CARD, "三(五)"): "A-016",
        (CARD, "三(六)"): "A-017",
        (CARD, "四"): "A-018",
        (BACKSTOP, "一"): "A-020",
        (BACKSTOP, "二(一)1"): "A-021 A-022 A-023 A-024",
        (BACKSTOP, "二(一)2"): "A-025",
        (BACKSTOP, "二(一)3"): "A-026",
        (BACKSTOP, "二(一)4"): "A-027",
        (BACKSTOP, "二(一)5"): "A-028",
        (BACKSTOP, "二(一)6"): "A-029",
        (BACKSTOP, "二(一)7"): "A-030",
        (BACKSTOP, "二(一)8"): "A-031 A-032",
        (BACKSTOP, "二(一)9"): "A-033",
        (BACKSTOP, "二(三)"): "A-034",
        (BACKSTOP, "二(二)"): "A-035",
        (FUEL, "二(二)"): "A-040",
        (FUEL, "三 Ⅰ类"): "A-041",
        (FUEL, "三 Ⅱ类"): "A-042",
        (FUEL, "三 Ⅲ类(三)"): "A-043",
        (FUEL, "四"): "A-044 A-045",
        (KINDERGARTENS, "第六条"): "A-050 A-051",
        (KINDERGARTENS, "第六条 供地"): "A-052",
        (KINDERGARTENS, "第十九条"): "A-053",
        (KINDERGARTENS, "第十六条 移交"): "A-054",
        (KINDERGARTENS, "第十六条"): "A-055",
        (KINDERGARTENS, "第十六条 维修基金"): "A-056",
        (AGENDA, "三(二)"): "A-060",
        (AGENDA, "三(三)"): "A-061",
        (AGENDA, "三 字数"): "A-062",
        (CHILDREN, "二(一)"): "A-070 A-071 A-072",
        (CHILDREN, "附件1"): "A-073 A-074 A-075 A-076 A-077 A-078 A-079 A-080 A-081",
        (CHILDREN, "三(一)"): "A-082",
        (CHILDREN, "三(二)"): "A-083",
        (CHILDREN, "三(三)"): "A-084",
        (CHILDREN, "三(四)"): "A-085",
        (CHILDREN, "二(五)"): "A-086",
        (CHILDREN, "附件2"): "A-087 A-088",
        (JOBS, "一"): "A-090 A-091 A-092",
        (JOBS, "三"): "A-093 A-094",
        (JOBS, "四"): "A-095",
        (JOBS, "六"): "A-096 A-097",
        (JOBS, "七"): "A-098 A-111",
        (JOBS, "十一"): "A-099",
        (JOBS, "十"): "A-09A A-09B",
        (JOBS, "八(一)"): "A-100",
        (JOBS, "八(四)"): "A-101 A-102 A-103",
        (JOBS, "八(三)"): "A-104 A-105",
        (JOBS, "八(五)"): "A-106",
        (JOBS, "八(五) 垫付"): "A-126",
        (JOBS, "九"): "A-107 A-108",
        (TRAINING, "二"): "A-109 A-110",
        (TRAINING, "三"): "A-112",
        (TRAINING, "四"): "A-113 A-114",
        (TRAINING, "五"): "A-115 A-116",
        (TRAINING, "七"): "A-117",
        (TRAINING, "九"): "A-118 A-119",
        (TRAINING, "十一"): "A-120 A-121",
        (TRAINING, "十二"): "A-122",
        (TRAINING, "附件"): "A-123 A-124 A-125",
        (TRAINING, "十"): "A-127",
        (TRAINING, "八"): "A-141",
        (TRAINING, "十二 审核期限"): "A-142",
        (HAZCHEM, "一"): "A-130",
        (HAZCHEM, "四(二)2"): "A-131",
        ("xingan-letter-2019-46", "一(三)"): "A-140",
    },
    "collected-work-plans.md": {
        (BEIJING, "三(三)20"): "A1-01",
        (BEIJING, "三(二)10"): "A1-02",
        (BEIJING, "三(三)18"): "A1-03",
        (BEIJING, "三(四)26"): "A1-04",
        (TESTING, "二(三)"): "A1-05",
        (TESTING, "三(一)"): "A1-06",
        ("zhifu-industry-open-government", "二(四)"): "A1-07",
        ("discharged-patient-retesting", "四(十)"): "A2-01",
        ("discharged-patient-retesting", "三(七)至(九)"): "A2-02",
        ("spring-festival-transport", "科学精准做好疫情防控 4"): "A2-03",
        ("spring-festival-transport", "科学精准做好疫情防控 3"): "A2-04",
        (BEIJING, "三(一)4"): "A2-05",
        (BEIJING, "三(二)13"): "A2-06",
        (BEIJING, "三(二)16"): "A2-07",
        (BEIJING, "三(一)8"): "A2-08",
        ("multimodal-transport", "二(五)"): "A2-09",
        ("yuanhui-rule-of-law", "四(四)4"): "A2-10",
        ("zaoyang-ecological-civilisation", "四(九)35"): "A2-11",
        ("zaoyang-ecological-civilisation", "五(二)"): "A2-12",
    },
}

ROWS: dict[str, dict[str, tuple[str, str]]] = {
    file: {row: place for place, rows in places.items() for row in rows.split()} for file, places in _ROWS.items()
}
"""Inventory file → row → document and clause."""

NAMED_ONLY: tuple[tuple[str, str], ...] = (
    (JOBS, "五"),
    (JOBS, "三 奖补"),
    (JOBS, "八(二)"),
    (JOBS, "十 补贴"),
    (JOBS, "十一"),
    (TRAINING, "一"),
    (TRAINING, "四 以奖代补"),
    (CHILDREN, "二(二)"),
    (CHILDREN, "二(四)"),
    (CHILDREN, "四"),
    (BACKSTOP, "二(一)7"),
    (KINDERGARTENS, "第二十一条"),
    (KINDERGARTENS, "第十八条"),
    ("chaoyang-2020-city-management", "第十五条"),
    ("xingan-office-2019-26", "(十九)"),
    (BENXI, "四(三) 零工收入标准"),
    ("benxi-office-2019-10", "四(二) 政策支持"),
    ("benxi-office-2019-10", "四(三)"),
    (TASKS, "一(一)14(2)"),
    (TASKS, "一(三)27(4)"),
    ("benxi-2019-3", "三(四)"),
)
"""What the inventories list as benefits named without any number that could be worked out."""
