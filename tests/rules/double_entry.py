"""The figures of the documents, typed in a second time: read from the text alone, never from a rule file.

`ENTRIES` has one line per cell: program, parameter, keys (`*` is any), first day, last day (empty: open), value,
unit, clause. A value stands as the document prints it: `0.2` under `CNY_10k` is 0.2万元, `2/3` is 三分之二, and `-`
is not stated.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    program: str
    parameter: str
    keys: tuple[str, ...]
    first: str
    last: str
    value: str
    unit: str
    clause: str


def read(table: str) -> tuple[Entry, ...]:
    """The lines of a table of eight columns; empty lines separate parameters."""
    entries = []
    for line in table.strip().splitlines():
        if line.strip():
            program, parameter, keys, *rest = [cell.strip() for cell in line.split("|")]
            entries.append(Entry(program, parameter, tuple(keys.split()), *rest))
    return tuple(entries)


# 本政办发〔2019〕25号. 二: the new standards hold from 2019-07-01; the old ones are taken from 2019-01-01.
BENXI = """
benxi/dibao | urban_standard        | district | 2019-01-01 | 2019-06-30 | 583  | CNY/person/month | 一(一)1
benxi/dibao | urban_standard        | county   | 2019-01-01 | 2019-06-30 | 533  | CNY/person/month | 一(一)1
benxi/dibao | urban_standard        | *        | 2019-07-01 |            | 622  | CNY/person/month | 一(一)1
benxi/dibao | rural_standard        |          | 2019-01-01 | 2019-06-30 | 4452 | CNY/person/year  | 一(一)2
benxi/dibao | rural_standard        |          | 2019-07-01 |            | 5004 | CNY/person/year  | 一(一)2
benxi/dibao | low_income_multiplier |          | 2019-07-01 |            | 1.20 | 1                | 四(三)

benxi/tekun | area_multiplier | urban | 2019-01-01 | | 1.5 | 1 | 一(二)
benxi/tekun | area_multiplier | rural | 2019-01-01 | | 1.8 | 1 | 一(二)

benxi/orphan | care_standard | institutional   | 2019-01-01 | 2019-06-30 | 1800 | CNY/person/month | 一(三)
benxi/orphan | care_standard | institutional   | 2019-07-01 |            | 1890 | CNY/person/month | 一(三)
benxi/orphan | care_standard | urban_dispersed | 2019-01-01 | 2019-06-30 | 1570 | CNY/person/month | 一(三)
benxi/orphan | care_standard | urban_dispersed | 2019-07-01 |            | 1680 | CNY/person/month | 一(三)
benxi/orphan | care_standard | rural_dispersed | 2019-01-01 | 2019-06-30 | 1320 | CNY/person/month | 一(三)
benxi/orphan | care_standard | rural_dispersed | 2019-07-01 |            | 1415 | CNY/person/month | 一(三)
benxi/orphan | adult_student_supplement |      | 2019-01-01 | 2019-06-30 | 330  | CNY/person/month | 一(三)
benxi/orphan | adult_student_supplement |      | 2019-07-01 |            | 350  | CNY/person/month | 一(三)

benxi/retrenched-1960s | raised_allowance | 405 | 2019-07-01 | | 434 | CNY/person/month | 一(四)
benxi/retrenched-1960s | raised_allowance | 439 | 2019-07-01 | | 470 | CNY/person/month | 一(四)
benxi/retrenched-1960s | raised_allowance | 473 | 2019-07-01 | | 507 | CNY/person/month | 一(四)
benxi/retrenched-1960s | raised_allowance | 506 | 2019-07-01 | | 542 | CNY/person/month | 一(四)
"""

# 兴署发〔2019〕41号: 附件1 in 万元; the scheme holds from 2018-10-01 (last paragraph).
# 兴署发〔2019〕42号 八 and 43号 九, 十一: taken from the day of issue, 2019-06-05.
XINGAN = """
xingan/child-rehabilitation | item_standard | low_vision_aids       | 2018-10-01 | | 0.2  | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | vision_training       | 2018-10-01 | | 0.2  | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | cochlear_implant      | 2018-10-01 | | 8.85 | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | hearing_aid           | 2018-10-01 | | 1.92 | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | limb_surgery          | 2018-10-01 | | 1.72 | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | limb_aids             | 2018-10-01 | | 0.12 | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | limb_training         | 2018-10-01 | | 1.5  | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | intellectual_training | 2018-10-01 | | 1.5  | CNY_10k | 附件1
xingan/child-rehabilitation | item_standard | autism_training       | 2018-10-01 | | 1.5  | CNY_10k | 附件1

xingan/child-rehabilitation | item_disability | low_vision_aids       | 2018-10-01 | | vision       | choice | 附件1
xingan/child-rehabilitation | item_disability | vision_training       | 2018-10-01 | | vision       | choice | 附件1
xingan/child-rehabilitation | item_disability | cochlear_implant      | 2018-10-01 | | hearing      | choice | 附件1
xingan/child-rehabilitation | item_disability | hearing_aid           | 2018-10-01 | | hearing      | choice | 附件1
xingan/child-rehabilitation | item_disability | limb_surgery          | 2018-10-01 | | limb         | choice | 附件1
xingan/child-rehabilitation | item_disability | limb_aids             | 2018-10-01 | | limb         | choice | 附件1
xingan/child-rehabilitation | item_disability | limb_training         | 2018-10-01 | | limb         | choice | 附件1
xingan/child-rehabilitation | item_disability | intellectual_training | 2018-10-01 | | intellectual | choice | 附件1
xingan/child-rehabilitation | item_disability | autism_training       | 2018-10-01 | | autism       | choice | 附件1

