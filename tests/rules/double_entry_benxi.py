"""The figures of 本溪市's other programs, of Beijing and of the national fee, typed in a second time from the texts.

The form is `double_entry`'s. 国办函〔2020〕109号 is not among the project's documents; its figures were read in the
copy that 新会区 publishes.
"""

from __future__ import annotations

from tests.rules.double_entry import read

# 本政发〔2019〕5号: 自2019年1月1日起实施.
# 本政办发〔2019〕2号: no period is stated; taken from the day of issue, 2019-01-03.
BENXI = """
benxi/soe-wage-bill | high_wage_multiple | | 2019-01-01 | | 2.5 | 1 | 二(三)1
benxi/soe-wage-bill | reduced_share      | | 2019-01-01 | | 70% | 1 | 二(三)1
benxi/soe-wage-bill | low_wage_share     | | 2019-01-01 | | 80% | 1 | 二(三)2

benxi/electricity-price-cut | price_cut     | | 2019-01-03 | | 10% | 1 | 一(一)14(1)
benxi/freight-licence       | tonnage_limit | | 2019-01-03 | | 4.5 | t | 一(一)14(3)
"""

# 深化北京市新一轮服务业扩大开放…工作方案: its years are masked, so that no figure has a first day.
BEIJING = """
beijing/technology-transfer-exemption | general_limit | | | | 500  | CNY_10k | 三(三)20
beijing/technology-transfer-exemption | pilot_limit   | | | | 2000 | CNY_10k | 三(三)20

beijing/high-tech-fast-track | least_years          | | | | 1   | year | 三(三)18
beijing/high-tech-fast-track | least_domestic_share | | | | 50% | 1    | 三(三)18
"""

# 国办函〔2020〕109号: 自2021年1月1日起施行.
NATIONAL = """
national/information-processing-fee | free_items           | | 2021-01-01 | | 10  | 1   | 第四条(一)
national/information-processing-fee | first_band_end       | | 2021-01-01 | | 30  | 1   | 第四条(二)
national/information-processing-fee | first_item_rate      | | 2021-01-01 | | 100 | CNY | 第四条(二)
national/information-processing-fee | further_band_size    | | 2021-01-01 | | 10  | 1   | 第四条(三)
national/information-processing-fee | item_rate_step       | | 2021-01-01 | | 100 | CNY | 第四条(三)
national/information-processing-fee | free_pages           | | 2021-01-01 | | 30  | 1   | 第五条(一)
national/information-processing-fee | second_page_band_end | | 2021-01-01 | | 100 | 1   | 第五条(二)
national/information-processing-fee | second_page_rate     | | 2021-01-01 | | 10  | CNY | 第五条(二)
national/information-processing-fee | third_page_band_end  | | 2021-01-01 | | 200 | 1   | 第五条(三)
national/information-processing-fee | third_page_rate      | | 2021-01-01 | | 20  | CNY | 第五条(三)
national/information-processing-fee | last_page_rate       | | 2021-01-01 | | 40  | CNY | 第五条(四)
"""

ENTRIES = read(BENXI) + read(BEIJING) + read(NATIONAL)

# Program → first day, last day, both empty where the text carries no period. 10号: taken from its issue, 2019-02-25.
PERIODS = {
    "benxi/soe-wage-bill": ("2019-01-01", ""),
    "benxi/wage-clawback": ("2019-01-01", ""),
    "benxi/electricity-price-cut": ("2019-01-03", ""),
    "benxi/freight-licence": ("2019-01-03", ""),
    "benxi/waived-fees": ("2019-01-03", ""),
    "benxi/relocation-deferral": ("2019-02-25", ""),
    "beijing/technology-transfer-exemption": ("", ""),
    "beijing/venture-capital-exemption": ("", ""),
    "beijing/high-tech-fast-track": ("", ""),
    "national/information-processing-fee": ("2021-01-01", ""),
}
