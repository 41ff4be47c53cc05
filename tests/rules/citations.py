"""What rests on which clause of which document, a second time: what a change of one citation is noticed by.

The form is `citation_table`'s. Where a decision is the sum of several clauses, the clause they share is given. This
table was begun from the rule files, so that it pins what they cite; what has been read in the documents by somebody who
had not seen a file are the figures in `double_entry*.py`, each with its clause.
"""

from __future__ import annotations

from tests.rules.citation_table import read

CITATIONS = read(
    """
beijing/high-tech-fast-track | beijing-services-opening
  三(三)18 | field_list least_years least_domestic_share field_not_excluded years_met domestic_share
  三(三)18 | rd_not_short nothing_fails fast_track

beijing/technology-transfer-exemption | beijing-services-opening
  三(三)20 | period in_pilot_zone in_pilot_period general_limit pilot_limit exempt_limit exempt_income
  三(三)20 | income_above_limit

beijing/venture-capital-exemption | beijing-services-opening
  三(二)10 | qualifies exempt_tax tax_payable

benxi/dibao | benxi-office-2019-25
  二 | old_values_start
  四(三) | low_income_edge dibao_not_low_income line_start low_income_multiplier low_income_line
  四(三) | low_income_household
  一(一)1 | urban_standard
  一(一)2 | rural_standard
  一(一) | standard
benxi/dibao | state-council-649
  第十二条 | per_capita_income income_per_person eligible allowance

benxi/electricity-price-cut | benxi-office-2019-2
  印发通知 | start
  一(一)14(1) | price_cut new_average_price estimated_saving is_estimate

benxi/freight-licence | benxi-office-2019-2
  印发通知 | start
  一(一)14(3) | tonnage_basis tonnage_limit licence_required

benxi/orphan | benxi-office-2019-25
  二 | old_values_start
  一(三) | care_standard adult_student_supplement base supplement total

benxi/relocation-deferral | benxi-office-2019-10
  印发通知 | start
  四(二) | deferral_applies current_taxable_income

benxi/retrenched-1960s | benxi-office-2019-25
  二 | old_values_start
  一(四) | raised_allowance allowance

benxi/soe-wage-bill | benxi-2019-5
  二(三)1 | grounds national_average_wage regulated_wage_level average_wage_growth_target high_wage_multiple
  二(三)1 | reduced_share productivity_not_raised return_below_industry wage_high growth_reduced
  二(三)1 | wage_regulated benefit_growth_limit reduced_growth_limit regulated_wage_limit direction[0]
  二(三)1 | limits[0] limits[1] limits[2]
  二(三)2 | proportional_fall low_wage_share operating_decline productivity_not_fallen return_clearly_better
  二(三)2 | wage_low milder_fall direction[1] direction[2] direction[3] limits[3] reference
  二(三)4 | reorganisation_adjustment base
  二(三) | direction limits ceiling
  二(三)3 | direction[5] direction[6] limits[4]

benxi/tekun | benxi-office-2019-25
  二 | old_values_start
  一(二) | rounding area_multiplier base_standard multiplier standard

benxi/wage-clawback | benxi-2019-5
  五(十三) | paid cleared
  五(十六) | clawback

benxi/waived-fees | benxi-office-2019-2
  印发通知 | start
  一(一)12(2) | fee_due

chaoyang/agenda-status | chaoyang-office-2020-63
  落款 | start_day
  三(二) | months_from months_needed short_term status[2]
  三(一) | done status[0]
  三(四) | due overdue status[1]
  三 | status
  三(三) | status[3]

chaoyang/dibao-backstop | chaoyang-2020-dibao-backstop
  二(一)9 | end_of_campaign
  一 | income_line_basis registered_poor lifted income_line target_group eligible
  二(一)1 | own_farming carer_scope members.project_income members.flexible_income members.long_term_carer
  二(一)1 | supporting_children.minimum_support supporting_children.actual_support project_share flexible_cut
  二(一)1 | support_cut member_lines.project member_lines.flexible member_lines.income support_lines
  二(一)1 | member_income support_income
  二(一)4 | illness_floor_per members.illness_poverty members.illness_expense illness_floor member_lines.ill
  二(一)4 | member_lines.expense member_lines.own_deduction illness_deduction
  二(一)6 | uplift_combination members.uplift_rate further_uplift standard member_lines.full_uplift
  二(一)6 | member_lines.own_uplift uplift_persons uplift allowance
  二(一)8 | worker_income kept_level members.formal_job member_lines.counted counted_members
  二(二) | annual_income_per_person
  二(一) | member_lines yearly_income counted_income monthly_income income_per_person gap base_allowance

chaoyang/fuel-ban | chaoyang-office-2020-62
  三 Ⅰ类 | coal_quality device boiler_output sulphur ash class_one_boiler_limit sulphur_limit ash_limit
  三 Ⅰ类 | class_one_device class_one_quality class_one_coal
  三 | list_of_the_zone fuel coal_ground ground
  二(二) | zone ground[1]
  三 Ⅲ类(三) | dedicated_boiler dust_removal class_three_pellet pellet_ground
  三 Ⅱ类 | class_two_boiler_limit class_two_coal
  四 | ground[0] ground[5] ground[6] prohibited

chaoyang/individual-relief | chaoyang-2020-dibao-backstop
  二(一)9 | end_of_campaign
  二(一)5 | beside_dibao age_test_day kind supported_by_household decided_amount least_amount most_amount
  二(一)5 | eligible minimum maximum amount

chaoyang/kindergarten | chaoyang-2020-kindergartens
  第六条 | above_6000 population least_population most_population area_kindergartens classes_each places_each
  第六条 | provision areas kindergartens classes places
  第十九条 | share_of county_public_share public_share_line form
  第十六条 | handed_over_on opening_time open_by

chaoyang/labour-capacity | chaoyang-2020-dibao-backstop
  二(一)9 | end_of_campaign
  二(一)3 | certificate township_finding age_line age_day age_reached no_labour_capacity ground

chaoyang/tourism-admission | chaoyang-2020-tourism-card
  四 | scheme_window scheme_over issued_in_scheme
  一(二)1 | period_end card_issued_on anniversary card_valid
  三(二) | item holder_share[2] holder_share[6]
  三(一) | event_suspended gate_price panjin_share ski_share holder_share holder_pays saving
  二(一)1 | season full_price

chaoyang/tourism-card | chaoyang-2020-tourism-card
  四 | scheme_window scheme_years scheme_start scheme_last_day
  一(二)1 | period_end renewal_start sale_start card_years in_scheme anniversary valid_until
  一(一)2 | outside_student chaoyang_student
  三(三) | ban_start blacklisted_on ban_years ban_anniversary ban_last_day blacklisted
  一(一)1 | hukou
  一(一)3 | works_in_chaoyang
  一(二)2 | second_generation_id documents
  二(一)2 | annual_fee fee
  标题 | first_calendar_day
  印发通知 | issued_on
  一(一) | holder holder_class
  一 | may_issue reason

chaoyang/tourism-settlement | chaoyang-2020-tourism-card
  二(二)3 | seasonal_price cap_period accounting_year sales_by_sale_date counted_visits_cap settlement_year
  二(二)3 | visit_lines spot_totals spots
  二(二)2 | pool_before_tax scenic_share telecom_part bureau_part sales_split scenic_pool telecom_share
  二(二)2 | bureau_share
  二(一)3 | withdrawn_spots
  二(一)1 | peak_from peak_until gate_price

national/information-processing-fee | state-council-office-2020-109
  第三条 | method fee
  第四条(一) | free_items
  第四条(二) | first_band_end first_item_rate first_band_items
  第四条(三) | further_band_size item_rate_step further_items full_bands full_band_items full_bands_mean_rate
  第四条(三) | open_band_items open_band_rate
  第五条(一) | free_pages
  第五条(二) | second_page_band_end second_page_rate second_band_pages
  第五条(三) | third_page_band_end third_page_rate third_band_pages
  第五条(四) | last_page_rate last_band_pages
  第四条 | items_fee
  第五条 | pages_fee

xingan/apprenticeship-subsidy | xingan-2019-43
  印发通知 | start
  二 | years annual_rate minimum_rate rate is_floor subsidy
xingan/apprenticeship-subsidy | xingan-2019-42
  七 | who_counts certified counted

xingan/certification-subsidy | xingan-2019-42
  印发通知 | start
  八(三) | uplift_granted directory_uplift granted_uplift uplifted_fee
xingan/certification-subsidy | inner-mongolia-hrss-2019-12
  目录 | standard_fee
xingan/certification-subsidy | xingan-2019-43
  附件 | in_key_directory
  十二 | first_certification
  九 | spot_check_failed
  九、十二 | payable
  十一 | subsidy

xingan/child-rehabilitation | xingan-2019-41
  二(一) | age_seven test_date maximum_age household_test_waived residence_met age edge_age_met age_met
  二(一) | household_met eligible reasons
  三(一) | settlement service_lines subsidy family_pays
  附件1 | standard_period several_disabilities item_disability item_standard
  三(二) | already_funded

xingan/competition-award | xingan-2019-43
  印发通知 | start
  五 | coach_award unit_award recipient level rank last_prized_rank first_prize second_prize third_prize
  五 | sending_award prize award

xingan/hazchem-classification | xingan-office-letter-2019-29
  三 | window
  五(六) | name_of_blue
  一 | two_classes_fit major_risk_not_rectifiable has_safety_basis class
  一、五(六) | class[5]
xingan/hazchem-classification | inner-mongolia-emergency-2019-36
  附件3、4 | colour

xingan/internship-subsidy | xingan-2019-42
  六 | age_limit test_date higher_rate_months person_kind unemployed left_school_on birth_date months
  六 | class_one_minimum_wage interns_finished interns_retained graduate_years youngest oldest least_months
  六 | most_months usual_rate retention_threshold higher_rate graduate_met age youth_met person_met
  六 | duration_met eligible many_retained rate monthly subsidy

xingan/job-stabilisation-refund | xingan-2019-42
  一 | start normal_attrition_deducted both_refunds insured reductions normal_attrition year_end_staff
  一 | local_unemployment_rate unemployment_contributions monthly_social_insurance refund_share
  一 | difficulty_months difficulty_share laid_off exact_layoff_rate layoff_rate few_layoffs may_be_refunded
  一 | general_refund difficulty_refund
xingan/job-stabilisation-refund | xingan-office-2014-95
  全文 | in_difficulty

xingan/master-studio-grant | xingan-2019-43
  印发通知 | start
  三 | studio_grant
  四 | studio_grant[1]
  三、四 | grant

xingan/on-the-job-training-support | xingan-2019-42
  七 | support_limit in_difficulty assessment_passed cost education_fund decided_support shortfall
  七 | may_be_supported support

xingan/rehabilitation-budget | xingan-2019-41
  二(五) | one_banner local_need league_part banner_part budget_split league banner

xingan/skill-upgrade-subsidy | xingan-2019-43
  二 | amount level_amount subsidy
xingan/skill-upgrade-subsidy | xingan-2019-42
  九 | insured_months_test test_date once amounts_start after_the_window level insured_months required_years
  九 | required_months eligible maximum

xingan/startup-grant | xingan-2019-42
  印发通知 | start
  四 | graduate_test_date per_person person_kind left_school_on registered_on first_business operating
  四 | already_received operating_years graduate_years startup_grant operated_long_enough tested_on
  四 | graduate_met person_met eligible grant

xingan/startup-loan | xingan-2019-42
  印发通知 | start
  三 | existing_staff applicant qualifies staff qualified_hires contract_months large_staff usual_hire_share
  三 | large_hire_share contract_years loan_limit hire_share required_hires eligible loan_ceiling

xingan/startup-training-subsidy | xingan-2019-43
  印发通知 | start
  四 | graduation_year_meaning student certificate already_received graduation_year training_grant
  四 | in_graduation_year eligible subsidy

xingan/training-living-allowance | xingan-2019-42
  印发通知 | start
  八(五) | counted_days group received_this_year drawing_unemployment_benefit daily_allowance eligible
  八(五) | allowance

xingan/training-subsidy | xingan-2019-42
  印发通知 | start
  八(四) | short_course base_hours base_amount full_course base_part paid_hours hours_part
  八(三) | uplift_on directory_uplift one_uplift uplift_granted uplift_rate granted_uplift uplift_part
xingan/training-subsidy | xingan-2019-43
  九 | one_attendance_rate spot_check_failed attendance_floor class_may_be_cancelled
  十一 | outcome_per_head six_months no_certificate attendance_share employed_share not_employed_share
  十一 | per_head_total per_head attendance_part outcome_part total
  十二 | trainees
xingan/training-subsidy | inner-mongolia-hrss-2019-12
  目录 | occupation_class
xingan/training-subsidy | inner-mongolia-drc-2015-1552
  收费标准 | hourly_rate
"""
)
