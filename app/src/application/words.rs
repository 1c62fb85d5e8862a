//! Words of the pages on which people apply, support and endorse.

use domain::application::{Refusal, typed::AddressProblem};

use crate::text::{genitive, t, texts};

texts! {
    /// Applying, supporting, endorsing.
    pub struct Applying {
        call_title = "Sök till programmet", "Apply to the programme";
        call_lede = "För högre chefer i offentlig sektor i Västsverige: som adept, som mentor, eller som det som passar bäst.",
            "For senior managers in the public sector of western Sweden: as an adept, as a mentor, or as whichever fits best.";
        round: fn(u32) -> String = |n| format!("Programomgång {n}"), |n| format!("Round {n}");
        no_call = "Ingen ansökningsomgång är planerad just nu. Fråga din organisations kontaktperson om nästa.",
            "No call is planned at the moment. Ask your organisation's contact person about the next one.";
        opens: fn(&str) -> String = |when| format!("Ansökan öppnar {when}."), |when| format!("Applications open on {when}.");
        open_until: fn(&str) -> String = |when| format!("Ansökan är öppen till och med {when}."), |when| format!("Applications are open until {when}.");
        closed: fn(&str) -> String = |when| format!("Ansökan stängde {when}. Det du har sparat finns kvar om du loggar in."), |when| format!("Applications closed on {when}. What you saved is still there when you sign in.");
        full_adepts = "Platserna för adepter är fyllda.", "There is no more room for adepts.";
        full_mentors = "Platserna för mentorer är fyllda.", "There is no more room for mentors.";
        for_adepts = "För adepter", "For adepts";
        for_mentors = "För mentorer", "For mentors";
        advantage = "Har du själv varit adept är det en fördel, men inget krav. Vi ser det i tidigare omgångar, så du behöver inte skriva det.",
            "Having been an adept yourself is an advantage, but not required. We can see it from earlier rounds, so you need not write it.";
        who = "Vem som kan söka", "Who can apply";
        way = "Så går det till", "How it works";
        way_1 = "Du fyller i din del. Den sparas steg för steg, så du kan göra den när det passar.",
            "You fill in your part. It is saved step by step, so you can do it when it suits you.";
        way_2 = "Din chef får en länk och svarar på om hon eller han stöder ansökan.", "Your manager gets a link and says whether they support it.";
        way_3 = "Din organisations kontaktperson tillstyrker.", "Your organisation's contact person endorses it.";
        way_4 = "Nätverkets arbetsgrupp väljer ut och matchar.", "The network's working group selects and matches.";
        ask = "Frågor", "Questions";
        start_title = "Börja din ansökan", "Begin your application";
        start_help = "Du får ett mejl med en länk och en kod. Först när du har använt en av dem sparas något om dig.",
            "You get an email with a link and a code. Nothing is kept about you until you have used one of them.";
        name = "Ditt namn", "Your name";
        email = "Din e-postadress på jobbet", "Your email address at work";
        organisation = "Din organisation", "Your organisation";
        choose = "Välj …", "Choose …";
        as_what = "Jag vill söka som", "I want to apply as";
        send_mail = "Skicka mejlet", "Send the email";
        begin = "Börja ansökan", "Begin the application";
        go_on = "Fortsätt med din ansökan", "Go on with your application";
        go_to_own = "Gå till din ansökan", "Go to your application";
        go_to_list = "Ansökningar väntar på att du tillstyrker", "Applications are waiting for you to endorse them";
        own_title = "Din ansökan", "Your application";
        no_own_title = "Du har ingen ansökan", "You have no application";
        no_own = "Här finns din ansökan när du har börjat på en.", "Your application will be here once you have begun one.";
        to_call = "Till ansökningssidan", "To the page about applying";
        progress: fn(usize, usize) -> String = |done, all| format!("{done} av {all} delar är klara."), |done, all| format!("{done} of {all} parts are done.");
        done = "Klar", "Done";
        to_do = "Inte påbörjad", "Not started";
        look_again = "Behöver kompletteras", "Incomplete";
        saved = "Sparat.", "Saved.";
        sent = "Ansökan är skickad. Du får ett kvitto i ett mejl, och ett nytt mejl när nästa steg är taget.",
            "The application has been sent. You get a receipt by email, and another email when the next step is taken.";
        withdrawn = "Du har tagit tillbaka ansökan. Ingen läser den mer.", "You have withdrawn the application. Nobody reads it any more.";
        reopened = "Ansökan är öppen igen. Den läses först när du har skickat den.", "The application is open again. Nobody reads it until you have sent it.";
        ready = "Allt är klart att skicka. När du skickar får din chef en länk, och du kan inte ändra mer.",
            "Everything is ready. When you send it your manager gets a link, and you cannot change it any more.";
        notice = "Så här används dina uppgifter:", "This is how your data are used:";
        not_ready = "När alla delar är klara kan du skicka ansökan.", "Once all parts are done you can send the application.";
        send = "Skicka ansökan", "Send the application";
        send_again = "Skicka svaret", "Send the answer";
        question = "Kontaktpersonen frågar", "The contact person asks";
        your_answer = "Ditt svar", "Your answer";
        your_answer_help = "Läses av kontaktpersonen. Du kan också ändra delarna här ovanför.", "Read by the contact person. You can change the parts above, too.";
        print = "Utskriftsversion", "Printable version";
        print_lede = "Skriv ut med webbläsarens meny.", "Print it from the browser's menu.";
        back_to_own = "Till din ansökan", "To your application";
        stands = "Så långt har ansökan kommit", "Where it stands";
        waits_for: fn(&str) -> String = |who| format!("Väntar på {who}."), |who| format!("Waiting for {who}.");
        decided = "Arbetsgruppens beslut kommer till dig i ett mejl.", "The working group's decision will come to you by email.";
        manager_line: fn(&str, &str) -> String = |name, until| format!("Länken till {name} gäller till och med {until}."), |name, until| format!("The link to {name} is valid until {until}.");
        link_over: fn(&str) -> String = |name| format!("Länken till {name} gäller inte längre."), |name| format!("The link to {name} is no longer valid.");
        ask_again = "Skicka en ny länk", "Send a new link";
        other_manager = "Fråga en annan chef", "Ask another manager";
        ask_other = "Skicka till den här chefen", "Send it to this manager";
        link_sent = "En ny länk är skickad. Den förra gäller inte längre.", "A new link has been sent. The earlier one is no longer valid.";
        withdraw = "Ta tillbaka ansökan", "Withdraw the application";
        withdraw_help = "Ingen läser den mer, och chefens länk slutar gälla. Du kan ta upp den igen så länge ansökan är öppen.",
            "Nobody reads it any more, and the manager's link is no longer valid. You can reopen it while applications are open.";
        give_up = "Organisatörerna får veta det. Har du fått en plats lämnar du den. När ansökan har stängt går det inte att ångra.",
            "The organisers are told. If you have been given a place you give it up. Once applications have closed this cannot be undone.";
        reopen_closed = "Du har tagit tillbaka ansökan. Ansökan har stängt, så den kan inte tas upp igen.", "You have withdrawn the application. Applications have closed, so it cannot be reopened.";
        reopen = "Ta upp ansökan igen", "Reopen the application";
        employer_title = "Byte av arbetsgivare", "Changing employer";
        employer_lede = "Ett par ska komma från två olika organisationer. Säg till när du byter, så prövas det på nytt.",
            "The two in a pair come from different organisations. Tell us when you change, so that this can be checked again.";
        employer_follows = "En organisatör får veta det. En ansökan som inte är avgjord behöver då stöd och tillstyrkan från den nya organisationen.",
            "An organiser will be told. An application that is not decided then needs the support and endorsement of the new organisation.";
        employer_new = "Min nya organisation", "My new organisation";
        employer_save = "Spara bytet", "Save the change";
        employer_saved = "Bytet är sparat, och organisatörerna är underrättade.", "The change is saved, and the organisers have been told.";
        employers_lede = "Ett par ska komma från två olika organisationer. Notera här när någon har bytt, om de inte har gjort det själva.",
            "The two in a pair come from different organisations. Note here when someone has changed, if they have not done so themselves.";
        employers_across = "Alla par kommer från två olika organisationer.", "The two in every pair come from different organisations.";
        employers_within = "I de här paren arbetar båda nu i samma organisation. Avgör tillsammans med dem om paret ska fortsätta.",
            "The two in these pairs now work in the same organisation. Decide together with them whether the pair continues.";
        employers_within_one: fn(&str, &str, &str) -> String = |adept, mentor, organisation| format!("{adept} och {mentor} arbetar båda i {organisation}."),
            |adept, mentor, organisation| format!("{adept} and {mentor} both work for {organisation}.");
        employer_changes = "Byten hittills", "Changes so far";
        employers_none = "Ingen har bytt arbetsgivare.", "Nobody has changed employer.";
        employer_who = "Vem har bytt arbetsgivare?", "Who has changed employer?";
        employer_their_new = "Ny organisation", "New organisation";
        employer_name = "Namn", "Name";
        employer_from = "Från", "From";
        employer_to = "Till", "To";
        employer_noted = "Noterat", "Noted";
        employer_noted_by: fn(&str, &str) -> String = |at, by| format!("{at} av {by}"), |at, by| format!("{at} by {by}");
        employer_link = "Jag har bytt arbetsgivare", "I have changed employer";
        save_on = "Spara och fortsätt", "Save and go on";
        title = "Befattning", "Title";
        phone = "Telefon (frivilligt)", "Telephone (optional)";
        area = "Verksamhet", "Field of work";
        level = "Vad leder du?", "What do you lead?";
        manages_managers = "Är du chef över chefer?", "Are you a manager of managers?";
        years = "I hur många hela år?", "For how many whole years?";
        years_help = "Skriv 0 om det är mindre än ett år. Lämna tomt om du inte är chef över chefer.", "Write 0 for less than a year. Leave it empty if you do not manage managers.";
        strategic = "Har du verkat på högre, strategisk ledningsnivå?", "Have you led at a higher, strategic level?";
        organisation_is: fn(&str) -> String = |name| format!("Din organisation är {name}."), |name| format!("Your organisation is {name}.");
        develop = "Vad vill du utveckla?", "What do you want to develop?";
        most_themes: fn(u32) -> String = |n| format!("Välj det viktigaste, högst {n}."), |n| format!("Choose what matters most, {n} at most.");
        develop_words = "Med egna ord: vad vill du nå med att ha en mentor?", "In your own words: what do you want from having a mentor?";
        give = "Vad kan du ge en adept?", "What can you give an adept?";
        motivation = "Varför är du en lämplig mentor?", "Why would you be a good mentor?";
        motivation_help = "Berätta om din erfarenhet och varför du vill. Det är ett villkor för mentorer.", "Tell of your experience, and why you want to. It is a condition for mentors.";
        adept_before: fn(&str) -> String = |rounds| format!("Vi ser att du var adept i omgång {rounds}. Det är en fördel."), |rounds| format!("We see that you were an adept in round {rounds}. That is an advantage.");
        areas = "Vilken verksamhet får den du matchas med gärna komma från?", "Which field would you like the person you are matched with to come from?";
        areas_help = "Välj inga om det inte spelar någon roll.", "Choose none if it does not matter.";
        languages = "Vilka språk kan ni tala?", "Which languages can you speak?";
        meets = "Hur vill du helst träffas?", "How would you like to meet?";
        travel = "Hur långt reser du?", "How far will you travel?";
        capacity = "Hur många adepter kan du ta emot?", "How many adepts could you take?";
        capacity_help = "De flesta mentorer har en adept. Arbetsgruppen ger dig bara fler om du säger här att du kan.",
            "Most mentors have one adept. The working group gives you more only if you say here that you could.";
        wish_words = "Något annat att tänka på? (frivilligt)", "Anything else to bear in mind? (optional)";
        conflicts_help = "Finns det personer eller organisationer som du inte ska matchas med, till exempel en tidigare chef eller en nära vän? Bara arbetsgruppen och organisatörerna ser det. Lämna tomt om det inte finns någon.",
            "Are there people or organisations that you must not be matched with, such as a former manager or a close friend? Only the working group and the organisers see it. Leave it empty if there is nobody.";
        conflict_who: fn(usize) -> String = |n| format!("Person eller organisation {n}"), |n| format!("Person or organisation {n}");
        conflict_why: fn(usize) -> String = |n| format!("Varför {n}"), |n| format!("Why {n}");
        more_rows = "Fler", "More";
        manager_name = "Din närmaste chefs namn", "Your line manager's name";
        manager_email = "Chefens e-postadress", "Your manager's email address";
        manager_help = "När du skickar ansökan får chefen en personlig länk. Chefen ser ditt namn, ditt uppdrag och vad du vill utveckla eller kan ge.",
            "When you send the application your manager gets a personal link. They see your name, your position and what you want to develop or can give.";
        consent = "Jag samtycker till att mina uppgifter används för att pröva ansökan och matcha mig",
            "I consent to my data being used to consider the application and to match me";
        consent_help = "De läses av din organisations kontaktperson, arbetsgruppen och organisatörerna.",
            "They are read by your organisation's contact person, the working group and the organisers.";
        early: fn(usize) -> String =
            |n| if n == 1 { "Ett villkor är inte uppfyllt".into() } else { format!("{n} villkor är inte uppfyllda") },
            |n| if n == 1 { "A condition is not met".into() } else { format!("{n} conditions are not met") };
        early_help = "Du kan ändå söka: arbetsgruppen kan göra undantag, med en skriftlig motivering. Prata med din kontaktperson först.",
            "You can still apply: the working group can make an exception, with a written reason. Talk to your contact person first.";
        chief_title: fn(&str) -> String = |name| format!("Stöder du {} ansökan?", genitive(name)), |name| format!("Do you support {name}'s application?");
        chief_lede: fn(&str) -> String = |until| format!("Ditt svar går till organisationens kontaktperson, arbetsgruppen och organisatörerna. Länken gäller till och med {until}."), |until| format!("Your answer goes to your organisation's contact person, the working group and the organisers. The link is valid until {until}.");
        chief_applies = "Ansökan", "The application";
        chief_means = "Vad det innebär", "What it means";
        chief_means_1 = "Fyra gemensamma dagar och regelbundna träffar i ett till två år.", "Four common days and regular meetings for one to two years.";
        chief_means_2 = "Kostnadsfritt för deltagarna.", "Free of charge for participants.";
        supports = "Stöder du ansökan?", "Do you support the application?";
        supports_yes = "Ja, jag stöder den", "Yes, I support it";
        supports_no = "Nej, jag stöder den inte", "No, I do not";
        why = "Varför?", "Why?";
        why_help = "Sökanden läser inte det här.", "The applicant does not read this.";
        commits = "Vad åtar sig organisationen?", "What does the organisation commit to?";
        commits_help = "Till exempel tid för de gemensamma dagarna och träffarna. Behövs när du svarar ja.", "Such as time for the common days and the meetings. Needed if you answer yes.";
        answer = "Skicka svaret", "Send the answer";
        not_mine = "Är du inte rätt chef?", "Not the right manager?";
        not_mine_help = "Lämna frågan vidare. Rätt chef får en egen länk, och din slutar gälla.", "Pass the question on. The right manager gets a link of their own, and yours stops working.";
        other_name = "Rätt chefs namn", "The right manager's name";
        other_email = "Rätt chefs e-postadress", "The right manager's email address";
        pass_on = "Lämna vidare", "Pass it on";
        chief_thanks = "Tack, ditt svar är skickat", "Thank you, your answer has been sent";
        chief_thanks_lede = "Sökanden får veta att du har svarat. Du behöver inte göra något mer.", "The applicant is told that you have answered. You need not do anything more.";
        passed_on = "Frågan är lämnad vidare", "The question has been passed on";
        passed_on_lede = "Den chef som du angav har fått ett mejl med en egen länk.", "The manager whom you named has been sent a link of their own.";
        link_used_title = "Länken är redan använd", "The link has been used";
        link_used = "Frågan är besvarad eller lämnad vidare. Du behöver inte göra något mer.", "The question has been answered or passed on. You need not do anything more.";
        link_expired_title = "Länken har gått ut", "The link has expired";
        link_expired = "Be den som söker att skicka en ny länk.", "Ask the applicant to send a new one.";
        link_withdrawn_title = "Länken gäller inte längre", "The link is no longer valid";
        link_withdrawn = "Den har ersatts av en nyare, eller så har ansökan tagits tillbaka.", "A newer one has replaced it, or the application has been withdrawn.";
        contact_title = "Ansökningar från din organisation", "Applications from your organisation";
        contact_lede = "Läs, tillstyrk, ställ en fråga eller avstå. Arbetsgruppen ser en ansökan först när den är tillstyrkt.",
            "Read, endorse, ask something, or decline. The working group sees an application only once it is endorsed.";
        contact_none = "Ingen från din organisation har skickat en ansökan än. Nominera någon, så får de ett mejl.",
            "Nobody from your organisation has sent an application yet. Nominate someone, and they will get an email.";
        yours = "Väntar på dig", "Waiting for you";
        others = "Övriga", "Others";
        none_yours = "Just nu väntar ingen ansökan på dig.", "No application is waiting for you now.";
        applicant = "Sökande", "Applicant";
        applies_as = "Söker som", "Applies as";
        stands_at = "Läge", "Status";
        since = "Sedan", "Since";
        rank_help = "1 är den ni helst ser. Arbetsgruppen ser rangordningen.", "1 is your first choice. The working group sees the ranking.";
        rank_of: fn(&str) -> String = |name| format!("Rang för {name}"), |name| format!("Rank of {name}");
        save_ranks = "Spara rangordningen", "Save the ranking";
        nominate = "Nominera någon", "Nominate someone";
        nominate_lede = "Den du nominerar får ett mejl och fyller i sin del. Är personen anmäld hos en annan organisation får hen i stället veta hur man byter arbetsgivare.",
            "Whoever you nominate gets an email and fills in their part. Someone who is registered with another organisation is told how to change employer instead.";
        nominee_name = "Namn", "Name";
        nominee_email = "E-postadress på jobbet", "Email address at work";
        nominated = "Nominerad. Ett mejl är på väg.", "Nominated. An email is on its way.";
        nominated_begun = "Personen hade redan börjat på en ansökan. Nu står det där att du har nominerat. Inget mejl skickades.",
            "They had begun an application already. It now says that you have nominated them. No email was sent.";
        nominated_again = "Du har redan nominerat personen. Inget nytt mejl skickades.", "You have nominated them already. No new email was sent.";
        nominated_by_another = "En annan kontaktperson i din organisation har redan nominerat personen. Inget nytt mejl skickades.",
            "Another contact person in your organisation has nominated them already. No new email was sent.";
        your_nominees = "Nominerade av dig", "Nominated by you";
        nominated_on: fn(&str) -> String = |date| format!("Nominerad {date}"), |date| format!("Nominated {date}");
        not_sent_yet = "Har inte skickat sin ansökan än", "Has not sent their application yet";
        stand_in = "När du är borta", "When you are away";
        stand_in_lede = "En kollega kan sköta dina uppgifter som kontaktperson under en tid. Kollegan får ett mejl och loggar in med sin egen adress.",
            "A colleague can do your work as contact person for a while. They get an email and sign in with their own address.";
        stand_in_now: fn(&str, &str, &str) -> String = |name, from, until| format!("{name} är din ersättare från {from} till och med {until}."), |name, from, until| format!("{name} stands in for you from {from} until {until}.");
        stand_in_name = "Kollegans namn", "Your colleague's name";
        stand_in_email = "Kollegans e-postadress", "Your colleague's email address";
        first_day = "Från och med", "From";
        last_day = "Till och med", "Until";
        stand_in_save = "Utse ersättare", "Appoint a stand-in";
        stand_in_end = "Avsluta", "End it";
        decide = "Ditt beslut", "Your decision";
        verdict = "Jag vill", "I want to";
        endorse = "Tillstyrka", "Endorse it";
        give_back = "Ställa en fråga till sökanden", "Ask the applicant something";
        decline = "Inte tillstyrka", "Not endorse it";
        verdict_words = "Din fråga eller motivering", "Your question or reason";
        verdict_help = "Behövs för en fråga och när du inte tillstyrker. Sökanden läser den, liksom arbetsgruppen.", "Needed for a question and if you do not endorse. The applicant reads it, and so does the working group.";
        save_verdict = "Spara beslutet", "Save the decision";
        decided_endorse = "Tillstyrkt. Sökanden får ett mejl, och arbetsgruppen kan läsa ansökan.", "Endorsed. The applicant is told by email, and the working group can read it.";
        decided_other = "Sparat. Sökanden får ett mejl.", "Saved. The applicant is told by email.";
        back_to_list = "Till ansökningarna", "To the applications";
        settings_title = "Ansökningsomgången", "The call for applications";
        settings_lede = "När ansökan är öppen, för vilka, och vem som svarar på frågor. Visas på sidan Sök till programmet.",
            "When applications are open, for whom, and who answers questions. Shown on the page Apply to the programme.";
        opens_on = "Öppnar", "Opens";
        closes_on = "Sista dag", "Last day";
        closes_help = "Till och med den här dagen, svensk tid.", "Until the end of that day, Swedish time.";
        who_sv = "Vem som kan söka, på svenska", "Who can apply, in Swedish";
        who_en = "Vem som kan söka, på engelska", "Who can apply, in English";
        contact_name = "Kontaktens namn", "The contact's name";
        contact_email = "Kontaktens e-postadress", "The contact's email address";
        contact_phone = "Kontaktens telefon (frivilligt)", "The contact's telephone (optional)";
        most_adepts = "Högsta antal ansökningar från adepter (frivilligt)", "Maximum number of applications from adepts (optional)";
        most_mentors = "Högsta antal ansökningar från mentorer (frivilligt)", "Maximum number of applications from mentors (optional)";
        most_help = "När så många har skickats är det fullt. Lämna tomt om det inte finns någon gräns.", "Once that many have been sent it is full. Leave empty for no limit.";
        save = "Spara", "Save";
        taken: fn(u32, u32) -> String = |adepts, mentors| format!("Skickade hittills: {adepts} som adept, {mentors} som mentor (adept eller mentor räknas i båda)."), |adepts, mentors| format!("Sent so far: {adepts} as adepts, {mentors} as mentors (either counts in both).");
        all_states = "Så långt har ansökningarna kommit", "Where applications stand";
        no_applications = "Inga ansökningar än.", "No applications yet.";
        refused_incomplete = "Alla delar är inte klara än. Öppna dem som saknas i listan.", "Some parts are not done yet. Open those that are missing in the list.";
        own_address = "Det är din egen adress. Skriv den andra personens.", "That is your own address. Write the other person's.";
        applicants_address = "Det är adressen till den som du svarar om. Skriv rätt chefs.", "That is the address of the person whom you are asked about. Write the right manager's.";
    }
}

/// Why an application is not taken.
pub fn refused(why: Refusal) -> &'static str {
    match why {
        Refusal::Incomplete => t().applying.refused_incomplete,
    }
}

/// What is wrong with an address, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().applying;
    let words = match AddressProblem::from_name(name)? {
        AddressProblem::Own => text.own_address,
        AddressProblem::Applicants => text.applicants_address,
    };
    Some(words.to_owned())
}
