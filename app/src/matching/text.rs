//! Words of the match board.

use domain::{
    application::Theme,
    matching::{Criterion, Infeasible, Profile, Rule, WhyNot},
};

use crate::text::{t, texts};

texts! {
    /// The match board.
    pub struct Matching {
        title = "Matchning", "Matching";
        lede: fn(usize, usize, u32) -> String =
            |adepts, mentors, places| {
                let (adepts_are, mentors_are) = (if adepts == 1 { "adept" } else { "adepter" }, if mentors == 1 { "mentor" } else { "mentorer" });
                format!("{adepts} {adepts_are} och {mentors} {mentors_are} väntar på att matchas. Omgången har plats för {places} par till.")
            },
            |adepts, mentors, places| {
                let plural = |n| if n == 1 { "" } else { "s" };
                format!("{adepts} adept{} and {mentors} mentor{} wait to be matched. The round has room for {places} more pairs.", plural(adepts), plural(mentors))
            };
        lede_reserves: fn(usize) -> String =
            |n| if n == 1 { " En person är reserv.".into() } else { format!(" {n} personer är reserver.") },
            |n| if n == 1 { " One person is on the reserve list.".into() } else { format!(" {n} people are on the reserve list.") };
        lede_pairs: fn(u32) -> String =
            |n| if n == 1 { " Ett par finns redan.".into() } else { format!(" {n} par finns redan.") },
            |n| if n == 1 { " There is one pair already.".into() } else { format!(" There are {n} pairs already.") };
        recused = "Sökande som du är jävig för visas inte för dig, och inte heller den som de är i par med: de från din egen organisation, de som du har anmält jäv för, och du själv om du har sökt. De andra i gruppen tar hand om dem.",
            "Applicants whom you have a conflict of interest with are not shown to you, nor whoever they are paired with: those from your own organisation, those you have declared one for, and yourself if you have applied. The others in the group take care of them.";
        left_out: fn(&[String]) -> String =
            |names| format!("Kan inte matchas, eftersom något i ansökan inte går att läsa: {}. Be den som sköter driften att läsa tillbaka en säkerhetskopia.", names.join(", ")),
            |names| format!("Cannot be matched, because something in the application cannot be read: {}. Ask whoever runs the server to restore a backup.", names.join(", "));
        nobody = "Här finns ingen att matcha. När arbetsgruppen har antagit sökande visas de här.",
            "There is nobody to match. Once the working group has selected applicants they show here.";
        published: fn(usize) -> String =
            |n| if n == 1 { "Paret är publicerat. Båda får veta det i ett mejl nu.".into() } else { format!("{n} par är publicerade. Alla får veta det i ett mejl nu.") },
            |n| if n == 1 { "The pair is published. Both are being told by email now.".into() } else { format!("{n} pairs are published. Everyone is being told by email now.") };
        drafts = "Utkast", "Drafts";
        tab: fn(usize, u64) -> String =
            |pairs, total| format!("{pairs} par, {total} poäng"),
            |pairs, total| if pairs == 1 { format!("1 pair, {total} points") } else { format!("{pairs} pairs, {total} points") };
        first = "Gör ett första utkast", "Make a first draft";
        another = "Gör ett utkast till", "Make another draft";
        start_lede = "Utkastet börjar med det bästa förslaget: så många par som möjligt, och bland alla sådana det med flest poäng. Sedan kan ni ändra det för hand. Bara ni i arbetsgruppen och organisatörerna ser det.",
            "The draft begins with the best proposal: as many pairs as possible, and of all those the one with the most points. You can then change it by hand. Only you in the working group and the organisers see it.";
        name = "Vad ska utkastet heta?", "What is the draft called?";
        name_of: fn(usize) -> String = |n| format!("Utkast {n}"), |n| format!("Draft {n}");
        begin_with = "Börja med", "Begin with";
        begin_with_best = "Det bästa förslaget", "The best proposal";
        like: fn(&str) -> String = |name| format!("Paren i {name}"), |name| format!("The pairs of {name}");
        with_reserves = "Ta med reserverna", "Include the reserve list";
        start = "Gör utkastet", "Make the draft";
        delete = "Ta bort utkastet", "Delete the draft";
        delete_lede = "Utkastet försvinner för alla i gruppen. Det går inte att ångra.", "The draft goes away for everyone in the group. This cannot be undone.";
        deleted = "Utkastet är borttaget.", "The draft has been deleted.";
        delete_do = "Ta bort", "Delete";
        pairs_worth: fn(usize, u64) -> String =
            |_, total| format!(" par, {total} poäng tillsammans"),
            |pairs, total| if pairs == 1 { format!(" pair, worth {total} points") } else { format!(" pairs, worth {total} points together") };
        best = "Inget utkast har fler par eller fler poäng.", "No draft has more pairs or more points.";
        fewer_points: fn(i64) -> String =
            |points| format!("{points} poäng färre än i det bästa utkastet."),
            |points| format!("{points} points fewer than in the best draft.");
        more_points: fn(u32) -> String =
            |pairs| if pairs == 1 { "Det går att få ett par till.".into() } else { format!("Det går att få {pairs} par till.") },
            |pairs| if pairs == 1 { "There could be one more pair.".into() } else { format!("There could be {pairs} more pairs.") };
        locked_against: fn(&str, &str, &str) -> String =
            |adept, mentor, rule| format!("{adept} och {mentor} är låsta som par, men {rule}. Lås upp paret eller ta isär det."),
            |adept, mentor, rule| format!("{adept} and {mentor} are locked as a pair, but {rule}. Unlock the pair or take it apart.");
        locked_against_unseen = "Ett låst par som du inte ser bryter mot en regel. Be någon annan i gruppen att titta på det.",
            "A locked pair that you do not see breaks a rule. Ask someone else in the group to look at it.";
        too_many_locked: fn(u32) -> String =
            |most| format!("Fler par är låsta än omgången har plats för: {most}. Lås upp några."),
            |most| format!("More pairs are locked than the round has room for: {most}. Unlock some.");
        no_pairs = "Utkastet har inga par. Föreslå par, eller välj en mentor för någon av adepterna.",
            "The draft has no pairs. Propose some, or choose a mentor for one of the adepts.";
        drag = "Dra en adept till en annan mentor: de byter plats. Eller välj Annan mentor.",
            "Drag an adept to another mentor: they change places. Or choose Another mentor.";
        adept = "Adept", "Adept";
        mentor = "Mentor", "Mentor";
        reserve = "reserv", "reserve";
        points = "Poäng", "Points";
        points_of: fn(u32, u32) -> String = |points, most| format!("{points} av {most} poäng"), |points, most| format!("{points} of {most} points");
        of: fn(u32, u32) -> String = |points, most| format!("{points} av {most}"), |points, most| format!("{points} of {most}");
        criterion = "Vad som talar för paret", "What speaks for the pair";
        why_pair: fn(&str, &str) -> String = |adept, mentor| format!("Varför {adept} och {mentor}"), |adept, mentor| format!("Why {adept} and {mentor}");
        other_mentor = "Annan mentor", "Another mentor";
        choose_mentor = "Välj mentor", "Choose a mentor";
        lock = "Lås paret", "Lock the pair";
        part = "Ta isär paret", "Take the pair apart";
        undo = "Ångra", "Undo";
        propose = "Föreslå på nytt", "Propose again";
        propose_hint = "Låsta par ligger kvar. De andra blir det bästa förslaget med dem som går att matcha nu. Samma personer ger alltid samma förslag.",
            "Locked pairs stay. The others become the best proposal with those who can be matched now. The same people always give the same proposal.";
        adepts_alone = "Adepter utan mentor", "Adepts without a mentor";
        mentors_alone = "Mentorer utan adept", "Mentors without an adept";
        alone_open = "Kan få ett par utan att någon annan mister sitt.", "Can have a pair without anyone else losing theirs.";
        alone_no_place = "Omgången har inga fler platser.", "The round has no more places.";
        alone_nobody = "Det finns ingen att matcha med.", "There is nobody to be matched with.";
        alone_rules: fn(&str) -> String = |rules| format!("Ingen går att matcha med: {rules}."), |rules| format!("Nobody can be matched with: {rules}.");
        alone_shortage: fn(usize, &str) -> String =
            |people, among| if people <= 1 { format!("Kan bara vara i par med {among}, som har någon annan.") } else { format!("{people} personer kan bara vara i par med {among}, och de räcker inte till alla.") },
            |people, among| if people <= 1 { format!("Can only be paired with {among}, who has someone else.") } else { format!("{people} people can only be paired with {among}, who are too few for all.") };
        and_more: fn(&str, usize) -> String = |names, more| format!("{names} och {more} till"), |names, more| format!("{names} and {more} more");
        others_for: fn(&str) -> String = |name| format!("Mentorer för {name}"), |name| format!("Mentors for {name}");
        others_lede = "Varför inte någon annan? För varje mentor står regeln som hindrar, eller vad det bästa utkastet skulle mista med det paret.",
            "Why not someone else? For each mentor there is the rule in the way, or what the best draft would lose with that pair.";
        no_others = "Det går inte att räkna ut så länge ett låst par bryter mot en regel.", "This cannot be worked out as long as a locked pair breaks a rule.";
        why_not = "Varför inte?", "Why not?";
        not_worked_out = "Går, men kostnaden är inte uträknad.", "Possible; the cost has not been worked out.";
        has_now: fn(&str) -> String = |name| format!("Har {name} nu"), |name| format!("Has {name} now");
        choose = "Välj", "Choose";
        make_pair = "Gör till par", "Make them a pair";
        forbid = "Håll isär", "Keep apart";
        allow = "Tillåt igen", "Allow again";
        close = "Stäng", "Close";
        there = "Är ett par i utkastet.", "Are a pair in the draft.";
        no_place = "Alla platser är låsta.", "All places are locked.";
        costs_nothing = "Går lika bra: samma poäng tillsammans.", "Just as good: the same points together.";
        costs_points: fn(i64) -> String = |points| format!("{points} poäng färre tillsammans."), |points| format!("{points} points fewer together.");
        costs_pairs: fn(u32) -> String =
            |pairs| if pairs == 1 { "Ett par färre.".into() } else { format!("{pairs} par färre.") },
            |pairs| if pairs == 1 { "One pair fewer.".into() } else { format!("{pairs} pairs fewer.") };
        rule_organisation = "de arbetar i samma organisation", "they work in the same organisation";
        rule_tie = "den enas organisation har tillsyn över den andras", "one's organisation supervises the other's";
        rule_conflict = "en av dem har anmält jäv", "one of them has declared a conflict of interest";
        rule_former = "de har varit ett par förut", "they have been a pair before";
        rule_language = "de har inget gemensamt språk", "they have no language in common";
        rule_forbidden = "ni håller dem isär i det här utkastet", "you keep them apart in this draft";
        rule_locked = "en av dem är i ett låst par", "one of them is in a locked pair";
        rule_people: fn(&str, u32) -> String = |rule, n| format!("{rule} ({n})"), |rule, n| format!("{rule} ({n})");
        forbidden_organisation = "De två kan inte vara par: de arbetar i samma organisation.", "The two cannot be a pair: they work in the same organisation.";
        forbidden_tie = "De två kan inte vara par: den enas organisation har tillsyn över den andras.", "The two cannot be a pair: one's organisation supervises the other's.";
        forbidden_conflict = "De två kan inte vara par: en av dem har anmält jäv.", "The two cannot be a pair: one of them has declared a conflict of interest.";
        forbidden_former = "De två kan inte vara par: de har varit ett par förut. Det går att tillåta, med en motivering, under Annan mentor.", "The two cannot be a pair: they have been one before. That can be allowed, with a reason, under Another mentor.";
        forbidden_language = "De två kan inte vara par: de har inget gemensamt språk.", "The two cannot be a pair: they have no language in common.";
        forbidden_forbidden = "De två hålls isär i det här utkastet. Tillåt dem först igen under Annan mentor.", "The two are kept apart in this draft. Allow them again first, under Another mentor.";
        forbidden_locked = "En av de två är i ett låst par. Lås upp det först.", "One of the two is in a locked pair. Unlock it first.";
        forbidden_places = "Omgången har inte plats för fler par.", "The round has no room for more pairs.";
        for_all = "Gäller alla utkast", "For all drafts";
        for_all_lede = "Det här bestämmer gruppen tillsammans. En ändring slår igenom i alla utkast på en gång.", "The group decides this together. A change shows in all drafts at once.";
        weights = "Vad som väger tungt", "What counts most";
        weights_lede = "För varje sak får ett par 0 till 10 poäng, gånger vikten. Det som har vikten 0 räknas inte.", "For each thing a pair gets 0 to 10 points, times the weight. What has the weight 0 does not count.";
        save_weights = "Spara vikterna", "Save the weights";
        ties: fn(usize) -> String = |n| format!("Organisationer som hålls isär ({n})"), |n| format!("Organisations kept apart ({n})");
        ties_lede = "Mellan organisationer där den ena har tillsyn över den andra blir det inga par, till exempel länsstyrelse och kommun.", "Between organisations of which one supervises the other there are no pairs, such as a county administrative board and a municipality.";
        no_ties = "Inga organisationer hålls isär.", "No organisations are kept apart.";
        lift = "Tillåt ett tidigare par", "Allow a former pair";
        lift_lede: fn(&str) -> String =
            |name| format!("{name} har varit i par med någon av mentorerna förut. Ska de två kunna bli ett par igen? Skriv varför. Det gäller den här omgången, i alla utkast."),
            |name| format!("{name} has been in a pair with one of the mentors before. May the two be a pair again? Write why. It holds for this round, in all drafts.");
        lift_mentor = "Mentor", "Mentor";
        lift_reason = "Varför?", "Why?";
        lift_reason_hint = "Syns för alla som matchar.", "Shown to everyone who matches.";
        lift_do = "Tillåt paret", "Allow the pair";
        several: fn(usize) -> String = |n| format!("Mentorer som får ha flera adepter ({n})"), |n| format!("Mentors who may have several adepts ({n})");
        several_lede = "De här mentorerna har sagt att de kan ta emot flera. Var och en har en adept tills ni tillåter fler. Det gäller alla förslag. Ta sedan fram ett nytt förslag, eller para ihop för hand.",
            "These mentors have said that they could take several. Each has one adept until you allow more. It holds for all drafts. Then make a new proposal, or pair by hand.";
        several_offers: fn(u32) -> String = |n| format!("Kan ta emot {n}, får ha en"), |n| format!("Could take {n}, may have one");
        several_may: fn(u32) -> String = |n| format!("Får ha {n} adepter"), |n| format!("May have {n} adepts");
        several_allow = "Tillåt flera", "Allow several";
        several_take_back = "Bara en", "Only one";
        lifted: fn(usize) -> String = |n| format!("Tidigare par som får bli par igen ({n})"), |n| format!("Former pairs that may be a pair again ({n})");
        lifted_lede = "Den som har varit ett par förut matchas annars inte igen.", "Those who have been a pair before are otherwise not matched again.";
        lifted_by: fn(&str, &str) -> String = |by, at| format!("{by}, {at}"), |by, at| format!("{by}, {at}");
        choose_one = "Välj organisation", "Choose an organisation";
        tie_one = "En organisation", "An organisation";
        tie_other = "Hålls isär från", "Is kept apart from";
        add_tie = "Håll isär", "Keep apart";
        remove = "Ta bort", "Remove";
        compare: fn(usize) -> String = |n| format!("Jämför {n} utkast"), |n| format!("Compare {n} drafts");
        compare_lede = "Alla utkast räknas med de vikter som gäller nu.", "All drafts are counted with the weights as they are now.";
        compare_label = "Utkasten sida vid sida", "The drafts side by side";
        pairs = "Par", "Pairs";
        total = "Poäng tillsammans", "Points together";
        least = "Paret med minst poäng", "The pair with the fewest points";
        locked_pairs = "Låsta par", "Locked pairs";
        changed = "Ändrat", "Changed";
        changed_by: fn(&str, &str) -> String = |at, by| format!("{at}, {by}"), |at, by| format!("{at}, {by}");
        differs = "skiljer", "differs";
        publish_summary: fn(usize) -> String =
            |n| if n == 1 { "Publicera paret".into() } else { format!("Publicera {n} par") },
            |n| if n == 1 { "Publish the pair".into() } else { format!("Publish {n} pairs") };
        publish_lede: fn(usize) -> String =
            |n| if n == 1 { "Paret blir till på en gång: båda får ett mejl om vem de ska möta, en inbjudan till varje gemensam dag som är publicerad, och dagarna på sin sida och i kalendern. Det går inte att ångra.".into() }
                else { format!("Alla {n} par blir till på en gång: var och en får ett mejl om vem de ska möta, en inbjudan till varje gemensam dag som är publicerad, och dagarna på sin sida och i kalendern. Det går inte att ångra.") },
            |n| if n == 1 { "The pair takes effect at once: both get an email saying whom they will meet, an invitation to every common day that is published, and the days on their page and in their calendar. This cannot be undone.".into() }
                else { format!("All {n} pairs take effect at once: everyone gets an email saying whom they will meet, an invitation to every common day that is published, and the days on their page and in their calendar. This cannot be undone.") };
        publish_sure: fn(usize) -> String = |n| format!("Ja, skicka mejl till {n} personer"), |n| format!("Yes, email {n} people");
        publish_sure_label = "Bekräftelsen", "The confirmation";
        publish = "Publicera", "Publish";
        publish_unseen = "I utkastet finns par som du inte ser, eftersom någon i dem kommer från din organisation. En organisatör, eller någon i gruppen som ser alla, publicerar.",
            "There are pairs in the draft that you do not see, because someone in them comes from your organisation. An organiser, or someone in the group who sees all, publishes.";
        themes = "Teman", "Themes";
        areas = "Verksamhetsområde", "Field of work";
        level = "Ledningsnivå", "Level";
        experience = "Erfarenhet", "Experience";
        form = "Hur de vill ses", "How they want to meet";
        travel = "Resor", "Travel";
        was_adept = "Har varit adept", "Was an adept";
        mean_themes = "Mentorn kan ge det adepten vill utveckla.", "The mentor can give what the adept wants to develop.";
        mean_areas = "Var och en kommer från ett område som den andra gärna möter.", "Each comes from a field that the other would like to meet.";
        mean_level = "Mentorn leder på en högre nivå.", "The mentor leads at a higher level.";
        mean_experience = "Mentorn har varit chef för chefer längre, upp till tio år.", "The mentor has been a manager of managers for longer, up to ten years.";
        mean_form = "De vill ses på samma sätt.", "They want to meet in the same way.";
        mean_travel = "Någon av dem reser gärna, eller så ses de digitalt.", "One of them is glad to travel, or they meet online.";
        mean_was_adept = "Mentorn har själv varit adept i en tidigare omgång.", "The mentor has been an adept in an earlier round.";
        years: fn(u32, u32) -> String = |adept, mentor| format!("{adept} och {mentor} år"), |adept, mentor| format!("{adept} and {mentor} years");
        leading_managers = "leda chefer", "leading managers";
        change = "förändring", "change";
        strategy = "strategi", "strategy";
        politics = "politik och styrelse", "politics and boards";
        collaboration = "samverkan", "collaboration";
        conversations = "svåra samtal", "difficult conversations";
        culture = "kultur och värderingar", "culture and values";
        crisis = "kris", "crises";
        priorities = "ekonomi och prioritering", "finance and priorities";
        supply = "kompetensförsörjning", "recruiting and keeping people";
        communication = "kommunikation", "communication";
        balance = "eget hållbart ledarskap", "sustainable leadership";
    }
}

