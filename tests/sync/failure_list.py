"""Everything that may go wrong with sync, and the tests that prove what happens then. `test_failure_list` sees to it
that none of them is lost.
"""

from __future__ import annotations

from typing import Final

FAILURES: Final[dict[str, tuple[str, ...]]] = {
    "response lost after commit": (
        "sync/test_two_laptops.py::test_an_answer_lost_after_the_commit_applies_everything_once",
        "sync/test_signed_receipts.py::test_a_response_lost_after_the_commit_is_made_good_by_the_receipt_of_the_repeat",
        "sync/test_network_faults.py::test_whatever_harms_the_network_everything_arrives_once",
    ),
    "same batch twice, concurrently": (
        "sync/test_server_concurrency.py::test_the_same_batch_sent_twice_at_once_is_done_once",
        "sync/test_server_receipts.py::test_a_batch_sent_again_is_answered_the_same_and_done_once",
    ),
    "crash between any two statements, either side": (
        "sync/test_fleet.py::test_a_fleet_converges_and_loses_nothing",
        "sync/test_kill_while_syncing.py::test_a_laptop_killed_while_exchanging_loses_nothing_and_sends_nothing_twice",
        "sync/test_kill_while_syncing.py::test_a_server_killed_while_exchanging_applies_each_change_once",
        "store/test_kill_while_writing.py::test_200_killed_writers_lose_nobody_they_called_saved",
        "sync/test_torture.py::test_a_sound_program_survives_it",
    ),
    "partial batch": (
        "sync/test_server_acceptance.py::test_a_unit_goes_in_whole_or_not_at_all",
        "sync/test_server_receipts.py::test_old_and_new_changes_may_come_in_one_batch",
    ),
    "update before create": ("sync/test_server_held.py::test_an_update_before_its_creation_is_held_then_applied",),
    "poison operation in the middle": (
        "sync/test_server_held.py::test_a_poison_operation_in_the_middle_of_a_batch_holds_nothing_back",
        "sync/test_quarantine.py::test_a_poison_operation_in_the_middle_stays_here_explained_and_the_rest_goes",
    ),
    "refused after reassignment": ("sync/test_areas_left.py::test_refused_after_reassignment_nothing_is",),
    "same field, same value": ("sync/test_server_conflicts.py::test_the_same_new_value_is_no_conflict",),
    "same field, different value": (
        "sync/test_two_laptops.py::test_two_laptops_editing_one_field_keep_the_first_and_show_the_other",
        "sync/test_server_conflicts.py::test_the_first_value_stays_and_the_other_waits_with_both_authors",
    ),
    "disjoint fields": ("sync/test_two_laptops.py::test_two_laptops_editing_different_fields_keep_both",),
    "edit vs archive": ("sync/test_odd_days.py::test_edit_vs_archive",),
    "edit vs merge": ("sync/test_two_laptops_merging.py::test_edit_vs_merge",),
    "edit vs erasure": (
        "sync/test_erasing.py::test_edit_vs_erasure",
        "sync/test_erasing.py::test_an_erasure_received_before_what_waits_is_sent",
        "sync/test_erasing.py::test_erased_then_a_laptop_that_was_six_months_offline_sends_edits_of_her",
    ),
    "merge vs merge": (
        "sync/test_two_laptops_merging.py::test_merge_vs_merge_the_other_way_round",
        "sync/test_two_laptops_merging.py::test_merge_vs_merge_of_a_chain",
    ),
    "same person registered on two laptops": (
        "sync/test_two_laptops_merging.py::test_same_person_registered_on_two_laptops_then_joined",
    ),
    "clock ±10 years": (
        "sync/test_client_engine.py::test_a_clock_ten_years_off_changes_nothing_but_is_measured",
        "sync/test_client_runs.py::test_a_clock_that_is_years_off_labels_and_never_orders",
    ),
    "clock back": ("sync/test_client_runs.py::test_a_clock_that_jumps_back_during_a_run_changes_nothing",),
    "clock and summer time": ("sync/test_odd_days.py::test_the_hour_that_comes_twice_in_october_orders_nothing",),
    "clock that TLS refuses": (
        "sync/test_client_certificates.py::test_each_systems_words_for_a_wrong_clock_are_understood",
    ),
    "server restored": (
        "sync/test_client_restored.py::test_what_a_backup_lacks_is_sent_again",
        "sync/test_client_restored.py::test_two_laptops_bring_a_restored_server_back_together",
        "sync/test_client_restored.py::test_a_laptop_that_reads_afresh_offers_a_restored_server_what_it_lacks_all_the_same",
        "sync/test_model.py::test_the_system_does_what_the_model_says",
    ),
    "erased, then restored": (
        "sync/test_erasing_restored.py::test_erased_then_server_restored_from_a_backup_before_the_erasure",
    ),
    "row entering scope by a move": (
        "sync/test_areas.py::test_a_row_entering_an_area_by_a_move_comes_with_all_that_depends_on_it",
    ),
    "row entering scope by an invitation": (
        "sync/test_areas.py::test_a_row_entering_an_area_by_an_invitation_comes_with_her_notice_and_nothing_else",
    ),
    "row entering scope by a widened area": ("sync/test_areas.py::test_a_row_entering_a_widened_area_comes",),
    "laptop restored": (
        "sync/test_renewal.py::test_a_laptop_put_back_from_a_copy_finds_its_former_work_and_sends_its_new",
        "sync/test_renewal.py::test_what_was_waiting_in_the_copy_and_sent_since_is_not_done_twice",
        "store/test_opening.py::test_an_older_file_put_back_is_noticed_and_counted",
    ),
    "laptop cloned": (
        "sync/test_renewal.py::test_a_laptop_cloned_both_work_on_and_both_keep_everything",
        "sync/test_copied_laptops.py::test_what_the_other_self_sent_under_the_same_name_comes_all_the_same",
    ),
    "laptop unknown to a restored server": (
        "sync/test_rejoined.py::test_a_laptop_that_a_restored_centre_does_not_know_joins_again_and_nothing_is_lost",
        "sync/test_rejoined.py::test_of_two_copies_the_second_to_meet_a_restored_centre_keeps_its_work",
    ),
    "six months offline": ("sync/test_odd_days.py::test_a_laptop_back_after_six_months_offline_loses_nothing",),
    "long transaction committing late": (
        "sync/test_server_concurrency.py::test_a_reader_never_steps_over_a_number_that_commits_late",
        "sync/test_server_concurrency.py::test_who_comes_second_waits_for_the_first_to_commit",
    ),
    "equal keys at a page edge": (
        "sync/test_areas.py::test_equal_keys_at_a_page_edge_and_moves_across_it_are_all_met",
        "sync/test_server_pages.py::test_small_pages_give_the_same_rows_as_large_ones",
    ),
    "wrong, empty or captive server": (
        "sync/test_client_transport.py::test_every_strange_answer_has_its_own_name",
        "sync/test_client_transport.py::test_whoever_greets_otherwise_is_not_our_server",
        "sync/test_signed_receipts.py::test_a_wrong_server_is_refused_and_nothing_of_its_reply_is_applied",
    ),
    "token expired": (
        "sync/test_client_runs.py::test_a_token_that_expires_between_two_batches_is_renewed_without_a_word",
    ),
    "user disabled with pending work": (
        "sync/test_staff_disabled.py::test_whoever_is_disabled_with_pending_work_is_told_and_loses_nothing",
        "sync/test_staff_disabled.py::test_what_waited_comes_as_a_parcel_all_the_same",
    ),
    "device revoked with pending work": (
        "sync/test_server_sign_in.py::test_a_revoked_device_is_stopped_at_its_next_request",
        "sync/test_parcel.py::test_a_parcel_of_a_revoked_laptop_is_still_written_and_taken_in_only_on_purpose",
    ),
    "old client with new server": (
        "sync/test_signed_receipts.py::test_an_old_laptop_that_says_no_number_is_served",
        "sync/test_server_handle.py::test_another_protocol_is_refused_by_its_age",
    ),
    "new client with old server": (
        "sync/test_signed_receipts.py::test_a_new_laptop_works_with_a_server_that_signs_nothing_yet",
        "sync/contents/test_roads.py::test_an_older_centre_that_takes_no_attachments_is_no_failure",
        "sync/test_client_pages.py::test_columns_and_types_of_a_newer_server_are_left_aside",
    ),
    "attachment missing": ("sync/contents/test_roads.py::test_missing_at_the_centre_it_is_asked_for_again_later",),
    "attachment huge": ("sync/test_server_contents.py::test_a_request_takes_half_a_megabyte_at_most",),
    "attachment cut at 99 %": (
        "sync/contents/test_failures.py::test_cut_at_99_percent_sending_goes_on_from_there",
        "sync/contents/test_failures.py::test_cut_at_99_percent_receiving_goes_on_from_there_after_a_restart",
    ),
    "two staff on one laptop": (
        "store/test_conflicts.py::test_two_staff_on_one_laptop_both_find_what_is_theirs_to_review",
        "sync/test_quarantine.py::test_two_staff_on_one_laptop_either_may_put_it_right",
    ),
    "two windows": (
        "unit/test_vault_one_copy.py::test_another_process_is_turned_away_until_the_first_dies",
        "store/test_roll.py::test_two_colleagues_on_one_laptop_tick_one_person_once",
    ),
    "disk full": (
        "store/test_disk.py::test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room",
        "sync/test_client_pages.py::test_a_disk_full_while_reading_is_told_and_the_next_run_goes_on",
        "sync/test_client_pages.py::test_a_disk_full_between_sending_and_the_verdicts_sends_nothing_twice",
    ),
    "corrupt page": (
        "sync/test_odd_days.py::test_a_damaged_page_met_during_an_exchange_is_said_and_harms_nobody_else",
        "store/test_opening.py::test_a_damaged_page_is_noticed_when_it_is_read",
    ),
    "questionnaire version changed under a draft": (
        "sync/test_odd_days.py::test_a_form_begun_before_an_update_is_saved_after_it",
    ),
    "double click": (
        "sync/test_quarantine.py::test_a_double_click_on_save_registers_once",
        "store/test_conflicts.py::test_a_double_click_on_settling_saves_once",
        "store/test_roll.py::test_ticking_twice_is_one_fact",
    ),
    "pull while typing": (
        "sync/test_two_laptops.py::test_typing_goes_on_while_the_same_record_is_pulled",
        "sync/test_areas_left.py::test_pulling_while_somebody_types_in_a_record_that_leaves",
    ),
    "area changed while offline": (
        "sync/test_areas_left.py::test_an_area_changed_while_offline_sends_what_was_done_and_then_lets_go",
    ),
    "conflict settled twice": (
        "store/test_conflicts.py::test_a_choice_made_by_somebody_else_meanwhile_is_not_overruled",
    ),
    "proxy that cuts at 30 s, 100 B/s link": (
        "sync/test_odd_days.py::test_a_hundred_bytes_a_second_behind_an_impatient_proxy_is_enough",
        "sync/contents/test_failures.py::test_a_proxy_that_cuts_every_request_after_256_kib_lets_it_through_in_shorter_parts",
    ),
}
"""What may happen → the tests of it, below tests/."""
