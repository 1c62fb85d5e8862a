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
        other_pairs = "Dina andra par", "Your other pairs";
        pair: fn(&str) -> String = |name| format!("Ditt par med {name}"), |name| format!("Your pair with {name}");
        next_meeting: fn(&str) -> String = |when| format!("nästa träff {when}"), |when| format!("next meeting {when}");
        no_meeting = "ingen träff är bestämd", "no meeting is planned";
        next_day = "Nästa gemensamma dag", "Next common day";
        waits: fn(usize) -> String =
            |n| if n == 1 { "En sak väntar på dig".to_owned() } else { format!("{n} saker väntar på dig") },
            |n| if n == 1 { "One thing is waiting for you".to_owned() } else { format!("{n} things are waiting for you") };
        to_round = "Allt i omgången", "Everything in the round";
    }
}
