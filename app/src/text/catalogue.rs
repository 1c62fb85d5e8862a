//! The catalogues of all features, under one roof.

use domain::people::Lang;

use super::{date::Dates, errors::Errors};
#[cfg(feature = "organise")]
use crate::{
    after::text::After, application::text::Application, attendance::text::Attendance, evaluation::text::Evaluation,
    matching::text::Matching, material::text::Materials, needs::text::NeedsText, organise::text::Organise,
    planning::text::Planning, pulse::text::Pulses, signal::text::Signal, tables::text::Seating,
};
use crate::{
    after::text::Remains, dashboard::text::Dashboard, day::text::Days, pair::text::Pairs, people::text::People,
    proposal::text::Proposals, ui::text::Common,
};
#[cfg(feature = "ssr")]
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
    #[cfg(feature = "ssr")]
    pub sign_in: SignIn,
    /// Proposing, and the agreed meeting.
    #[cfg(feature = "ssr")]
    pub proposing: Proposing,
    /// The public pages.
    #[cfg(feature = "ssr")]
    pub programme: Programme,
    /// What a pair agrees on.
    #[cfg(feature = "ssr")]
    pub agreement: Agreement,
    /// A pair's course.
    #[cfg(feature = "ssr")]
    pub course: Courses,
    /// Import of earlier rounds.
    #[cfg(feature = "ssr")]
    pub import: Import,
    /// Selection.
    #[cfg(feature = "ssr")]
    pub selecting: Selecting,
    /// Preparing a meeting.
    #[cfg(feature = "ssr")]
    pub prepare: Prepare,
    /// Asking to be contacted.
    #[cfg(feature = "organise")]
    pub signal: Signal,
    /// How it goes.
    #[cfg(feature = "organise")]
    pub pulse: Pulses,
    /// The organiser's and the contact person's pages.
    #[cfg(feature = "organise")]
    pub organise: Organise,
    /// Planning days.
    #[cfg(feature = "organise")]
    pub planning: Planning,
    /// The door.
    #[cfg(feature = "organise")]
    pub attendance: Attendance,
    /// Days that are over.
    #[cfg(feature = "organise")]
    pub after: After,
    /// Files of days.
    #[cfg(feature = "organise")]
    pub materials: Materials,
    /// Evaluations.
    #[cfg(feature = "organise")]
    pub evaluation: Evaluation,
    /// The match board.
    #[cfg(feature = "organise")]
    pub matching: Matching,
    /// The table planner.
    #[cfg(feature = "organise")]
    pub tables: Seating,
    /// What people need at a day.
    #[cfg(feature = "organise")]
    pub needs: NeedsText,
    /// What an application says.
    #[cfg(feature = "organise")]
    pub application: Application,
    /// Applying, supporting, endorsing.
    #[cfg(feature = "ssr")]
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
            #[cfg(feature = "ssr")]
            sign_in: SignIn::$lang,
            #[cfg(feature = "ssr")]
            proposing: Proposing::$lang,
            #[cfg(feature = "ssr")]
            programme: Programme::$lang,
            #[cfg(feature = "ssr")]
            agreement: Agreement::$lang,
            #[cfg(feature = "ssr")]
            course: Courses::$lang,
            #[cfg(feature = "ssr")]
            import: Import::$lang,
            #[cfg(feature = "ssr")]
            selecting: Selecting::$lang,
            #[cfg(feature = "ssr")]
            prepare: Prepare::$lang,
            #[cfg(feature = "organise")]
            signal: Signal::$lang,
            #[cfg(feature = "organise")]
            pulse: Pulses::$lang,
            #[cfg(feature = "organise")]
            organise: Organise::$lang,
            #[cfg(feature = "organise")]
            planning: Planning::$lang,
            #[cfg(feature = "organise")]
            attendance: Attendance::$lang,
            #[cfg(feature = "organise")]
            after: After::$lang,
            #[cfg(feature = "organise")]
            materials: Materials::$lang,
            #[cfg(feature = "organise")]
            evaluation: Evaluation::$lang,
            #[cfg(feature = "organise")]
            needs: NeedsText::$lang,
            #[cfg(feature = "organise")]
            application: Application::$lang,
            #[cfg(feature = "ssr")]
            applying: Applying::$lang,
            #[cfg(feature = "organise")]
            matching: Matching::$lang,
            #[cfg(feature = "organise")]
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
