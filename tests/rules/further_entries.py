"""What the documents say and no case shows today, typed in a second time.

`DEFAULTS`: the option of an open question that is taken where both give the same figures, or none. `UNITS`: units that
no formula holds a figure to.
"""

from __future__ import annotations

# 本政办发〔2019〕25号 一(二): 875 and 751 come out either way. 本政办发〔2019〕2号 一(一)14(3): 4.5吨及以下普通货运.
DEFAULTS = {
    ("benxi/tekun", "rounding"): "half_up",
    ("benxi/freight-licence", "tonnage_basis"): "gross",
}

UNITS = {
    ("benxi/waived-fees", "fee_due"): "CNY",
    ("xingan/rehabilitation-budget", "budget_split"): "CNY",
    ("chaoyang/tourism-settlement", "sales_split"): "CNY",
    ("chaoyang/tourism-settlement", "extra_spots.price"): "CNY",
}
