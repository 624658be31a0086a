"""The validation rules V1 to V24 of the domain reference and the tests that hold each of them. `test_rule_list` sees to
it that none is lost.

Where a rule speaks of what Palier does not ask, the test shows that it is not asked: the length of a minimum income
(V9), origins (V23). V17 looks up every French postcode and commune; of a neighbourhood's code it knows the shape of
each vintage and whether its département has the commune, not the list of codes (the organisation's own neighbourhoods
are what is looked up), of a British postcode its shape. V24 speaks of figures that no window shows yet: its
test fails when the first one comes.
"""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, tuple[str, ...]]] = {
    "V1 exactly one labour class": ("unit/test_rules_path.py::test_every_labour_status_has_one_class",),
    "V2 long-term is unemployed, and the date agrees": (
        "unit/test_rules_path.py::test_a_duration_and_a_date_are_held_together",
        "store/test_path_standing.py::test_what_does_not_go_together_is_said_and_saved",
    ),
    "V3 six months after an exit, not before": ("unit/test_rules_path.py::test_a_stage_comes_when_it_should",),
    "V4 results by the class at entry": (
        "unit/test_rules_path.py::test_work_counts_as_a_result_by_where_somebody_started",
    ),
    "V5 exit after entry, both within the operation": (
        "store/test_path_enrolments.py::test_an_exit_has_its_reason_and_comes_after_the_entry",
        "store/test_path_enrolments.py::test_what_cannot_be_is_refused",
    ),
    "V6 a participant of more than a day, met in person": (
        "store/test_path_enrolments.py::test_an_operation_of_one_day_has_no_participants",
        "store/test_path_enrolments.py::test_a_candidate_needs_nothing_a_participant_needs_it_all",
    ),
    "V7 one enrolment of a person in an operation": (
        "store/test_path_enrolments.py::test_nobody_is_enrolled_twice_in_one_operation",
        "store/test_path_enrolments.py::test_one_person_of_two_files_is_enrolled_once",
        "store/test_path_enrolments.py::test_leaving_asks_for_what_is_due_and_coming_back_takes_it_away",
    ),
    "V8 a result within 28 days of the exit": ("unit/test_rules_path.py::test_a_stage_comes_when_it_should",),
    "V9 benefits that go together": (
        "store/test_path_standing.py::test_what_does_not_go_together_is_said_and_saved",
        "unit/test_never_asked.py::test_of_a_benefit_only_the_kind_is_asked",
    ),
    "V10 registered, or a reason why not": ("unit/test_rules_path.py::test_facts_that_cannot_be",),
    "V11 genders and ages within their number": ("unit/test_rules_headcount.py::test_what_is_accepted_adds_up",),
    "V12 sums of a headcount": (
        "unit/test_rules_headcount.py::test_what_is_accepted_adds_up",
        "store/test_headcounts.py::test_parts_beyond_the_total_are_refused",
    ),
    "V13 a qualification has a title and a certifier": (
        "store/test_path_outcomes.py::test_a_qualification_says_which_and_by_whom",
    ),
    "V14 an enterprise has a day of registration": ("store/test_path_outcomes.py::test_an_idea_is_no_enterprise",),
    "V15 one headline for an enrolment": (
        "store/test_path_outcomes.py::test_the_first_outcome_gives_the_class_and_another_never_replaces_it",
        "store/test_path_enrolments.py::test_an_exit_counts_under_one_class",
    ),
    "V16 a signature within its half-day": (
        "unit/test_rules_sheet.py::test_each_doubt_is_told_with_how_many",
        "unit/test_rules_sheet.py::test_what_is_just_within_is_no_doubt",
    ),
    "V17 commune and postcode, the official code of a neighbourhood": (
        "unit/test_communes.py::test_what_does_not_go_together_is_told",
        "unit/test_communes.py::test_an_address_that_holds_together_is_left_in_peace",
        "unit/test_communes.py::test_the_end_of_an_address_is_proposed",
        "ui/test_address_field.py::test_a_postcode_proposes_its_communes_and_one_is_taken_by_the_keyboard",
        "ui/test_imports_addresses.py::test_an_odd_address_is_to_check_and_never_in_the_way",
        "unit/test_official_numbers.py::test_a_priority_neighbourhood_is_of_a_departement_there_is",
        "sync/test_server_workbook.py::test_what_does_not_go_together_is_told_and_written",
        "sync/test_server_workbook.py::test_a_priority_neighbourhood_has_an_official_code",
    ),
    "V18 ages from 15 to 100, and the first of January asked about": (
        "unit/test_rules_resident.py::test_ages_from_15_to_100_are_taken_the_kindest_way",
        "unit/test_rules_resident.py::test_other_ages_are_out_of_range",
        "ui/test_widgets_forms.py::test_a_first_of_january_is_asked_about_and_taken",
    ),
    "V19 phones in one form, a relative's with its mark": (
        "unit/test_rules_resident.py::test_phones_are_kept_in_one_form",
        "properties/test_phone.py::test_a_french_number_survives_being_shown",
        "properties/test_phone.py::test_a_british_number_survives_being_shown",
        "ui/path/test_from_the_file.py::test_a_relative_s_phone_is_taken_with_its_mark",
    ),
    "V20 no organisation's address for a person's": (
        "unit/test_rules_path.py::test_an_address_is_the_person_s_own",
        "ui/path/test_from_the_file.py::test_an_organisation_s_address_is_not_taken_for_the_person_s",
    ),
    "V21 words that tell too much": (
        "unit/test_rules_text.py::test_words_that_tell_too_much_are_seen_in_both_languages",
        "unit/test_rules_text.py::test_identity_numbers_are_seen_however_they_are_written",
        "store/test_privacy.py::test_words_that_tell_too_much_are_kept_only_knowingly_and_that_is_noted",
    ),
    "V22 levels and their gates": (
        "unit/test_rules_resident.py::test_without_a_notice_nobody_is_registered",
        "store/test_notices.py::test_an_anonymous_encounter_needs_neither_name_nor_notice",
        "store/test_notices.py::test_without_a_name_no_file_is_said_to_be_opened",
        "store/test_path_enrolments.py::test_a_candidate_needs_nothing_a_participant_needs_it_all",
        "store/test_residents.py::test_a_notice_by_voice_must_be_confirmed_in_writing",
    ),
    "V23 origins are not asked": (
        "unit/test_never_asked.py::test_no_field_asks_for_what_is_never_asked",
        "unit/test_reference.py::test_nothing_offered_in_the_field_speaks_of_illness_or_origin",
    ),
    "V24 a rate comes with what it is a rate of": ("quality/test_translations.py::test_no_text_shows_a_bare_rate",),
}
