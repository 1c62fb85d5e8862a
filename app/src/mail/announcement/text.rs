//! Words of announcements.

use domain::{
    mail::announcement::{DayAnswer, Figures, Outcome, PairIs, Placeholder, State, Step, TimeProblem, Unknown},
    people::Lang,
};

use crate::text::{Catalogue, t, texts};

texts! {
    /// Announcements.
    pub struct Announcing {
        title = "Utskick", "Announcements";
        lede = "Skriv till många på en gång: välj vilka, se hur det blir för dem, och bestäm när det går ut.",
            "Write to many at once: choose whom, see how it looks to them, and decide when it goes out.";
        none = "Här samlas utskicken: utkast, planerade och skickade. Inget är skrivet än.",
            "Announcements are gathered here: drafts, scheduled and sent. None has been written yet.";
        new_title = "Nytt utskick", "New announcement";
        edit_title = "Ändra utskicket", "Change the announcement";
        edit_lede = "Inget skickas härifrån. Spara, så får du se allt en gång till innan du bestämmer när det går ut.",
            "Nothing is sent from here. Save, and you will see all of it once more before you decide when it goes out.";
        subject = "Ämne", "Subject";
        state = "Läge", "State";
        figures = "Fick det", "Got it";
        to_whom = "Till vem", "To whom";
        duties = "Till dem som är", "To those who are";
        by_day = "Bara de som har svarat något på en dag", "Only those who have answered something to a day";
        occasion = "Dag, eller del av den", "Day, or part of it";
        any_day = "Spelar ingen roll", "Does not matter";
        some_day = "En dag", "A day";
        answers = "De som", "Those who";
        by_pair = "Bara de vars par har det på ett visst sätt", "Only those whose pair fares in a certain way";
        pairs = "Paret", "The pair";
        pairs_hint = "Du ser aldrig vad ett par har skrivit eller när det träffades, bara hur det står till med rytmen.",
            "You never see what a pair has written or when it met, only how its rhythm fares.";
        by_organisation = "Bara några organisationer", "Some organisations only";
        organisations = "De som arbetar på", "Those who work at";
        count_again = "Räkna mottagarna", "Count the receivers";
        count: fn(usize) -> String =
            |n| if n == 1 { "En person får det, som det ser ut nu.".into() } else { format!("{n} personer får det, som det ser ut nu.") },
            |n| if n == 1 { "One person gets it, as things stand.".into() } else { format!("{n} people get it, as things stand.") };
        who = "Se vilka", "See who";
        nobody = "Ingen passar in på urvalet just nu.", "Nobody fits the choice at the moment.";
        refusing: fn(usize) -> String =
            |n| if n == 1 { "En till passar in, men adressen tar inte emot mejl".into() } else { format!("{n} till passar in, men deras adresser tar inte emot mejl") },
            |n| if n == 1 { "One more fits, but the address takes no email".into() } else { format!("{n} more fit, but their addresses take no email") };
        deactivated: fn(usize) -> String =
            |n| if n == 1 { "En till passar in, men är inaktiverad".into() } else { format!("{n} till passar in, men är inaktiverade") },
            |n| if n == 1 { "One more fits, but is deactivated".into() } else { format!("{n} more fit, but are deactivated") };
        left: fn(usize) -> String =
            |n| if n == 1 { "En har lämnat omgången och får inget".into() } else { format!("{n} har lämnat omgången och får inget") },
            |n| if n == 1 { "One has left the round and gets nothing".into() } else { format!("{n} have left the round and get nothing") };
        no_english: fn(usize) -> String =
            |n| if n == 1 { "Det finns ingen text på engelska. En av dem har valt engelska och får den svenska.".into() } else { format!("Det finns ingen text på engelska. {n} av dem har valt engelska och får den svenska.") },
            |n| if n == 1 { "There is no text in English. One of them has chosen English and gets the Swedish one.".into() } else { format!("There is no text in English. {n} of them have chosen English and get the Swedish one.") };
        no_swedish: fn(usize) -> String =
            |n| if n == 1 { "Det finns ingen text på svenska. En av dem har valt svenska och får den engelska.".into() } else { format!("Det finns ingen text på svenska. {n} av dem har valt svenska och får den engelska.") },
            |n| if n == 1 { "There is no text in Swedish. One of them has chosen Swedish and gets the English one.".into() } else { format!("There is no text in Swedish. {n} of them have chosen Swedish and get the English one.") };
        subject_sv = "Ämne på svenska", "Subject in Swedish";
        subject_en = "Ämne på engelska", "Subject in English";
        body_sv = "Text på svenska", "Text in Swedish";
        body_en = "Text på engelska", "Text in English";
        body_hint = "Mejlet börjar med ”Hej” och mottagarens namn. Du behöver inte skriva det.", "The email begins with “Hello” and the receiver's name. You need not write that.";
        body_en_hint = "Lämna båda fälten tomma om du bara skriver på svenska. Då får alla den svenska texten.",
            "Leave both fields empty if you write in Swedish only. Everyone then gets the Swedish text.";
        preview = "Förhandsgranska", "Preview";
        preview_of: fn(&str) -> String = |name| format!("Så här ser {name} det"), |name| format!("This is how {name} sees it");
        seen_by = "Se det som", "See it as";
        show = "Visa", "Show";
        save = "Spara och gå vidare", "Save and go on";
        help = "En tom rad börjar ett nytt stycke. Rubriker skrivs ”## Rubrik”, punkter ”- punkt”, fet text ”**viktigt**” och länkar ”[ord](https://…)” eller ”[ord](/dagar)”.",
            "An empty line begins a new paragraph. Headings are written “## Heading”, items “- item”, bold text “**important**” and links “[words](https://…)” or “[words](/dagar)”.";
        placeholders = "Det som fylls i för var och en", "What is filled in for each";
        placeholders_lede = "Skriv ordet inom klamrar. Det fungerar likadant på båda språken, och finns det inget att fylla i står andra ord där.",
            "Write the word in braces. It works the same in both languages, and where there is nothing to fill in, other words stand there.";
        first_name = "Förnamnet.", "The first name.";
        name = "Hela namnet.", "The whole name.";
        organisation = "Organisationen.", "The organisation.";
        round = "Omgången.", "The round.";
        next_day = "Omgångens nästa gemensamma dag. Finns ingen står det ”nästa gemensamma dag”. Nu:", "The round's next common day. Without one it says “the next common day”. Now:";
        reply_by = "Sista svarsdagen för den. Har den passerat står det ”så snart du kan”. Nu:", "The last day to answer to it. Once that is over it says “as soon as you can”. Now:";
        files = "Filer att länka till", "Files to link to";
        files_lede = "Kopiera länken in i texten. Filen öppnas av den som är inbjuden till dagen och har loggat in.",
            "Copy the link into the text. The file opens for whoever is invited to the day and has signed in.";
        no_files = "Omgångens dagar har inga filer än. De läggs till på dagens sida ”Filer”.", "The round's days have no files yet. They are added on the day's page “Files”.";
        replies_go: fn(&str) -> String = |address| format!("Svar på mejlet går till {address}."), |address| format!("Replies to the email go to {address}.");
        replies_nowhere = "Ingen adress för frågor är vald, så svar på mejlet går till avsändaren.", "No address for questions has been chosen, so replies to the email go to the sender.";
        set_replies = "Välj en adress", "Choose an address";
        mail_greeting: fn(&str) -> String = |name| format!("Hej {name}!"), |name| format!("Hello {name},");
        mail_reply: fn(&str) -> String =
            |address| format!("Svara på mejlet om du vill något, så kommer svaret till {address}."),
            |address| format!("Reply to this email if there is anything, and it will reach {address}.");
        swedish = "Svenska", "Swedish";
        english = "Engelska", "English";
        saved = "Utskicket är sparat. Inget är skickat än.", "The announcement is saved. Nothing has been sent yet.";
        scheduled: fn(&str) -> String = |when| format!("Utskicket går ut {when}. Fram till dess kan du stoppa det."), |when| format!("The announcement goes out on {when}. Until then you can stop it.");
        cancelled = "Utskicket är stoppat och går inte ut. Det är ett utkast igen.", "The announcement is stopped and will not go out. It is a draft again.";
        tested = "Ett test är på väg till dig. Är det likadant som ett som du fick för mindre än en timme sedan skickas inget nytt.",
            "A test is on its way to you. If it is the same as one that you got less than an hour ago, no new one is sent.";
        retried = "Mejlet skickas igen.", "The email is being sent again.";
        deleted = "Utkastet är raderat.", "The draft is deleted.";
        is_draft = "Ett utkast. Inget går ut förrän du bestämmer när.", "A draft. Nothing goes out until you decide when.";
        goes_out: fn(&str) -> String = |when| format!("Går ut {when}."), |when| format!("Goes out on {when}.");
        is_sent = "Utskicket har gått ut.", "The announcement has gone out.";
        edit = "Ändra utskicket", "Change the announcement";
        cancel = "Stoppa utskicket", "Stop the announcement";
        gets_it = "De som får det", "Those who get it";
        counted_then = "Mottagarna räknas fram på nytt när utskicket går ut. Den som hinner svara på dagen, börjar eller slutar räknas som det är då.",
            "The receivers are counted anew when the announcement goes out. Whoever answers to the day, begins or leaves before that counts as they are then.";
        test_title = "Prova på dig själv", "Try it on yourself";
        test_lede = "Bara du får mejlet, på det språk du har valt.", "Only you get the email, in the language that you have chosen.";
        test = "Skicka ett test till mig", "Send a test to me";
        send_title = "Skicka", "Send";
        send_lede = "Vart mejlet går och till hur många står här ovanför. Tiden är svensk tid.", "To whom the email goes, and to how many, stands above. The time is Swedish time.";
        when = "När?", "When?";
        now = "Nu", "Now";
        later = "Senare", "Later";
        date = "Datum", "Date";
        time = "Klockslag", "Time of day";
        time_hint = "Om du valde Senare.", "If you chose Later.";
        send = "Skicka utskicket", "Send the announcement";
        history = "Vad som har hänt", "What has happened";
        written = "Skrivet", "Written";
        time_set = "Tiden satt", "Time set";
        stopped = "Stoppat", "Stopped";
        sent = "Skickat", "Sent";
        delete = "Radera utkastet", "Delete the draft";
        delete_lede = "Texten och urvalet försvinner och går inte att få tillbaka.", "The text and the choice are gone and cannot be brought back.";
        to_list = "Till alla utskick", "To all announcements";
        draft = "Utkast", "Draft";
        planned = "Planerat", "Scheduled";
        receivers = "Vilka som fick det", "Who got it";
        reached_nobody = "Ingen passade in på urvalet när utskicket gick ut.", "Nobody fitted the choice when the announcement went out.";
        receiver = "Mottagare", "Receiver";
        outcome = "Vad som hände", "What happened";
        mend = "Den som inte fick det står först. Öppna personens sida för att rätta adressen, och skicka sedan igen.",
            "Those who did not get it stand first. Open the person's page to mend the address, and then send again.";
        retry = "Skicka igen", "Send again";
        fares: fn(u32, u32, u32) -> String =
            |delivered, waiting, missed| format!("{delivered} lämnade till mejlservern, {waiting} väntar, {missed} fick det inte"),
            |delivered, waiting, missed| format!("{delivered} handed to the mail server, {waiting} waiting, {missed} did not get it");
        waiting = "Väntar på att skickas", "Waiting to be sent";
        delivered = "Lämnat till mejlservern", "Handed to the mail server";
        given_up = "Kom inte fram", "Did not arrive";
        dead_address = "Skickades inte: adressen tar inte emot mejl", "Not sent: the address takes no email";
        not_active = "Skickades inte: inaktiverad", "Not sent: deactivated";
        said_yes = "har svarat ja", "have answered yes";
        said_maybe = "har svarat kanske", "have answered maybe";
        said_no = "har svarat nej", "have answered no";
        unanswered = "inte har svarat", "have not answered";
        came = "kom", "came";
        pair_active = "pågår", "goes on";
        pair_slowing = "pågår, men träffas mer sällan än tänkt", "goes on, but meets less often than meant";
        pair_silent = "pågår, men har inte träffats på länge", "goes on, but has not met for long";
        pair_not_started = "pågår, men har aldrig träffats", "goes on, but has never met";
        pair_paused = "har paus", "rests";
        pair_ended = "är avslutat", "has ended";
        unknown: fn(usize, &str, &str) -> String =
            |line, name, known| format!("På rad {line} står {name}, som inte betyder något. Inom klamrar kan det stå {known}."),
            |line, name, known| format!("On line {line} there is {name}, which stands for nothing. These can stand in braces: {known}.");
        skipped = "Den tiden finns inte: klockan ställs fram den natten. Välj en timme senare.", "There is no such time: the clocks go forward that night. Choose an hour later.";
        passed = "Den tiden har redan varit. Välj en senare tid, eller Nu.", "That time has been already. Choose a later one, or Now.";
        too_far = "Välj ett datum inom ett år.", "Choose a date within a year.";
        too_many = "Fyra utskick går redan ut den dagen, och fler tröttar den som får dem. Välj en annan dag.", "Four announcements go out on that day already, and more would tire those who get them. Choose another day.";
        write_to_maybe = "Skriv till dem som svarat kanske", "Write to those who answered maybe";
        write_to_came = "Skriv till dem som kom", "Write to those who came";
        begin_came_subject: fn(&str) -> String = |day| format!("Tack för att du var med på {day}"), |day| format!("Thank you for being at {day}");
        begin_came: fn(&str, &str) -> String =
            |day, slug| format!("Tack för att du var med på {day}. Det blev en bra dag för att just du kom.\n\nDet som visades finns på [dagens sida](/dagar/{slug})."),
            |day, slug| format!("Thank you for being at {day}. It was a good day because you came.\n\nWhat was shown is on [the day's page](/dagar/{slug}).");
        begin_maybe_subject: fn(&str) -> String = |day| format!("Kommer du till {day}?"), |day| format!("Are you coming to {day}?");
        begin_maybe: fn(&str, &str) -> String =
            |day, slug| format!("Du har svarat kanske till {day}. Vet du nu? Svara ja eller nej på [dagens sida](/dagar/{slug}), så kan vi planera."),
            |day, slug| format!("You have answered maybe to {day}. Do you know by now? Answer yes or no on [the day's page](/dagar/{slug}), and we can plan.");
        begin_day: fn(&str, &str) -> String =
            |day, slug| format!("Om {day}: läs mer på [dagens sida](/dagar/{slug})."),
            |day, slug| format!("About {day}: read more on [the day's page](/dagar/{slug}).");
    }
}

