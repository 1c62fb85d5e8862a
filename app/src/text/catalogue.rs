//! The catalogues of all features, under one roof.

use domain::people::Lang;

use super::{date::Dates, errors::Errors};
use crate::{
    application::text::Application,
    day::{
        board::text::Organise, check_in::text::Attendance, editor::text::Planning, evaluation::text::Evaluation,
        follow_up::text::FollowUpPage, helper::text::HelpersText, material::text::Materials, needs::text::NeedsText,
        tables::text::Seating,
    },
    mail::{
        announcement::text::Announcing, answer::text::MailAnswers, inbox::text::InboxText, preference::text::Emails,
        reminder::text::RemindersText, text::Deliveries,
    },
    matching::{by_hand::text::ByHandText, text::Matching},
    pair::{help_request::text::HelpRequest, pulse::text::Pulses},
};
use crate::{
    application::{waiting::text::WaitingText, words::Applying},
    meeting::{preparation::text::Prepare, proposal::text::Proposing},
    pair::{agreement::text::Agreement, status::text::PairStatusText},
    people::{
        address::text::AddressText, calendar::text::CalendarText, directory::text::DirectoryText,
        draft::text::Drafting, duplicate::text::DuplicateText, duty::text::DutyText, import::text::Import,
        newcomer::text::NewcomerText, organisation::text::OrganisationText, text::SignIn,
    },
    round::{
        certificate::text::CertificateText,
        closing::text::ClosingText,
        lineage::text::LineageText,
        next::text::NextRound,
        public_page::text::PublicPageText,
        report::text::ReportText,
        start::text::Starting,
        text::{Focus, Programme},
        today::text::TodayText,
    },
    selection::text::Selecting,
};
use crate::{
    dashboard::text::Dashboard,
    day::{follow_up::text::FollowUp, text::Days},
    meeting::proposal::text::Proposals,
    pair::text::Pairs,
    people::text::People,
    ui::text::Common,
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
    pub follow_up: FollowUp,
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
    /// Addresses to sign in with.
    pub address: AddressText,
    /// One's own calendar.
    pub calendar: CalendarText,
    /// Everyone in the network.
    pub directory: DirectoryText,
    /// Someone who is there twice.
    pub duplicate: DuplicateText,
    /// What people have to do.
    pub duty: DutyText,
    /// The network's organisations.
    pub organisations: OrganisationText,
    /// Drafts of forms.
    pub drafts: Drafting,
    /// Proposing, and the agreed meeting.
    pub proposing: Proposing,
    /// Around the public pages.
    pub programme: Programme,
    /// Several rounds.
    pub focus: Focus,
    /// Writing the public pages.
    pub public_page: PublicPageText,
    /// What needs someone today.
    pub today: TodayText,
    /// From nothing to a living round.
    pub start: Starting,
    /// A round's life, and its end.
    pub closing: ClosingText,
    /// Certificates.
    pub certificate: CertificateText,
    /// Who was an adept and became a mentor.
    pub lineage: LineageText,
    /// Figures for the steering group.
    pub report: ReportText,
    /// From one round to the next.
    pub next: NextRound,
    /// What a pair agrees on.
    pub agreement: Agreement,
    /// A pair's status.
    pub pair_status: PairStatusText,
    /// Import of earlier rounds.
    pub import: Import,
    /// Someone who is added by hand.
    pub newcomer: NewcomerText,
    /// Selection.
    pub selecting: Selecting,
    /// Preparing a meeting.
    pub prepare: Prepare,
    /// Asking to be contacted.
    pub help_request: HelpRequest,
    /// How it goes.
    pub pulse: Pulses,
    /// The organiser's and the contact person's pages.
    pub organise: Organise,
    /// Planning days.
    pub planning: Planning,
    /// The door.
    pub attendance: Attendance,
    /// Who helps at the door.
    pub helpers: HelpersText,
    /// Days that are over.
    pub follow_up_page: FollowUpPage,
    /// Files of days.
    pub materials: Materials,
    /// Evaluations.
    pub evaluation: Evaluation,
    /// Mail that did not arrive.
    pub mail: Deliveries,
    /// What organisers write to many.
    pub announcement: Announcing,
    /// Which emails one gets.
    pub emails: Emails,
    /// What has been sent to the reader.
    pub inbox: InboxText,
    /// What goes out by itself.
    pub reminders: RemindersText,
    /// The page behind an email's buttons.
    pub mail_answer: MailAnswers,
    /// The match board.
    pub matching: Matching,
    /// A pair that is made by hand.
    pub by_hand: ByHandText,
    /// The table planner.
    pub tables: Seating,
    /// What people need at a day.
    pub needs: NeedsText,
    /// Applications that wait.
    pub waiting: WaitingText,
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
            follow_up: FollowUp::$lang,
            dashboard: Dashboard::$lang,
            pair: Pairs::$lang,
            proposal: Proposals::$lang,
            people: People::$lang,
            sign_in: SignIn::$lang,
            address: AddressText::$lang,
            calendar: CalendarText::$lang,
            directory: DirectoryText::$lang,
            duplicate: DuplicateText::$lang,
            duty: DutyText::$lang,
            organisations: OrganisationText::$lang,
            drafts: Drafting::$lang,
            proposing: Proposing::$lang,
            programme: Programme::$lang,
            focus: Focus::$lang,
            public_page: PublicPageText::$lang,
            today: TodayText::$lang,
            start: Starting::$lang,
            closing: ClosingText::$lang,
            certificate: CertificateText::$lang,
            lineage: LineageText::$lang,
            report: ReportText::$lang,
            next: NextRound::$lang,
            agreement: Agreement::$lang,
            pair_status: PairStatusText::$lang,
            import: Import::$lang,
            newcomer: NewcomerText::$lang,
            selecting: Selecting::$lang,
            prepare: Prepare::$lang,
            help_request: HelpRequest::$lang,
            pulse: Pulses::$lang,
            organise: Organise::$lang,
            planning: Planning::$lang,
            attendance: Attendance::$lang,
            helpers: HelpersText::$lang,
            follow_up_page: FollowUpPage::$lang,
            materials: Materials::$lang,
            evaluation: Evaluation::$lang,
            needs: NeedsText::$lang,
            waiting: WaitingText::$lang,
            application: Application::$lang,
            applying: Applying::$lang,
            mail: Deliveries::$lang,
            announcement: Announcing::$lang,
            emails: Emails::$lang,
            inbox: InboxText::$lang,
            reminders: RemindersText::$lang,
            mail_answer: MailAnswers::$lang,
            matching: Matching::$lang,
            by_hand: ByHandText::$lang,
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
