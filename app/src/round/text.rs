//! Words around the public pages. What they say themselves, organisers write: see
//! [`public_page`](super::public_page).

use domain::round::call::Refusal;

use crate::text::{t, texts};

texts! {
    /// The public pages.
    pub struct Programme {
        front_eyebrow: fn(u32, &str) -> String = |n, years| format!("Programomgång {n} · {years}"), |n, years| format!("Round {n} · {years}");
        front_action = "Så går programmet till", "How the programme works";
        next_day = "Nästa gemensamma dag", "Next common day";
        no_days = "Datumen för nästa omgång är inte bestämda än.", "The dates of the next round are not settled yet.";
        all_dates = "Alla datum", "All dates";
        organisations: fn(usize) -> String = |n| format!("{n} organisationer"), |n| format!("{n} organisations");
        no_organisations = "Här visas nätverkets organisationer när de är inlagda.", "The network's organisations will be listed here once they have been added.";
        dates_title = "Viktiga datum", "Important dates";
        dates_lede = "Gemensamma dagar för adepter och mentorer. Boka in dem redan nu.", "Common days for adepts and mentors. Put them in your calendar now.";
        call_closed = "Ansökan är inte öppen just nu. Det du har sparat finns kvar.", "Applications are not open now. What you saved is kept.";
        call_full = "Platserna för ansökningar är fyllda just nu. Det du har sparat finns kvar; försök igen senare.",
            "As many have applied as can be taken now. What you saved is kept; try again later.";
    }
}

/// Why the call takes no application.
pub fn refused(why: Refusal) -> &'static str {
    match why {
        Refusal::Closed => t().programme.call_closed,
        Refusal::Full => t().programme.call_full,
    }
}

texts! {
    /// The rounds of someone who has several.
    pub struct Focus {
        round: fn(u32) -> String = |n| format!("Omgång {n}"), |n| format!("Round {n}");
        rounds = "Dina omgångar", "Your rounds";
        pairs = "Dina par", "Your pairs";
        all_pairs = "Alla par", "All pairs";
    }
}
