"""Every phrase of the command line, in both languages: key → (Chinese, English)."""

from __future__ import annotations

_MESSAGES: dict[str, tuple[str, str]] = {
    # help
    "help": (
        "计算政策文件规定的待遇、补贴和费用，并列出每一步的依据。",
        "Work out benefits and charges, with the clause behind every step.",
    ),
    "help_list": ("列出全部项目。", "List the programs."),
    "help_show": ("说明一个项目：输入、数值、步骤和依据。", "Describe a program: inputs, figures, steps, clauses."),
    "help_calc": ("按一组输入计算。", "Work out one case."),
    "help_ask": ("逐项提问后计算，只问有影响的项。", "Ask for what matters, then work out the case."),
    "help_check": ("检查规则文件并核对其中的算例。", "Check rule files and run their examples."),
    "help_schema": ("输出规则文件的 JSON Schema。", "Print the JSON Schema of rule files."),
    "help_lang": ("语言；缺省随系统，系统未定则用中文。", "Language; by default the locale's, Chinese if unknown."),
    "help_rules": ("规则文件夹；缺省用随程序发布的规则。", "Folder of rule files; by default the ones that ship."),
    "help_date": ("适用日期 YYYY-MM-DD。", "The date of the question, YYYY-MM-DD."),
    "help_format": ("输出格式。", "Form of the output."),
    "help_input": (
        "输入文件（JSON 或 YAML,- 为标准输入）；名称=文件 读入一个表格（CSV）或清单（JSON）。",
        "Input file (JSON or YAML, - is standard input); name=FILE reads one table (CSV) or list (JSON).",
    ),
    "help_set": ("给出一项输入；清单写成 JSON。", "Give one input; a list as JSON."),
    "help_assume": ("选定对文件未写明之处的理解。", "Choose how an open question is read."),
    "help_version": ("显示版本。", "Show the version."),
    "help_help": ("显示说明。", "Show this message."),
    "required": ("必填", "required"),
    "usage": ("用法", "Usage"),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    # usage errors
    "usage_error": ("用法不对：{0}", "Usage error: {0}"),
    "try_help": ("用 {0} 查看说明。", "Try {0} for help."),
    "no_such_command": ("没有命令 {0}", "there is no command {0}"),
    "did_you_mean": ("；是否想写 {0}？", "; did you mean {0}?"),
    "no_such_option": ("没有选项 {0}", "there is no option {0}"),
    "missing_parameter": ("缺少 {0}", "{0} is missing"),
    "not_name_value": ("{0} 应写成 名称=值", "{0} should read name=value"),
    "named_twice": ("{0} 给了两次", "{0} is given twice"),
    "bad_day": ("{0} 不是日期；请写成 YYYY-MM-DD", "{0} is not a date; write YYYY-MM-DD"),
    "day_hint": ("，例如 {0}", ", here {0}"),
    "no_such_day": ("没有 {0} 这一天", "there is no such day as {0}"),
    "no_such_table": ("没有名为 {0} 的表格或清单", "there is no table or list named {0}"),
    "stdin": ("标准输入", "standard input"),
    "stdin_twice": ("标准输入只能读一次", "standard input can be read only once"),
    "cannot_open": ("打不开 {0}：{1}", "cannot open {0}: {1}"),
    "no_such_file": ("没有这个文件", "there is no such file"),
    "is_folder": ("这是文件夹", "it is a folder"),
    "no_permission": ("没有读取权限", "no permission to read it"),
    "cannot_write": ("结果写不出去：{0}", "the answer cannot be written: {0}"),
    "stopped": ("已中止", "stopped"),
    "too_deep": ("输入的层数过深", "the input is nested too deeply"),
    # files
    "too_large": ("文件超过 {0} MiB", "the file is larger than {0} MiB"),
    "not_utf8": ("不是 UTF-8 文本；Excel 请另存为“CSV UTF-8”", "not UTF-8 text; in Excel, save as “CSV UTF-8”"),
    "not_text": ("不是文本文件", "not a text file"),
    "not_json": ("第 {0} 行第 {1} 列不是 JSON", "not JSON at line {0}, column {1}"),
    "not_finite": ("含有 {0}，不是数", "has {0}, which is no number"),
    "twice_in_json": ("“{0}”出现两次", "“{0}” stands twice"),
    "not_mapping": ("最外层应是 名称： 值", "should be names and values at the top"),
    "not_list": ("应是清单", "should be a list"),
    "no_heading": ("第一行应是列名", "the first line should name the columns"),
    "bad_heading": ("没有名为 {0} 的列；应为 {1}", "there is no column {0}; expected {1}"),
    "row_length": ("第 {0} 行有 {1} 格，应为 {2} 格", "line {0} has {1} cells, expected {2}"),
    "bad_csv": ("第 {0} 行不是 CSV", "not CSV at line {0}"),
    "file_line": ("{0} 第 {1} 行", "{0} line {1}"),
    # missing inputs
    "how_to_set": ("--set {0}={1}", "--set {0}={1}"),
    "how_to_table": ("--input {0}=文件.csv", "--input {0}=FILE.csv"),
    # list
    "column_id": ("编号", "Id"),
    "column_title": ("名称", "Title"),
    "column_force": ("施行期间", "In force"),
    # check
    "checked": (
        "检查了 {0} 个项目、{1} 个算例（其中文件公布的 {2} 个）：没有问题。",
        "{0} programs and {1} examples ({2} of them published figures) checked: no problems.",
    ),
    "problems": ("{0} 个问题。", "{0} problems."),
    "one_problem": ("1 个问题。", "1 problem."),
    "example_differs": ("算例 {0}：{1} 应为 {2}，算得 {3}", "example {0}: {1} should be {2}, is {3}"),
    "example_refused": ("算例 {0}：{1}", "example {0}: {1}"),
    "no_answer": ("没有", "nothing"),
    # ask
    "ask_intro": (
        "回答后按回车。？ 看说明，< 改上一项，Ctrl-C 退出。",
        "Press Enter after each answer. ? explains, < goes back, Ctrl-C leaves.",
    ),
    "ask_date": ("适用日期（YYYY-MM-DD）", "Date of the question (YYYY-MM-DD)"),
    "ask_unit": ("{0}（{1}）", "{0} ({1})"),
    "ask_default": ("{0} [缺省 {1}]", "{0} [default {1}]"),
    "ask_again": ("这一项要填。", "An answer is needed here."),
    "ask_refused": ("{0}：{1}", "{0}: {1}"),
    "ask_back_end": ("已是第一项。", "This is the first question."),
    "ask_no_help": ("没有更多说明。", "No more is known about it."),
    "ask_pick": ("请写编号、代号或名称。", "Give a number, an id or a name."),
    "ask_widths": ("按半角读作 {0}", "read as {0}"),
    "ask_rows": ("逐行填写，或写 @文件名 读入 CSV。", "Row by row, or @FILE to read a CSV."),
    "ask_more": ("填写第 {0} 行？(y/n)", "Enter row {0}? (y/n)"),
    "ask_row": ("第 {0} 行", "Row {0}"),
    "ask_eof": ("输入在得出结果前结束", "the input ended before there was an answer"),
    "ask_review": ("以下各项按缺省值计算：", "These were taken at their defaults:"),
    "ask_change": ("要改哪一项？写编号，直接回车结束", "Change which? A number, or Enter to finish"),
    "ask_repeat": ("再算一次可用命令：", "The same again:"),
}


def tell(language: str, key: str, *places: str) -> str:
    """The phrase of that key in `zh` or `en`, its places filled."""
    return _MESSAGES[key][1 if language == "en" else 0].format(*places)
