//! Words of proposals and the agreed meeting.

use domain::meeting::proposal::TimeProblem;

use crate::text::{t, texts};

texts! {
    /// What waits for an answer, on the pair's page and the dashboard.
    pub struct Proposals {
        nothing_agreed = "Ingen träff är bestämd.", "No meeting is settled.";
        suggested: fn(&str) -> String = |when| format!("Er rytm pekar på {when}."), |when| format!("By your rhythm, you would meet again on {when}.");
        propose = "Föreslå tider", "Propose times";
        see_next = "Visa, flytta eller ställ in", "See, move or cancel";
        how: fn(&str, &str) -> String = |form, minutes| format!("{form}, {minutes}"), |form, minutes| format!("{form}, {minutes}");
        visit_to: fn(&str, &str, &str) -> String =
            |visit, name, organisation| format!("{visit} hos {name}, {organisation}"),
            |visit, name, organisation| format!("{visit}, hosted by {name}, {organisation}");
        visit_to_you: fn(&str) -> String = |visit| format!("{visit} hos dig"), |visit| format!("{visit}, hosted by you");
        open_link = "Öppna mötet", "Open the meeting";
        you_proposed = "Du har föreslagit", "You have proposed";
        waits_for: fn(&str) -> String = |name| format!("Väntar på svar från {name}."), |name| format!("Waiting for {name} to answer.");
        change_proposal = "Ändra eller dra tillbaka", "Change or withdraw";
        you_move: fn(&str) -> String = |day| format!("Du vill flytta {day} till"), |day| format!("You would like to move {day} to");
        partner_moves: fn(&str, &str) -> String =
            |name, day| format!("{name} vill flytta {day} till"), |name, day| format!("{name} would like to move {day} to");
        move_there: fn(&str) -> String = |when| format!("Ja, flytta till {when}"), |when| format!("Yes, move to {when}");
        stands: fn(&str) -> String =
            |day| format!("Tiden {day} gäller tills du har valt en ny. Tackar du nej gäller den fortfarande."),
            |day| format!("{day} stands until you have picked another time. If you decline, it still stands.");
        partner_proposes: fn(&str) -> String = |name| format!("{name} föreslår"), |name| format!("{name} proposes");
        take: fn(&str) -> String = |when| format!("Ja, {when}"), |when| format!("Yes, {when}");
        all_passed = "Tiderna har passerat.", "The times have passed.";
        propose_others = "Föreslå andra tider", "Propose others";
        decline = "Tacka nej", "Decline";
        partner_declined: fn(&str) -> String = |name| format!("{name} kunde inte någon av tiderna."), |name| format!("{name} could not make any of the times.");
        partner_cancelled: fn(&str) -> String = |name| format!("{name} ställde in träffen."), |name| format!("{name} cancelled the meeting.");
        done_proposed: fn(&str) -> String =
            |name| format!("Förslaget är skickat till {name} i ett mejl. När {name} har valt en tid får ni båda en kalenderinbjudan."),
            |name| format!("The proposal has been sent to {name} by email. When {name} has picked a time you will both get a calendar invitation.");
        done_settled: fn(&str) -> String =
            |when| format!("Tiden är bestämd: {when}. Ni får båda en kalenderinbjudan i ett mejl."),
            |when| format!("The time is settled: {when}. You will both get a calendar invitation by email.");
        done_declined: fn(&str) -> String =
            |name| format!("Du har tackat nej, och {name} får veta det i ett mejl. Ni kan båda föreslå andra tider."),
            |name| format!("You have declined, and {name} is told by email. Either of you can propose other times.");
        done_withdrawn: fn(&str) -> String =
            |name| format!("Förslaget är tillbakadraget. {name} kan inte svara på det längre."),
            |name| format!("The proposal is withdrawn. {name} can no longer answer it.");
        done_cancelled: fn(&str) -> String =
            |name| format!("Träffen är inställd. {name} får veta det i ett mejl, och den tas bort ur era kalendrar."),
            |name| format!("The meeting is cancelled. {name} is told by email, and it is taken out of your calendars.");
        agreed_one = "1 bestämd", "1 agreed";
        todo_answer: fn(&str) -> String = |name| format!("Svara på tiderna som {name} föreslår"), |name| format!("Answer the times that {name} proposes");
        todo_slipped = "Bestäm nästa träff, det är ett tag sedan ni sågs", "Settle your next meeting, it has been a while";
    }
}

