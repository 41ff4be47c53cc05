"""The closed list of error codes: code → (Chinese text, English text).

Places in braces are filled from the problem: path, value, expected, nearest, and what its `detail` names.
`docs/errors.md` explains each; a test holds the two lists together. `benefits.errors` puts `expected` in words first.
"""

CODES: dict[str, tuple[str, str]] = {
    # the question
    "not_in_force": (
        "{path} 在 {value} 不适用；{expected}适用",
        "{path} is not in force on {value}; it is in force {expected}",
    ),
    "unknown_program": ("没有名为 {value} 的项目", "there is no program named {value}"),
    "unknown_input": ("没有名为 {value} 的输入项", "there is no input named {value}"),
    "unknown_interpretation": ("没有名为 {value} 的理解事项", "there is no interpretation named {value}"),
    "unknown_option": ("{value} 不是可选项；可选：{expected}", "{value} is not an option; the options are {expected}"),
    "wrong_type": ("{value} 的类型不对，应为{expected}", "{value} is of the wrong type, expected {expected}"),
    "float_input": (
        "{value} 是浮点数；金额和比例请用文本、整数或 Decimal",
        "{value} is a float; give money and rates as text, int or Decimal",
    ),
    "bad_number": ("{value} 不是数；写法如 {expected}", "{value} is not a number; write it like {expected}"),
    "too_many_decimals": ("{value} 的小数位过多，{expected}", "{value} has too many decimals, {expected}"),
    "out_of_range": ("{value} 超出范围，应为{expected}", "{value} is out of range, expected {expected}"),
    "bad_date": ("{value} 不是日期；应为 {expected}", "{value} is not a date; expected {expected}"),
    "date_not_the_day": ("日期 {value} 不对，应为{expected}", "the date {value} will not do, expected {expected}"),
    "bad_text": ("{value} 不是合规文本：{expected}", "{value} is not an accepted text: {expected}"),
    "not_a_choice": ("{value} 不在可选值内；可选：{expected}", "{value} is not one of {expected}"),
    "not_a_key": ("{value} 不在文件所列之内；可选：{expected}", "{value} is not among the listed: {expected}"),
    "too_many_rows": ("行数 {value} 过多，{expected}", "{value} rows are too many, {expected}"),
    "too_few_rows": ("行数 {value} 过少，{expected}", "{value} rows are too few, {expected}"),
    "cell_required": ("此格必填", "this cell is required"),
    "duplicate_row": ("与 {expected} 重复：{value}", "{value} repeats {expected}"),
    "overlapping_rows": ("与 {expected} 的日期重叠：{value}", "{value} shares days with {expected}"),
    "reversed_days": ("起日在止日之后：{value}", "the first day is after the last: {value}"),
    "check_failed": ("{message}", "{message}"),
    "missing_input": ("缺少：{label}", "missing: {label}"),
    "property_broken": (
        "答案违反了规则文件声明的性质：{message}",
        "the answer breaks a property that the rule file states: {message}",
    ),
    "total_not_whole": (
        "要分配的总额不是最小单位的整数倍：{value}",
        "the total to divide is not a whole number of the smallest unit: {value}",
    ),
    "bad_document": ("{value} 读不出来：{expected}", "{value} cannot be read: {expected}"),
    # the examples of a rule file, run by `benefits check`
    "example_differs": (
        "算例 {path}：{what} 应为 {wanted}，实为 {found}",
        "example {path}: {what} should be {wanted}, is {found}",
    ),
    # the rule file: what its checker refuses (benefits.model.check)
    "unknown_name": ("没有名为 {value} 的{what}", "there is no {what} named {value}"),
    "policy_number": (
        "公式里不写政策数字 {value}；请设为参数（带单位、期间和出处）",
        "a formula holds no policy number such as {value}; make it a parameter with unit, period and citation",
    ),
    "other_choices": ("{value} 与 {expected} 不是同一组选项", "{value} and {expected} are not the same choices"),
    "text_compared": (
        "文本不能与 {value} 比较；请改用选项",
        "a text is not compared with the literal {value}; make it a choice",
    ),
    "missing_unit": ("没有写单位", "there is no unit"),
    "bad_unit": ("{value} 不是单位", "{value} is not a unit"),
    "unit_mismatch": ("单位是 {value}，应为 {expected}", "the unit is {value} where {expected} is needed"),
    "count_without_unit": (
        "计数的单位由所在处决定，不能直接相乘除；请先设为一个步骤并写明单位",
        "a count takes the unit of its place and cannot be multiplied or divided; make it a decision with a unit first",
    ),
    "wrong_operand": ("此处应为{wanted}，得到的是{found}", "this must be {wanted} and is {found}"),
    "wrong_arguments": (
        "函数 {value} 的参数个数不对，应为 {expected}",
        "the function {value} has the wrong number of arguments, expected {expected}",
    ),
    "outside_profile": ("规则语言不含 {value}", "{value} is outside the rule language"),
    "too_deep": ("公式嵌套过深", "the formula is nested too deeply"),
    "too_many": ("{value} 过多，最多 {expected}", "there are too many of {value}, at most {expected}"),
    "null_value": (
        "null 只用来判断可不填的输入项是否已填",
        "null only serves to ask whether an optional input is given",
    ),
    "untested_null": (
        "{value} 可能未填，使用前须先判断是否为 null",
        "{value} may not be given; it must be tested for null before it is used",
    ),
    "missing_period": ("没有写自何日起", "there is no first day"),
    "reversed_period": ("期间里没有一天：{value}", "the period has no day: {value}"),
    "periods_unordered": (
        "期间未按先后排列：{value}{case}",
        "the periods are not in order: {value}{case}",
    ),
    "periods_overlap": ("同一天有两个值：{value}{case}", "two values hold on the same day: {value}{case}"),
    "periods_gap": (
        "期间之间有空档：{value}{case}；如属有意，请写明 gap",
        "there is a gap between the periods: {value}{case}; if it is meant, declare it",
    ),
    "periods_uncovered": (
        "{value} 在 {expected} 没有值，而此处要用{case}",
        "{value} has no value on {expected}, where it is needed here{case}",
    ),
    "used_not_in_force": (
        "所引用的 {value} 只适用于 {expected}，不包括本项目的全部期间",
        "the used program {value} is in force only {expected}, not on all days of this one",
    ),
    "missing_outside": (
        "期间 {value} 比项目的短，须写明其外的原因",
        "the period {value} is shorter than the program's; say why there is nothing outside it",
    ),
    "unknown_key": ("{value} 不是此键的值；可选：{expected}", "{value} is not a value of this key: {expected}"),
    "missing_keys": ("缺少一行：{value}", "a row is missing: {value}"),
    "bad_key": ("{value} 不能作为 {expected} 的键", "{value} cannot be a key of {expected}"),
    "unknown_document": ("没有名为 {value} 的文件", "there is no document named {value}"),
    "encoded_clause": (
        "{value} 登记为未编入，而 {expected} 引用了它；请删去 not_encoded",
        "{value} is listed as not encoded, but {expected} cites it; take `not_encoded` out",
    ),
    "missing_citation": ("没有写出处", "there is no citation"),
    "table_gap": ("表没有覆盖这种情形：{value}", "the table has no rule for this case: {value}"),
    "table_overlap": (
        "与第 {expected} 行的规则重叠：{value}",
        "this rule and the one in line {expected} both apply to this case: {value}",
    ),
    "table_unchecked": (
        "无法验证表是否不重不漏：{value}；请改用参数作分界",
        "the table's cover cannot be verified here: {value}; use parameters as its edges",
    ),
    "circle": ("步骤互相依赖成环：{value}", "the decisions depend on one another in a circle: {value}"),
    "not_finite": (
        "输出 {value} 可能不是有限小数；请写明舍入",
        "the output {value} may not be a finite decimal; declare its rounding",
    ),
    "not_whole": ("此处须为整数，而公式不能保证", "this must be a whole number, which the formula does not ensure"),
    "unused": ("没有任何地方用到 {value}", "nothing uses {value}"),
    "unknown_default": ("默认 {value} 不是选项；可选：{expected}", "the default {value} is not one of {expected}"),
    "reading_used": (
        "{value} 只供阅读（已舍入），不能再用于计算",
        "{value} is rounded for reading and may not be used by another decision",
    ),
    "bad_step": ("{value} 不是正的舍入单位", "{value} is not a positive step"),
    "bad_mode": ("舍入方式 {value} 不对应：{expected}", "the rounding mode {value} does not match: {expected}"),
    "bad_shares": ("各份之和是 {value}，不是 1（{expected}）", "the shares add up to {value}, not to 1 ({expected})"),
    "total_too_fine": (
        "要分配的总额可能比最小单位 {expected} 更细；请先舍入",
        "the total to divide may be finer than the step {expected}; round it first",
    ),
    # the rule file: its text (benefits.model.yaml_text)
    "file_too_large": ("文件有 {value} 字节，最多 {expected}", "the file has {value} bytes, at most {expected}"),
    "not_utf8": ("字节 {value} 不是 UTF-8；文件须存为 UTF-8", "the byte {value} is not UTF-8; save the file as UTF-8"),
    "not_a_mapping": ("文件应是“键: 值”的形式", "the file must be keys with values"),
    "bad_character": ("不可见或控制字符 {value}", "an invisible or control character, {value}"),
    "yaml_tab": ("不用制表符，请用空格", "no tabs; use spaces"),
    "yaml_syntax": ("此处不合 YAML 语法：{expected}", "not YAML here: {expected}"),
    "yaml_directive": ("不用 YAML 指令", "no YAML directives"),
    "yaml_anchor": ("不用锚点 {value}", "no anchors such as {value}"),
    "yaml_alias": ("不用别名 {value}；数字只写一处，名称可多处引用", "no aliases such as {value}"),
    "yaml_tag": ("不用标签 {value}", "no tags such as {value}"),
    "yaml_merge": ("不用合并键 <<", "no merge keys <<"),
    "yaml_key": ("键应是一个名称", "a key must be a name"),
    "yaml_too_deep": ("嵌套过深，最多 {expected} 层", "nested too deeply, at most {expected} levels"),
    "second_document": ("一个文件只放一份内容", "a file holds one document only"),
    "empty_value": ("没有值；整行不写，或写出值", "there is no value; leave the key out or give it one"),
    "duplicate_key": ("键 {value} 在第 {expected} 行已有", "the key {value} already stands in line {expected}"),
    "text_too_long": ("文本过长，最多 {expected} 字节", "the text is too long, at most {expected} bytes"),
    "too_many_values": ("内容过多，最多 {expected} 项", "there is too much in the file, at most {expected} values"),
    # the rule file: its shape (benefits.model.rule_file)
    "unexpected_key": ("此处没有名为 {value} 的键；可用：{expected}", "no key {value} here; there are {expected}"),
    "missing_key": ("缺少键 {value}", "the key {value} is missing"),
    "misplaced_key": ("{value} 只用于 {expected}", "{value} goes with {expected} only"),
    "key_order": ("键 {value} 应写在 {expected} 之前", "the key {value} belongs before {expected}"),
    "choose_one": ("须有且只有其一：{expected}", "exactly one of these is needed: {expected}"),
    "wrong_kind": ("此处应是{kind}", "this must be {kind}"),
    "bad_literal": ("{value} 的写法不对；写法如 {expected}", "{value} is not written as it must be: {expected}"),
    "duplicate_name": ("名称 {value} 已用于 {expected}", "the name {value} is already used by {expected}"),
    "bad_name": ("{value} 不能作名称；可用 {expected}", "{value} cannot be a name; use {expected}"),
    "bad_pattern": (
        "{value} 不能作格式；只用字符、字符类和次数，至多一处次数不定，如 {expected}",
        "{value} cannot be a pattern; characters, classes and counts, one of them open: {expected}",
    ),
    "empty_collection": ("至少要有一项", "there must be at least one"),
    "wrong_count": ("有 {value} 格，应有 {expected} 格", "there are {value} cells where {expected} are needed"),
    "reversed_bounds": ("上限低于下限", "the maximum is below the minimum"),
    "formula_syntax": ("公式此处是 {value}，应为 {expected}", "the formula has {value} here, expected {expected}"),
    # the rule file: what it uses of others (benefits.model.link)
    "unknown_used_program": ("没有名为 {value} 的项目可引用", "there is no program {value} to use"),
    "unknown_used_decision": ("{expected} 没有可引用的 {value}", "{expected} has nothing called {value} to use"),
    "recursive_uses": ("引用成环或过深：{value}", "programs use one another in a circle or too deeply: {value}"),
    "used_input_missing": (
        "所引用的步骤需要输入项 {value}（{expected}），请同名声明",
        "the decision used here needs the input {value} ({expected}); declare it under that name",
    ),
    "used_input_differs": (
        "输入项 {value} 与所引用项目的不同，应为 {expected}",
        "the input {value} differs from the used program's, which is {expected}",
    ),
    "included_differs": (
        "{value} 与并入的内容不同，应为 {expected}",
        "{value} differs from what it includes, which is {expected}",
    ),
    # the folder of rules (benefits.model.store)
    "no_rules": ("文件夹里没有规则文件", "there is no rule file in the folder"),
    "not_a_folder": ("{value} 不是文件夹", "{value} is not a folder"),
    "not_a_file": ("{value} 不是普通文件（不跟随链接）", "{value} is not a regular file (links are not followed)"),
    "unreadable_file": ("{value} 读不出来", "{value} cannot be read"),
    "misplaced_file": (
        "{value} 不在规则文件的位置；应为 documents/名称.yaml 或 地区/名称.yaml",
        "{value} is not where rule files stand: documents/NAME.yaml or JURISDICTION/NAME.yaml",
    ),
    "too_many_files": ("文件过多或过大，最多 {expected}", "too many or too large files, at most {expected}"),
    "wrong_id": ("{value} 与文件位置不符，应为 {expected}", "{value} does not match the file's place, {expected}"),
}

