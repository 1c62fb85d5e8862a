//! The contract that every engine keeps, told as stories. Each story gets an
//! engine on an empty database of its own, makes the small [`World`] in it,
//! and checks what people see.
//!
//! An engine runs all of them with one line, [`crate::contract!`], and brings
//! a [`Bench`] on which they can look below the traits.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "stories are tests: a failure is a panic")]

pub mod after;
pub mod agreement;
pub mod application;
pub mod attendance;
pub mod board;
pub mod course;
pub mod day;
pub mod endorsement;
pub mod evaluation;
pub mod feed;
pub mod import;
pub mod log;
pub mod matching;
pub mod material;
pub mod meet_up;
pub mod meeting;
pub mod message;
pub mod needs;
pub mod organise;
pub mod pages;
pub mod pair;
pub mod people;
pub mod planning;
pub mod proposal;
pub mod pulse;
pub mod reply;
pub mod round;
pub mod seats;
pub mod selection;
pub mod signal;
pub mod start;
pub mod tables;
pub mod visitor;
pub mod world;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use async_trait::async_trait;
use domain::pair::PairId;

use crate::{StartError, Store};

pub use world::World;

/// An engine under test, and what only a test may do to it.
#[async_trait]
pub trait Bench: Send + Sync {
    /// The engine.
    fn store(&self) -> Arc<dyn Store>;

    /// How many rows each table holds.
    async fn rows(&self) -> BTreeMap<String, i64>;

    /// Every byte that the database keeps, the keyring's too: what a thief of
    /// the disk would search.
    async fn dump(&self) -> Vec<u8>;

    /// Runs a statement on the data, past the engine; whether the database took it.
    async fn write(&self, sql: String) -> bool;

    /// Deletes a pair's key.
    async fn delete_pair_key(&self, pair: PairId);

    /// Empties the keyring, as if it had been left behind in a move.
    async fn lose_keyring(&self);

    /// The file with the installation's key.
    fn key_file(&self) -> &Path;

    /// Starts a second engine on the same database, as after a restart.
    async fn start(&self) -> Result<(), StartError>;
}

