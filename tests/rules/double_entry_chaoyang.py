"""The figures of the Chaoyang documents, typed in a second time from the text (see double_entry.py)."""

from __future__ import annotations

from tests.rules.double_entry import read

# 2020—2022年朝阳市旅游“一卡通”年票制度实施方案, issued 2020-03-16. The question of a card is answered for every day,
# so its figures carry no period; admission holds from the first day of sale. The spots and gate prices that admission
# takes over from the settlement are entered there.
TOURISM = """
chaoyang/tourism-card | sale_start         | | | | 2020-04-01 | date | 一(二)1
chaoyang/tourism-card | card_years         | | | | 1          | year | 一(二)1
chaoyang/tourism-card | annual_fee         | | | | 100        | CNY  | 二(一)2
chaoyang/tourism-card | ban_years          | | | | 3          | year | 三(三)
chaoyang/tourism-card | scheme_years       | | | | 3          | year | 四
chaoyang/tourism-card | first_calendar_day | | | | 2020-01-01 | date | 标题
chaoyang/tourism-card | issued_on          | | | | 2020-03-16 | date | 印发通知

chaoyang/tourism-admission | gate_price   | panjin * | 2020-04-01 | | -   | CNY | 三(一)
chaoyang/tourism-admission | panjin_share |          | 2020-04-01 | | 50% | 1   | 三(一)
chaoyang/tourism-admission | ski_share    |          | 2020-04-01 | | 80% | 1   | 三(一)
"""

# 朝阳市2020年脱贫攻坚低保兜底实施方案: 从4月份开始实施; rule 8 ends with 2020年底.
BACKSTOP = """
chaoyang/dibao-backstop | income_line    | | 2020-04-01 | 2020-12-31 | 5000 | CNY/person/year | 一
chaoyang/dibao-backstop | project_share  | | 2020-04-01 | 2020-12-31 | 0    | 1               | 二(一)1
chaoyang/dibao-backstop | flexible_cut   | | 2020-04-01 | 2020-12-31 | 50%  | 1               | 二(一)1
chaoyang/dibao-backstop | support_cut    | | 2020-04-01 | 2020-12-31 | 50%  | 1               | 二(一)1
chaoyang/dibao-backstop | illness_floor  | | 2020-04-01 | 2020-12-31 | 240  | CNY/year        | 二(一)4
chaoyang/dibao-backstop | further_uplift | | 2020-04-01 | 2020-12-31 | 10%  | 1               | 二(一)6

chaoyang/individual-relief | least_amount | | 2020-04-01 | 2020-12-31 | 100 | CNY/person/month | 二(一)5
chaoyang/individual-relief | most_amount  | | 2020-04-01 | 2020-12-31 | 400 | CNY/person/month | 二(一)5

chaoyang/labour-capacity | age_line | | 2020-04-01 | 2020-12-31 | 60         | year | 二(一)3
chaoyang/labour-capacity | age_day  | | 2020-04-01 | 2020-12-31 | 2020-12-31 | date | 二(一)3
"""

# 朝阳市城镇住宅小区配套幼儿园建设管理使用办法, 第二十三条: from its publication, 2020-05-09.
KINDERGARTENS = """
chaoyang/kindergarten | least_population   | | 2020-05-09 | | 3000 | person             | 第六条
chaoyang/kindergarten | most_population    | | 2020-05-09 | | 6000 | person             | 第六条
chaoyang/kindergarten | area_kindergartens | | 2020-05-09 | | 1    | kindergarten       | 第六条
chaoyang/kindergarten | classes_each       | | 2020-05-09 | | 6    | class/kindergarten | 第六条
chaoyang/kindergarten | places_each        | | 2020-05-09 | | 30   | place/class        | 第六条
chaoyang/kindergarten | public_share_line  | | 2020-05-09 | | 50%  | 1                  | 第十九条
chaoyang/kindergarten | opening_time       | | 2020-05-09 | | 12   | month              | 第十六条
"""

# 朝政办发〔2020〕62号, 2020年8月11日; 63号 carries no date and is taken from the same day.
OFFICE = """
chaoyang/fuel-ban | class_one_boiler_limit | | 2020-08-11 | | 20  | t/h     | 三 Ⅰ类
chaoyang/fuel-ban | sulphur_limit          | | 2020-08-11 | | 0.5 | percent | 三 Ⅰ类
chaoyang/fuel-ban | ash_limit              | | 2020-08-11 | | 10  | percent | 三 Ⅰ类
chaoyang/fuel-ban | class_two_boiler_limit | | 2020-08-11 | | 20  | t/h     | 三 Ⅱ类

chaoyang/agenda-status | short_term | | 2020-08-11 | | 3 | month | 三(二)
"""

ENTRIES = read(TOURISM) + read(BACKSTOP) + read(KINDERGARTENS) + read(OFFICE)

PERIODS = {
    "chaoyang/agenda-status": ("2020-08-11", ""),
    "chaoyang/dibao-backstop": ("2020-04-01", "2020-12-31"),
    "chaoyang/fuel-ban": ("2020-08-11", ""),
    "chaoyang/individual-relief": ("2020-04-01", "2020-12-31"),
    "chaoyang/kindergarten": ("2020-05-09", ""),
    "chaoyang/labour-capacity": ("2020-04-01", "2020-12-31"),
    "chaoyang/tourism-admission": ("2020-04-01", ""),
    "chaoyang/tourism-card": ("", ""),
}