# What a problem's `expected` says in the words of the format (a key of this table), for people. `{0}` is its number.
EXPECTED: dict[str, tuple[str, str]] = {
    "text, int or Decimal": ("文本、整数或 Decimal", "text, int or Decimal"),
    "1234.56": ("1234 或 1234.56", "1234 or 1234.56"),
    "text": ("文本", "a text"),
    "list": ("清单", "a list"),
    "mapping": ("名称和值", "names with values"),
    "true | false": ("true 或 false", "true or false"),
    "not empty": ("不能为空", "it must not be empty"),
    "pattern": ("格式应为 {0}", "its form is {0}"),
    "characters": ("最多 {0} 个字符，不含控制字符", "at most {0} characters, all of them printable"),
    "whole": ("应为整数", "a whole number is needed"),
    "decimals": ("最多 {0} 位", "at most {0}"),
    "most rows": ("最多 {0} 行", "at most {0}"),
    "least rows": ("至少 {0} 行", "at least {0}"),
    "between": (" {0} 至 {1}", "{0} to {1}"),
    "at least": ("不小于 {0}", "at least {0}"),
    "at most": ("不大于 {0}", "at most {0}"),
    "from": ("自{0}起", "from {0}"),
    "until": ("至{0}止", "until {0}"),
    "from until": ("自{0}至{1}", "from {0} to {1}"),
    "never": ("任何日期都不", "on no day"),
}