/// Whether some bytes hold a text.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// All stories as tests. Takes the name of a type that is a
/// [`contract::Bench`](crate::contract::Bench), with `async fn fresh(story:
/// &str) -> Self` and `async fn close(self)`.
#[macro_export]
macro_rules! contract {
    ($bench:ident) => {
        $crate::contract! { @ $bench
            start:
                the_key_is_made_at_the_first_start_only,
                a_missing_key_is_an_error,
                a_wrong_key_is_an_error,
                a_missing_keyring_is_an_error;
            people:
                an_unknown_address_costs_the_same,
                a_link_lets_in_once,
                of_many_at_once_one_gets_in,
                a_link_expires,
                a_code_lets_in_with_its_ticket_only,
                five_wrong_codes_end_it,
                an_address_that_asks_too_often_is_refused,
                of_many_requests_at_once_five_are_taken,
                a_client_that_asks_too_often_is_refused,
                a_session_slides_and_ends,
                signing_out_ends_ones_own_sessions_only,
                a_caller_is_what_their_rows_say,
                without_a_duty_one_is_still_oneself,
                an_invitation_can_be_repeated,
                the_demo_lists_everyone_once,
                nothing_kept_lets_anyone_in;
            round:
                an_empty_store_is_empty,
                loading_twice_changes_nothing,
                a_round_is_loaded_whole_or_not_at_all,
                names_come_in_the_swedish_order;
            import:
                earlier_rounds_are_imported_once,
                a_wrong_row_imports_nothing,
                of_two_imports_at_once_the_second_is_told,
                only_organisers_import;
            day:
                the_public_sees_what_is_for_everyone,
                each_sees_their_own_days,
                an_answer_is_kept_and_can_be_changed,
                the_mate_sees_the_answer,
                who_is_not_invited_cannot_answer,
                a_late_answer_is_refused_but_for_a_no,
                the_board_is_for_those_who_may_see_it,
                many_answers_at_once_are_one,
                a_change_is_announced_to_those_who_may_know;
            board:
                pages_and_figures_are_those_of_the_whole_list,
                a_contact_persons_board_is_about_their_own,
                an_overview_has_the_figures_of_the_boards,
                figures_follow_who_works_where;
            organise:
                a_days_board_is_read_at_once,
                an_overview_is_read_at_once,
                the_own_organisation_is_read_at_once,
                a_list_is_read_at_once,
                what_comes_after_a_day_is_read_at_once,
                files_and_results_are_read_with_their_day,
                settings_are_read_at_once;
            seats:
                without_a_limit_everyone_has_a_seat,
                when_seats_are_taken_one_waits_in_turn,
                a_seat_that_becomes_free_is_offered_to_the_next,
                an_offer_that_lapses_goes_on,
                whoever_lets_an_offer_lapse_stands_at_the_end,
                an_offer_can_be_taken_up_after_the_deadline,
                more_seats_are_offered_and_fewer_taken_from_no_one,
                only_the_rounds_organisers_set_seats,
                of_many_at_once_as_many_sit_as_there_are_seats;
            selection:
                the_group_reads_what_is_endorsed,
                votes_show_to_those_who_have_voted,
                whoever_has_a_conflict_sees_it_no_more,
                a_rule_is_set_aside_for_a_reason,
                the_reserve_is_in_turn,
                the_record_is_made_once,
                decisions_are_told_once,
                what_the_group_writes_is_sealed,
                a_vote_is_announced_to_the_group;
            reply:
                an_organiser_answers_for_someone,
                only_organisers_answer_for_others,
                a_word_is_for_the_organisers,
                answers_come_in_over_time,
                only_the_unanswered_are_reminded,
                reminding_is_for_organisers_and_done_once;
            planning:
                a_draft_is_the_organisers_own,
                publishing_invites_everyone_once,
                a_moved_part_asks_again,
                of_two_saves_the_second_is_a_conflict,
                a_cancelled_day_tells_everyone_why,
                only_organisers_plan,
                a_day_that_has_been_is_not_planned,
                an_answer_is_taken_back,
                a_seat_that_has_gone_on_is_not_taken_back;
            attendance:
                a_second_check_in_tells_of_the_first,
                many_check_ins_at_once_are_one,
                a_check_in_can_be_undone,
                who_came_is_not_who_answered,
                the_door_is_where_the_day_is,
                only_organisers_stand_at_the_door,
                who_is_not_invited_is_not_checked_in,
                a_visitor_is_let_in_once,
                a_badge_leads_to_its_person,
                an_arrival_is_announced_to_organisers;
            after:
                check_ins_are_for_organisers,
                those_who_came_are_thanked,
                where_nobody_was_checked_in_a_yes_is_thanked,
                thanks_are_sent_once;
            material:
                a_file_is_read_as_it_was_added,
                files_are_for_those_who_are_invited,
                only_organisers_add_and_remove_files,
                a_file_is_added_once_and_announced;
            evaluation:
                those_who_came_evaluate,
                where_nobody_was_checked_in_a_yes_counts,
                an_evaluation_can_be_changed_until_it_closes,
                results_are_shown_from_five_answers_up,
                an_evaluation_is_announced_to_its_giver_alone;
            tables:
                a_plan_is_drawn_for_those_who_come,
                before_anyone_has_answered_everyone_is_seated,
                a_plan_is_changed_by_hand_and_locks_hold,
                every_last_change_can_be_undone,
                who_has_met_is_remembered,
                answers_that_come_late_are_told,
                of_two_at_once_the_second_is_told,
                tables_at_which_people_sit_alone_are_refused,
                only_organisers_plan_tables,
                a_plan_is_announced_to_organisers;
            matching:
                only_those_who_match_see_the_board,
                a_draft_begins_with_the_best_and_is_changed_by_hand,
                of_two_changes_at_once_the_second_is_told,
                ties_and_conflicts_keep_people_apart,
                weights_decide,
                a_member_sees_nobody_of_their_own,
                publication_is_one_moment,
                whoever_leaves_is_in_no_published_pair,
                those_in_reserve_are_matched_later,
                a_draft_that_can_no_longer_be_is_not_published,
                a_draft_is_announced_to_those_who_match;
            visitor:
                a_guest_is_expected,
                a_guest_is_let_in_once,
                a_walk_in_is_here,
                a_guest_of_two_parts_is_one,
                guests_are_the_organisers_own,
                guests_are_announced_to_organisers,
                visitors_names_are_deleted;
            needs:
                whoever_comes_says_what_they_need,
                whoever_does_not_come_needs_nothing,
                needs_are_for_the_one_responsible,
                where_nobody_is_responsible_nobody_sees_names,
                whoever_waits_for_a_seat_is_not_cooked_for,
                needs_are_deleted_two_weeks_after_the_day,
                needs_are_announced_to_organisers;
            meet_up:
                two_who_say_the_same_meet,
                some_do_not_meet,
                a_meet_up_is_announced_to_the_pair;
            pair:
                each_sees_their_own_mate,
                news_is_what_the_mate_did,
                health_is_a_band_and_a_count;
            pages:
                pages_tell_of_days,
                pages_tell_of_a_pair,
                a_dashboard_tells_of_applications,
                a_dashboard_knows_whom_applications_wait_for;
            agreement:
                an_agreement_holds_when_both_have_signed,
                an_agreement_is_told_to_the_mate,
                a_later_version_is_not_written_over,
                goals_come_as_far_as_their_steps,
                an_agreement_is_the_pairs_alone;
            course:
                a_pause_is_told_to_the_mate,
                a_pause_is_no_silence,
                a_pair_goes_on_beyond_the_round,
                an_ended_pair_can_be_read,
                an_ended_pair_makes_room_for_a_new_one,
                an_earlier_pair_is_still_read,
                what_a_pair_wrote_is_erased_in_the_end;
            signal:
                a_signal_is_for_the_organisers,
                a_signal_can_be_taken_back,
                a_signal_is_shared_only_if_wanted,
                a_signal_is_no_one_elses;
            pulse:
                each_of_a_pair_is_asked,
                organisers_see_a_figure;
            meeting:
                a_log_is_read_as_it_was_written,
                an_edit_replaces_what_is_shared,
                of_many_edits_at_once_one_is_kept,
                a_reflection_is_ones_own,
                another_pairs_meeting_does_not_exist,
                an_agreed_meeting_is_held_or_replaced,
                a_log_is_announced_to_the_pair,
                a_form_that_arrives_twice_makes_one_row,
                the_same_form_many_times_at_once_makes_one_row,
                what_a_pair_writes_is_sealed,
                without_its_key_a_pairs_text_is_gone,
                an_empty_text_is_no_row;
            proposal:
                a_proposed_time_is_accepted_with_one_click,
                nobody_answers_what_is_not_theirs_to_answer,
                what_was_withdrawn_cannot_be_accepted,
                a_meeting_is_moved_and_cancelled,
                a_log_settles_the_next_meeting,
                of_many_acceptances_at_once_one_counts,
                a_form_of_a_proposal_counts_once,
                what_a_pair_plans_is_sealed,
                plans_are_announced_to_the_two,
                the_rhythm_suggests_the_next_meeting,
                a_slipped_rhythm_is_told_once,
                a_meeting_is_remembered_the_day_before;
            log:
                a_draft_is_its_writers_alone,
                saving_forgets_the_draft,
                every_version_is_kept,
                an_action_is_ticked_by_either,
                a_deleted_log_is_nowhere_and_comes_back,
                a_deleted_log_is_erased_in_the_end,
                a_log_may_be_about_a_goal,
                the_same_day_twice_is_noticed,
                of_two_logs_of_a_day_at_once_one_is_noticed,
                of_an_erased_pair_only_facts_are_left;
            application:
                an_application_begins_when_the_address_is_confirmed,
                an_application_is_sent_when_it_is_complete,
                a_call_is_open_for_a_while_and_until_it_is_full,
                a_calls_settings_are_read_at_once,
                each_reads_what_is_for_them,
                what_an_applicant_writes_is_sealed,
                whoever_changes_employer_is_endorsed_anew,
                whoever_an_application_waits_for_is_reminded;
            endorsement:
                a_managers_link_is_good_once,
                a_manager_passes_the_question_on,
                a_contact_person_endorses_the_own_organisations,
                a_question_comes_back_without_the_manager,
                a_contact_person_nominates_a_colleague,
                a_stand_in_endorses_while_they_are_asked_to;
            feed:
                the_sequence_moves_with_every_change,
                a_change_is_counted_before_it_is_received;
            message:
                a_letter_is_sent_once_and_emptied,
                what_waits_is_counted,
                a_letter_is_taken_by_one,
                a_letter_is_tried_again_until_given_up,
                a_letter_bears_its_readers_language,
                a_letter_that_is_committed_rings;
        }
    };
    (@ $bench:ident $($feature:ident: $($story:ident),+;)+) => {
        $(mod $feature {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let bench = super::$bench::fresh(stringify!($story)).await;
                    $crate::contract::$feature::$story(&bench).await;
                    bench.close().await;
                }
            )+
        })+
    };
}
