"""Every phrase of a comparison and its report, in both languages: key → (Chinese, English)."""

from __future__ import annotations

_PHRASES: dict[str, tuple[str, str]] = {
    "title": ("测算对比：{0}", "What changes: {0}"),
    # what was compared
    "compared": ("比较的是什么", "What was compared"),
    "before": ("之前", "Before"),
    "after": ("之后", "After"),
    "side": ("{0}，规则 {1}", "{0}, rules {1}"),
    "own_day": ("各行的日期", "each row's own day"),
    "program": ("项目", "Program"),
    "source": ("名册", "Register"),
    "one_case": ("一个算例", "one case"),
    "change": ("改动", "Change"),
    "change_line": ("{0}：{1} → {2}，{3}", "{0}: {1} → {2}, {3}"),
    "change_keyed": ("{0}（{1}）", "{0} ({1})"),
    "no_value": ("无", "none"),
    "listing": ("、", ", "),
    "semicolon": ("；", "; "),
    "figures": ("不同的数值", "Figures that differ"),
    "figure": ("项目", "Figure"),
    "clause": ("依据", "Clause"),
    "rows": ("行数", "Rows"),
    "rows_answered": (
        "{0} 行，两边都有答案的 {1} 行，被拒的 {2} 行",
        "{0} rows, {1} answered on both sides, {2} refused",
    ),
    # classes
    "enters": ("新增", "Enters"),
    "gains": ("增加", "Gains"),
    "unchanged": ("不变", "Unchanged"),
    "loses": ("减少", "Loses"),
    "leaves": ("退出", "Leaves"),
    "changes": ("改变", "Changes"),
    "unclear": ("一边未确定", "One side open"),
    "total": ("合计", "Total"),
    # headings
    "result": ("结果", "Result"),
    "what": ("变化", "Change"),
    "count": ("行数", "Rows"),
    "sum_before": ("之前合计", "Sum before"),
    "sum_after": ("之后合计", "Sum after"),
    "difference": ("差额", "Difference"),
    "cost": ("合计", "In total"),
    "card_rows": ("行", "rows"),
    "card_cost": ("{0}差额", "Difference, {0}"),
    "picture_classes": ("{0}：各类的差额", "{0}: difference of each class"),
    "picture_by": ("{0}：按{1}的差额", "{0}: difference by {1}"),
    "per": ("口径", "Per"),
    "month": ("每月", "Month"),
    "year": ("每年", "Year"),
    "once": ("一次", "Once"),
    "spread": ("差额的分布", "How the differences lie"),
    "spread_words": (
        "变动的 {0} 行：最少 {1}，最多 {2}，平均 {3}，中位数 {4}（{5}）。",
        "In the {0} rows that differ: least {1}, greatest {2}, mean {3}, median {4} ({5}).",
    ),
    "bin": ("{0} 至 {1}", "{0} to {1}"),
    "outputs": ("各项结果", "Every output"),
    "output": ("结果", "Output"),
    "by": ("按{0}", "By {0}"),
    "not_given": ("未填", "not given"),
    "changed": ("变动的行", "Rows that change"),
    "first_rows": ("只列前 {0} 行，共 {1} 行。", "The first {0} of {1} rows."),
    "row": ("行", "Row"),
    "refused": ("被拒的行", "Refused rows"),
    "first_refused": ("只列前 {0} 条，共 {1} 条。", "The first {0} of {1}."),
    "column": ("栏目", "Column"),
    "value": ("填的值", "Value"),
    "reason": ("原因", "Why"),
    "notes": ("说明", "Notes"),
    "headline": (
        "{0}：新增 {1}，增加 {2}，减少 {3}，退出 {4}，不变 {5}。",
        "{0}: {1} enter, {2} gain, {3} lose, {4} leave, {5} stay the same.",
    ),
    "headline_choice": ("{0}：改变 {1}，不变 {2}。", "{0}: {1} change, {2} stay the same."),
    "none_answered": ("没有一行两边都有答案。", "No row has an answer on both sides."),
    "nothing": ("两边没有不同。", "The two sides do not differ."),
    # notes
    "note_year": (
        "每年的数是每月的 12 倍，名册和标准按一年不变计。",
        "A year is twelve months, as if register and figures stayed the same all year.",
    ),
    "note_person": ("每行按一人计。", "Each row counts as one person."),
    "note_sum": (
        "只有按户、按人（一行一人）或按件的金额才相加；标准、单价、比例不相加，各项结果之间也不相加。",
        "Only amounts of a household, a person (one to a row) or a case add up; standards, prices and rates do not, "
        "and neither do outputs among themselves.",
    ),
    "note_unclear": (
        "“一边未确定”的行不计入合计。",
        "Rows in which one side is open are not in the sums.",
    ),
    "note_classes": (
        "新增：由无到有；退出：由有到无。",
        "Enters: from nothing to something; leaves: from something to nothing.",
    ),
    "note_proposed": (
        "改动的数值未经任何文件发布，规则中引用为“拟议改动”。",
        "The changed figures stand in no document; the rules cite them as a proposed change.",
    ),
    "note_elsewhere": (
        "改动的数值与本项目无关，两边的规则相同。",
        "This program does not use the changed figures: both sides have the same rules.",
    ),
    "note_other_days": (
        "所比的日期不在改动的期间内。",
        "The day compared is outside the days of the changes.",
    ),
    "note_arithmetic": (
        "这是文件的算术，不是主管部门的决定。",
        "This is the arithmetic of the documents, not the decision of an authority.",
    ),
}


def say(language: str, key: str, *places: str) -> str:
    """The phrase of that key in `zh` or `en`, its places filled."""
    return _PHRASES[key][1 if language == "en" else 0].format(*places)