xingan/training-subsidy | uplift_rate | none          | 2019-06-05 | | 0   | 1 | 八(三)
xingan/training-subsidy | uplift_rate | key_directory | 2019-06-05 | | 20% | 1 | 八(三)
xingan/training-subsidy | uplift_rate | famous_brand  | 2019-06-05 | | 30% | 1 | 八(三)
xingan/training-subsidy | uplift_rate | special_brand | 2019-06-05 | | 25% | 1 | 八(三)

xingan/training-subsidy | base_hours  | A | 2019-06-05 | | 260  | hour       | 八(四)
xingan/training-subsidy | base_hours  | B | 2019-06-05 | | 200  | hour       | 八(四)
xingan/training-subsidy | base_hours  | C | 2019-06-05 | | 56   | hour       | 八(四)
xingan/training-subsidy | base_amount | A | 2019-06-05 | | 1800 | CNY/person | 八(四)
xingan/training-subsidy | base_amount | B | 2019-06-05 | | 1300 | CNY/person | 八(四)
xingan/training-subsidy | base_amount | C | 2019-06-05 | | 600  | CNY/person | 八(四)

xingan/training-subsidy | attendance_floor   | | 2019-06-05 | | 80% | 1 | 九
xingan/training-subsidy | attendance_share   | | 2019-06-05 | | 50% | 1 | 十一
xingan/training-subsidy | employed_share     | | 2019-06-05 | | 50% | 1 | 十一
xingan/training-subsidy | not_employed_share | | 2019-06-05 | | 30% | 1 | 十一
"""

# 2020—2022年朝阳市旅游“一卡通”年票制度实施方案: taken from the first day of the first settlement year.
CHAOYANG = """
chaoyang/tourism-settlement | scenic_share       | | 2020-01-01 | | 2/3   | 1         | 二(二)2
chaoyang/tourism-settlement | telecom_part       | | 2020-01-01 | | 70%   | 1         | 二(二)2
chaoyang/tourism-settlement | bureau_part        | | 2020-01-01 | | 30%   | 1         | 二(二)2
chaoyang/tourism-settlement | counted_visits_cap | | 2020-01-01 | | 50    | visit     | 二(二)3
chaoyang/tourism-settlement | peak_from          | | 2020-01-01 | | 04-01 | month_day | 二(一)1
chaoyang/tourism-settlement | peak_until         | | 2020-01-01 | | 10-31 | month_day | 二(一)1

chaoyang/tourism-settlement | gate_price | fenghuangshan   peak     | 2020-01-01 | | 60  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | fenghuangshan   off_peak | 2020-01-01 | | 30  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | niaohuashi      *        | 2020-01-01 | | 90  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | niuheliang      *        | 2020-01-01 | | 120 | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | quanyongshan    *        | 2020-01-01 | | 58  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | wopurenjia      *        | 2020-01-01 | | 60  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | nvshengong      *        | 2020-01-01 | | -   | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | qingfengling    *        | 2020-01-01 | | 50  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | qianfodong      *        | 2020-01-01 | | 30  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | huaishudong     *        | 2020-01-01 | | 30  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | tianxiushan     *        | 2020-01-01 | | 50  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | mengguwangling  *        | 2020-01-01 | | 40  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | reshui          *        | 2020-01-01 | | 30  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | longfengshan    *        | 2020-01-01 | | 80  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | runzehuahai     *        | 2020-01-01 | | 20  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | dongmengminsuyuan *      | 2020-01-01 | | 30  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | zitaozhidu      *        | 2020-01-01 | | 60  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | beita           *        | 2020-01-01 | | 60  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | huashigu        *        | 2020-01-01 | | 50  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | miaozigou       *        | 2020-01-01 | | 20  | CNY | 二(一)1
chaoyang/tourism-settlement | gate_price | jiajiadian      *        | 2020-01-01 | | 0   | CNY | 二(一)1
"""

ENTRIES = read(BENXI) + read(XINGAN) + read(CHAOYANG)

# Program → first day, last day, both empty where the text carries no period.
PERIODS = {
    "benxi/dibao": ("2019-01-01", ""),
    "benxi/orphan": ("2019-01-01", ""),
    "benxi/retrenched-1960s": ("2019-01-01", ""),
    "benxi/tekun": ("2019-01-01", ""),
    "chaoyang/tourism-settlement": ("", ""),
    "xingan/child-rehabilitation": ("2018-10-01", ""),
    "xingan/training-subsidy": ("2019-06-05", ""),
}

# 方案 二(一)1: the parks in the order and with the names of the text.
PARKS = [
    "凤凰山景区",
    "鸟化石国家地质公园",
    "牛河梁国家考古遗址公园",
    "北票泉涌山景区",
    "凌源窝铺人家生态旅游度假区",
    "女神宫汤泉城",
    "朝阳县清风岭景区",
    "千佛洞景区",
    "槐树洞景区",
    "建平天秀山景区",
    "清代蒙古王陵景区",
    "热水畜牧农场景区",
    "喀左龙凤山景区",
    "润泽花海",
    "东蒙民俗园",
    "北方紫陶之都",
    "双塔区北塔佛教艺术博物馆",
    "龙城区化石谷",
    "庙子沟滑雪场",
    "朝阳县贾家店农场",
]
