"""A roll of twelve households, with everything that 本政办发〔2019〕25号 gives them worked out by hand.

Standards per person and month: 583 in the districts and 533 in the counties until 30 June 2019, then 622; in the
countryside 4452 / 12 = 371, then 5004 / 12 = 417. The allowance is standard × people − income where that is positive.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

HEADINGS = "姓名,城乡类别,所在地区,共同生活的家庭人口,家庭月收入"

ROLL = (
    # name, area, region, people, income, allowance until June and from July 2019
    ("甲", "城市", "各区（含高新区）", 3, "1000.50", "748.50", "865.50"),  # 1749 − 1000.50, 1866 − 1000.50
    ("乙", "城市", "各区（含高新区）", 1, "600", "0", "22"),  # over 583, 622 − 600
    ("丙", "城市", "两县", 2, "1100", "0", "144"),  # over 1066, 1244 − 1100
    ("丁", "农村", "两县", 4, "0", "1484", "1668"),  # 4 × 371, 4 × 417
    ("戊", "农村", "", 2, "834", "0", "0"),  # exactly 2 × 417, which is not below it
    ("己", "农村", "", 1, "371", "0", "46"),  # exactly 371, 417 − 371
    ("庚", "城市", "各区（含高新区）", 5, "2915", "0", "195"),  # exactly 5 × 583, 3110 − 2915
    ("辛", "城市", "两县", 1, "0", "533", "622"),
    ("壬", "农村", "两县", 3, "1000", "113", "251"),  # 1113 − 1000, 1251 − 1000
    ("癸", "城市", "各区（含高新区）", 1, "622", "0", "0"),  # exactly 622
    ("子", "农村", "", 0, "5", None, None),  # nobody in the household
    ("丑", "城市", "", 2, "500", None, "744"),  # the region is needed until June; 1244 − 500
)

# 22 + 144 + 46 + 195 for the four that enter; 117 + 184 + 138 + 89 for the four that gain.
ENTER, GAIN = Decimal(407), Decimal(528)
BEFORE, AFTER = Decimal("2878.50"), Decimal("3813.50")
"""748.50 + 1484 + 533 + 113, and 935 more; of the ten households that both sides answer."""


def write_roll(path: Path) -> Path:
    """The roll as the office keeps it."""
    rows = [",".join((name, area, region, str(people), income)) for name, area, region, people, income, *_ in ROLL]
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", encoding="utf-8")
    return path
