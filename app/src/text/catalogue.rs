//! The catalogues of all features, under one roof.

use domain::people::Lang;

use super::{date::Dates, errors::Errors};
use crate::{
    after::text::After, application::text::Application, attendance::text::Attendance, evaluation::text::Evaluation,
    matching::text::Matching, material::text::Materials, needs::text::NeedsText, organise::text::Organise,
    planning::text::Planning, pulse::text::Pulses, signal::text::Signal, tables::text::Seating,
};
use crate::{
    after::text::Remains, dashboard::text::Dashboard, day::text::Days, pair::text::Pairs, people::text::People,
    proposal::text::Proposals, ui::text::Common,
};
use crate::{
    agreement::text::Agreement, application::words::Applying, course::text::Courses, import::text::Import,
    people::text::SignIn, prepare::text::Prepare, proposal::text::Proposing, round::text::Programme,
    selection::text::Selecting,
};

/// Every string of one language.
pub struct Catalogue {
    /// Layout, buttons, states.
    pub common: Common,
    /// Dates and hours.
    pub date: Dates,
    /// What went wrong, and what to do.
    pub errors: Errors,
    /// Common days and replies.
    pub day: Days,
    /// What there is of a day once it is over.
    pub remains: Remains,
    /// The participant's dashboard.
    pub dashboard: Dashboard,
    /// The pair and its meetings.
    pub pair: Pairs,
    /// Proposals that wait for an answer.
    pub proposal: Proposals,
    /// Settings.
    pub people: People,
    /// Signing in.
    pub sign_in: SignIn,
    /// Proposing, and the agreed meeting.
    pub proposing: Proposing,
    /// The public pages.
    pub programme: Programme,
    /// What a pair agrees on.
    pub agreement: Agreement,
    /// A pair's course.
    pub course: Courses,
    /// Import of earlier rounds.
    pub import: Import,
    /// Selection.
    pub selecting: Selecting,
    /// Preparing a meeting.
    pub prepare: Prepare,
    /// Asking to be contacted.
    pub signal: Signal,
    /// How it goes.
    pub pulse: Pulses,
    /// The organiser's and the contact person's pages.
    pub organise: Organise,
    /// Planning days.
    pub planning: Planning,
    /// The door.
    pub attendance: Attendance,
    /// Days that are over.
    pub after: After,
    /// Files of days.
    pub materials: Materials,
    /// Evaluations.
    pub evaluation: Evaluation,
    /// The match board.
    pub matching: Matching,
    /// The table planner.
    pub tables: Seating,
    /// What people need at a day.
    pub needs: NeedsText,
    /// What an application says.
    pub application: Application,
    /// Applying, supporting, endorsing.
    pub applying: Applying,
}

macro_rules! catalogue {
    ($lang:ident) => {
        Catalogue {
            common: Common::$lang,
            date: Dates::$lang,
            errors: Errors::$lang,
            day: Days::$lang,
            remains: Remains::$lang,
            dashboard: Dashboard::$lang,
            pair: Pairs::$lang,
            proposal: Proposals::$lang,
            people: People::$lang,
            sign_in: SignIn::$lang,
            proposing: Proposing::$lang,
            programme: Programme::$lang,
            agreement: Agreement::$lang,
            course: Courses::$lang,
            import: Import::$lang,
            selecting: Selecting::$lang,
            prepare: Prepare::$lang,
            signal: Signal::$lang,
            pulse: Pulses::$lang,
            organise: Organise::$lang,
            planning: Planning::$lang,
            attendance: Attendance::$lang,
            after: After::$lang,
            materials: Materials::$lang,
            evaluation: Evaluation::$lang,
            needs: NeedsText::$lang,
            application: Application::$lang,
            applying: Applying::$lang,
            matching: Matching::$lang,
            tables: Seating::$lang,
        }
    };
}

static SV: Catalogue = catalogue!(SV);
static EN: Catalogue = catalogue!(EN);

impl Catalogue {
    /// The catalogue of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }
}