texts! {
    /// The pages with forms, and the checklist for a visit.
    pub struct Proposing {
        title = "Föreslå tider", "Propose times";
        move_title = "Flytta träffen", "Move the meeting";
        lede: fn(&str) -> String =
            |name| format!("Skriv en till fem tider. {name} får dem i ett mejl och väljer en med ett klick. Först då är träffen bestämd."),
            |name| format!("Write one to five times. {name} gets them by email and picks one with a click. Only then is the meeting settled.");
        moves: fn(&str) -> String = |when| format!("Träffen {when} står kvar tills ni har enats om en ny tid."), |when| format!("The meeting on {when} stands until you have agreed on a new time.");
        replaces_own = "Det du skickar ersätter ditt tidigare förslag.", "What you send replaces your earlier proposal.";
        replaces_partners: fn(&str) -> String = |name| format!("Det du skickar ersätter förslaget från {name}."), |name| format!("What you send replaces the proposal from {name}.");
        times = "Tider", "Times";
        date: fn(usize) -> String = |n| format!("Datum {n}"), |n| format!("Date {n}");
        time: fn(usize) -> String = |n| format!("Klockslag {n}"), |n| format!("Time {n}");
        more_times = "Fler tider", "More times";
        minutes = "Längd i minuter", "Length in minutes";
        form = "Hur vill du träffas?", "How do you want to meet?";
        place = "Plats", "Place";
        place_hint = "Till exempel ett rum, ett kafé eller en adress. Kan lämnas tomt.", "Such as a room, a café or an address. Can be left empty.";
        link = "Länk till det digitala mötet", "Link to the online meeting";
        link_hint = "Börjar med https://. Kan lämnas tom.", "Begins with https://. Can be left empty.";
        host = "Vem är värd för studiebesöket?", "Who hosts the visit?";
        host_me = "Jag, i min organisation", "I do, in my organisation";
        host_partner: fn(&str, &str) -> String = |name, organisation| format!("{name}, {organisation}"), |name, organisation| format!("{name}, {organisation}");
        send = "Skicka förslaget", "Send the proposal";
        settle = "Bestäm tiden direkt", "Settle the time now";
        settle_hint = "Har ni redan kommit överens om en tid? Skriv bara den och bestäm den direkt. Ni får båda en kalenderinbjudan i ett mejl.",
            "Have you already agreed on a time? Write a single time and settle it now. You will both get a calendar invitation by email.";
        withdraw_title = "Dra tillbaka förslaget", "Withdraw the proposal";
        withdraw_lede = "Då finns inga tider kvar att svara på.", "Then there are no times left to answer.";
        withdraw = "Dra tillbaka", "Withdraw";
        decline_title = "Tacka nej till tiderna", "Decline the times";
        decline_lede: fn(&str) -> String =
            |name| format!("{name} får veta det i ett mejl. Du kan i stället föreslå andra tider."),
            |name| format!("{name} is told by email. You can propose other times instead.");
        word = "Några ord", "A few words";
        comment_hint: fn(&str) -> String = |name| format!("Frivilligt. Läses bara av {name}."), |name| format!("Optional. Read by {name} only.");
        decline = "Tacka nej", "Decline";
        next_title = "Nästa träff", "Next meeting";
        none = "Ingen träff är bestämd just nu.", "No meeting is settled right now.";
        propose = "Föreslå tider", "Propose times";
        when = "När", "When";
        how = "Hur", "How";
        r#where = "Var", "Where";
        with = "Med", "With";
        no_place = "Inte bestämt", "Not settled";
        calendar = "Lägg i kalendern", "Add to calendar";
        r#move = "Flytta", "Move";
        log = "Logga träffen", "Log the meeting";
        passed = "Träffen har varit. Logga den, det tar en minut.", "The meeting has passed. Log it, it takes a minute.";
        cancel_title = "Ställ in träffen", "Cancel the meeting";
        cancel_lede: fn(&str) -> String =
            |name| format!("{name} får veta det i ett mejl, och träffen tas bort ur era kalendrar."),
            |name| format!("{name} is told by email, and the meeting is taken out of your calendars.");
        cancel = "Ställ in", "Cancel the meeting";
        back = "Till paret", "To the pair";
        calendar_summary: fn(&str) -> String = |names| format!("Mentorträff: {names}"), |names| format!("Mentoring: {names}");
        calendar_video = "Videomöte", "Video meeting";
        visit_title = "Så blir studiebesöket värt det", "Making the visit worth it";
        visit_lede = "Att se en annan organisation inifrån är det som tidigare deltagare har uppskattat mest.", "Seeing another organisation from the inside is what former participants valued most.";
        /// First those for the host, then those for the guest, then both.
        visit_steps: [&'static str; 6] = [
            "Bestäm en fråga som besöket ska belysa, gärna från adeptens mål.",
            "Värden: välj ett vanligt möte eller en vanlig arbetsdag framför en visning. Säg till kollegorna vem som kommer och varför.",
            "Värden: ordna besöksbricka, väg in och en plats att prata ostört efteråt.",
            "Gästen: läs på om uppdraget i förväg, och ta med två frågor som du själv brottas med.",
            "Gästen: det du ser stannar mellan er, precis som annat ni talar om.",
            "Båda: sätt av en halvtimme efteråt. Vad förvånade? Vad gör vi annorlunda hemma?"
        ], [
            "Choose one question that the visit is to shed light on, preferably from the adept's goals.",
            "Host: prefer an ordinary meeting or working day to a guided tour. Tell colleagues who is coming, and why.",
            "Host: see to a visitor's badge, the way in, and a place to talk undisturbed afterwards.",
            "Guest: read up on the mission beforehand, and bring two questions that you struggle with yourself.",
            "Guest: what you see stays between the two of you, like everything else you talk about.",
            "Both: keep half an hour for afterwards. What surprised you? What do we do differently at home?"
        ];
        time_passed = "Klockslaget har redan varit. Välj ett senare.", "That time has passed. Choose a later one.";
        only_one_time = "Skriv en enda tid när du bestämmer direkt. Vill du erbjuda flera, skicka dem som förslag.", "Write a single time when you settle it now. To offer several, send them as a proposal.";
    }
}

/// What is wrong with a proposed time, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().proposing;
    let words = match TimeProblem::from_name(name)? {
        TimeProblem::Passed => text.time_passed,
        TimeProblem::OnlyOne => text.only_one_time,
    };
    Some(words.to_owned())
}
