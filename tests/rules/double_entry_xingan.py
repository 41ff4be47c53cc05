"""The figures of 兴安盟's other programs, typed in a second time from the text alone; the form is `double_entry`'s."""

from __future__ import annotations

from tests.rules.double_entry import read

# 兴署发〔2019〕41号 二(五): 从2019年起 … 按3:7的比例.
BUDGET = """
xingan/rehabilitation-budget | league_part | | 2019-01-01 | | 3 | 1 | 二(五)
xingan/rehabilitation-budget | banner_part | | 2019-01-01 | | 7 | 1 | 二(五)
"""

# 兴署发〔2019〕42号. 一: 困难企业 2019年1月1日至12月31日; the rest of 一 is taken from the same first day.
# 三, 四, 八: taken from the day of issue, 2019-06-05. 六: 从2019年1月1日起.
EMPLOYMENT = """
xingan/job-stabilisation-refund | refund_share      | | 2019-01-01 |            | 50% | 1     | 一
xingan/job-stabilisation-refund | difficulty_months | | 2019-01-01 | 2019-12-31 | 6   | month | 一
xingan/job-stabilisation-refund | difficulty_share  | | 2019-01-01 | 2019-12-31 | 50% | 1     | 一

xingan/startup-loan | large_staff      |                  | 2019-06-05 | | 100 | person  | 三
xingan/startup-loan | usual_hire_share |                  | 2019-06-05 | | 25% | 1       | 三
xingan/startup-loan | large_hire_share |                  | 2019-06-05 | | 15% | 1       | 三
xingan/startup-loan | contract_years   |                  | 2019-06-05 | | 1   | year    | 三
xingan/startup-loan | loan_limit       | person           | 2019-06-05 | | 15  | CNY_10k | 三
xingan/startup-loan | loan_limit       | small_enterprise | 2019-06-05 | | 300 | CNY_10k | 三

xingan/startup-grant | operating_years | | 2019-06-05 | | 1    | year       | 四
xingan/startup-grant | graduate_years  | | 2019-06-05 | | 2    | year       | 四
xingan/startup-grant | startup_grant   | | 2019-06-05 | | 5000 | CNY/person | 四

xingan/internship-subsidy | graduate_years      | | 2019-01-01 | | 2   | year  | 六
xingan/internship-subsidy | youngest            | | 2019-01-01 | | 16  | year  | 六
xingan/internship-subsidy | oldest              | | 2019-01-01 | | 24  | year  | 六
xingan/internship-subsidy | least_months        | | 2019-01-01 | | 6   | month | 六
xingan/internship-subsidy | most_months         | | 2019-01-01 | | 12  | month | 六
xingan/internship-subsidy | usual_rate          | | 2019-01-01 | | 50% | 1     | 六
xingan/internship-subsidy | retention_threshold | | 2019-01-01 | | 50% | 1     | 六
xingan/internship-subsidy | higher_rate         | | 2019-01-01 | | 60% | 1     | 六

xingan/certification-subsidy     | directory_uplift | | 2019-06-05 | | 10% | 1              | 八(三)
xingan/training-living-allowance | daily_allowance  | | 2019-06-05 | | 40  | CNY/person/day | 八(五)

xingan/skill-upgrade-subsidy | required_years | | 2019-01-01 | 2020-12-31 | 1 | year | 九
xingan/skill-upgrade-subsidy | required_years | | 2021-01-01 |            | 3 | year | 九
"""

# 兴署发〔2019〕43号: taken from the day of issue, 2019-06-05; the amounts by level from the window of 42号 九.
TRAINING = """
xingan/skill-upgrade-subsidy  | level_amount | junior       | 2019-01-01 | | 1000 | CNY             | 二
xingan/skill-upgrade-subsidy  | level_amount | intermediate | 2019-01-01 | | 1500 | CNY             | 二
xingan/skill-upgrade-subsidy  | level_amount | senior       | 2019-01-01 | | 2000 | CNY             | 二
xingan/apprenticeship-subsidy | minimum_rate |              | 2019-06-05 | | 4000 | CNY/person/year | 二

xingan/master-studio-grant        | studio_grant   | skills           | 2019-06-05 | | 5    | CNY_10k    | 三
xingan/master-studio-grant        | studio_grant   | startup_guidance | 2019-06-05 | | 5    | CNY_10k    | 四
xingan/startup-training-subsidy   | training_grant |                  | 2019-06-05 | | 2000 | CNY/person | 四

xingan/competition-award | last_prized_rank |                    | 2019-06-05 | | 3    | 1       | 五
xingan/competition-award | first_prize      |                    | 2019-06-05 | | 5000 | CNY     | 五
xingan/competition-award | second_prize     |                    | 2019-06-05 | | 3000 | CNY     | 五
xingan/competition-award | third_prize      |                    | 2019-06-05 | | 1000 | CNY     | 五
xingan/competition-award | sending_award    | world              | 2019-06-05 | | 15   | CNY_10k | 五
xingan/competition-award | sending_award    | national_class_one | 2019-06-05 | | 10   | CNY_10k | 五
xingan/competition-award | sending_award    | regional_class_one | 2019-06-05 | | 5    | CNY_10k | 五
xingan/competition-award | sending_award    | league_class_one   | 2019-06-05 | | 1    | CNY_10k | 五
"""

ENTRIES = read(BUDGET) + read(EMPLOYMENT) + read(TRAINING)

# 42号 七 holds for 2019 only; 兴署办字〔2019〕29号 from its issue to the end of November (三).
PERIODS = {
    "xingan/rehabilitation-budget": ("2019-01-01", ""),
    "xingan/certification-subsidy": ("2019-06-05", ""),
    "xingan/training-living-allowance": ("2019-06-05", ""),
    "xingan/skill-upgrade-subsidy": ("2019-01-01", ""),
    "xingan/apprenticeship-subsidy": ("2019-06-05", ""),
    "xingan/startup-training-subsidy": ("2019-06-05", ""),
    "xingan/master-studio-grant": ("2019-06-05", ""),
    "xingan/competition-award": ("2019-06-05", ""),
    "xingan/job-stabilisation-refund": ("2019-01-01", ""),
    "xingan/startup-loan": ("2019-06-05", ""),
    "xingan/startup-grant": ("2019-06-05", ""),
    "xingan/internship-subsidy": ("2019-01-01", ""),
    "xingan/on-the-job-training-support": ("2019-01-01", "2019-12-31"),
    "xingan/hazchem-classification": ("2019-06-13", "2019-11-30"),
}

# Program and input → least and greatest value, where the text limits what can be entered. 43号 二: 培养期1—2年.
RANGES = {
    ("xingan/apprenticeship-subsidy", "years"): ("1", "2"),
}