/// A subject and a text to begin from, for those who have answered something to a day.
pub(super) fn starter(lang: Lang, said: DayAnswer, day: &str, slug: &str) -> (String, String) {
    let text = &Catalogue::of(lang).announcement;
    match said {
        DayAnswer::Came => ((text.begin_came_subject)(day), (text.begin_came)(day, slug)),
        DayAnswer::Maybe => ((text.begin_maybe_subject)(day), (text.begin_maybe)(day, slug)),
        _ => (day.to_owned(), (text.begin_day)(day, slug)),
    }
}

/// What someone has said to a day or done, after "those who".
pub(super) fn answer(said: DayAnswer) -> &'static str {
    let text = &t().announcement;
    match said {
        DayAnswer::Yes => text.said_yes,
        DayAnswer::Maybe => text.said_maybe,
        DayAnswer::No => text.said_no,
        DayAnswer::Unanswered => text.unanswered,
        DayAnswer::Came => text.came,
    }
}

/// How a pair fares, after "the pair".
pub(super) fn pair(fares: PairIs) -> &'static str {
    let text = &t().announcement;
    match fares {
        PairIs::Active => text.pair_active,
        PairIs::Slowing => text.pair_slowing,
        PairIs::Silent => text.pair_silent,
        PairIs::NotStarted => text.pair_not_started,
        PairIs::Paused => text.pair_paused,
        PairIs::Ended => text.pair_ended,
    }
}