/// What a criterion is called.
pub(super) fn criterion(criterion: Criterion) -> &'static str {
    let words = &t().matching;
    match criterion {
        Criterion::Themes => words.themes,
        Criterion::Areas => words.areas,
        Criterion::Level => words.level,
        Criterion::Experience => words.experience,
        Criterion::Form => words.form,
        Criterion::Travel => words.travel,
        Criterion::WasAdept => words.was_adept,
    }
}

/// What a criterion asks for.
pub(super) fn meaning(criterion: Criterion) -> &'static str {
    let words = &t().matching;
    match criterion {
        Criterion::Themes => words.mean_themes,
        Criterion::Areas => words.mean_areas,
        Criterion::Level => words.mean_level,
        Criterion::Experience => words.mean_experience,
        Criterion::Form => words.mean_form,
        Criterion::Travel => words.mean_travel,
        Criterion::WasAdept => words.mean_was_adept,
    }
}

/// What of two people a criterion goes by, if a word more says it better.
pub(super) fn detail(criterion: Criterion, adept: &Profile, mentor: &Profile) -> String {
    match criterion {
        Criterion::Themes => {
            let given = adept.candidate.themes.iter().filter(|theme| mentor.candidate.themes.contains(theme));
            given.map(|one| theme(*one)).collect::<Vec<_>>().join(", ")
        }
        Criterion::Experience => (t().matching.years)(adept.candidate.years, mentor.candidate.years),
        _ => String::new(),
    }
}