/// How far an announcement has come.
pub(super) fn state(state: State) -> &'static str {
    let text = &t().announcement;
    match state {
        State::Draft => text.draft,
        State::Scheduled => text.planned,
        State::Sent => text.sent,
    }
}

/// What was done with an announcement.
pub(super) fn step(step: Step) -> &'static str {
    let text = &t().announcement;
    match step {
        Step::Written => text.written,
        Step::Scheduled => text.time_set,
        Step::Cancelled => text.stopped,
        Step::Sent => text.sent,
    }
}

/// What became of what someone was to get.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    let text = &t().announcement;
    match outcome {
        Outcome::Waiting => text.waiting,
        Outcome::Delivered => text.delivered,
        Outcome::GivenUp => text.given_up,
        Outcome::DeadAddress => text.dead_address,
        Outcome::Deactivated => text.not_active,
    }
}

/// How the receivers fare, in figures.
pub(super) fn fares(figures: Figures) -> String {
    (t().announcement.fares)(figures.delivered, figures.waiting, figures.missed)
}

/// What a language is called.
pub(super) fn language(lang: Lang) -> &'static str {
    let text = &t().announcement;
    match lang {
        Lang::Sv => text.swedish,
        Lang::En => text.english,
    }
}

/// What a placeholder stands for.
pub(super) fn stands_for(placeholder: Placeholder) -> &'static str {
    let text = &t().announcement;
    match placeholder {
        Placeholder::FirstName => text.first_name,
        Placeholder::Name => text.name,
        Placeholder::Organisation => text.organisation,
        Placeholder::Round => text.round,
        Placeholder::NextDay => text.next_day,
        Placeholder::ReplyBy => text.reply_by,
    }
}

/// What is wrong with an announcement or its time, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().announcement;
    if let Some(Unknown { line, name }) = Unknown::from_name(name) {
        let known: Vec<_> = Placeholder::ALL.iter().map(|one| format!("{{{}}}", one.name())).collect();
        return Some((text.unknown)(line, &name, &known.join(", ")));
    }
    let words = match TimeProblem::from_name(name)? {
        TimeProblem::Skipped => text.skipped,
        TimeProblem::Passed => text.passed,
        TimeProblem::TooFar => text.too_far,
        TimeProblem::TooMany => text.too_many,
    };
    Some(words.to_owned())
}