fn theme(theme: Theme) -> &'static str {
    let words = &t().matching;
    match theme {
        Theme::LeadingManagers => words.leading_managers,
        Theme::Change => words.change,
        Theme::Strategy => words.strategy,
        Theme::Politics => words.politics,
        Theme::Collaboration => words.collaboration,
        Theme::Conversations => words.conversations,
        Theme::Culture => words.culture,
        Theme::Crisis => words.crisis,
        Theme::Priorities => words.priorities,
        Theme::Supply => words.supply,
        Theme::Communication => words.communication,
        Theme::Balance => words.balance,
    }
}

/// A rule, within a sentence.
pub(crate) fn rule(rule: Rule) -> &'static str {
    let words = &t().matching;
    match rule {
        Rule::SameOrganisation => words.rule_organisation,
        Rule::Tie => words.rule_tie,
        Rule::Conflict => words.rule_conflict,
        Rule::FormerPair => words.rule_former,
        Rule::Language => words.rule_language,
        Rule::Forbidden => words.rule_forbidden,
        Rule::Locked => words.rule_locked,
    }
}

/// Rules, and how many people each keeps away.
pub(super) fn rules(rules: &[(Rule, u32)]) -> String {
    let one = |(which, people): &(Rule, u32)| (t().matching.rule_people)(rule(*which), *people);
    rules.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Why a draft cannot be what is demanded.
pub fn refused(why: Infeasible) -> &'static str {
    let words = &t().matching;
    match why {
        Infeasible::Pair { rule: Rule::SameOrganisation, .. } => words.forbidden_organisation,
        Infeasible::Pair { rule: Rule::Tie, .. } => words.forbidden_tie,
        Infeasible::Pair { rule: Rule::Conflict, .. } => words.forbidden_conflict,
        Infeasible::Pair { rule: Rule::FormerPair, .. } => words.forbidden_former,
        Infeasible::Pair { rule: Rule::Language, .. } => words.forbidden_language,
        Infeasible::Pair { rule: Rule::Forbidden, .. } => words.forbidden_forbidden,
        Infeasible::Pair { rule: Rule::Locked, .. } => words.forbidden_locked,
        Infeasible::Places { .. } => words.forbidden_places,
    }
}

/// Why a pair is not there.
pub(super) fn why_not(why: WhyNot) -> String {
    let words = &t().matching;
    match why {
        WhyNot::There => words.there.to_owned(),
        WhyNot::Rule(which) => sentence(rule(which)),
        WhyNot::NoPlace => words.no_place.to_owned(),
        WhyNot::Costs { pairs: 0, points: 0 } => words.costs_nothing.to_owned(),
        WhyNot::Costs { pairs: 0, points } => (words.costs_points)(points),
        WhyNot::Costs { pairs, .. } => (words.costs_pairs)(pairs),
    }
}

/// How much a draft falls short of the best one.
pub(super) fn short_of(pairs: u32, points: i64) -> String {
    if pairs > 0 { (t().matching.more_points)(pairs) } else { (t().matching.fewer_points)(points) }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
