//! Words of what has been sent to the reader.

use domain::mail::budget::Cause;

use crate::text::{t, texts};

texts! {
    /// The quiet inbox.
    pub struct InboxText {
        title = "Det här har vi mejlat dig", "What we have sent you";
        lede = "De senaste mejlen från programmet, och varför du fick dem. Bara du ser listan.",
            "The latest emails from the programme, and why you got them. Only you see the list.";
        none = "Vi har inte mejlat dig än.", "We have not sent you any email yet.";
        kept = "Vad som stod i mejlen sparas inte. Hittar du ett mejl här men inte i din inkorg, titta i skräpposten.",
            "What the emails said is not kept. If one is here and not in your own inbox, look in the spam folder.";
        what = "Vad och varför", "What and why";
        when = "När", "When";
        fate = "Kom det fram?", "Did it arrive?";
        sent = "Ja, till din mejlserver", "Yes, at your mail server";
        waiting = "Väntar på att skickas", "Waiting to be sent";
        dropped = "Skickades inte: det hann bli inaktuellt", "Not sent: it was no longer news";
        failed = "Nej.", "No.";
        sign_in = "Länk och kod, för att någon bad om att få logga in med din adress", "A link and a code, because someone asked to sign in with your address";
        invitation = "Inbjudan, för att du är med i programmet", "An invitation, because you are in the programme";
        wrong_codes = "Varning: någon skrev fel koder för din adress", "A warning: someone typed wrong codes for your address";
        nominated = "Nominering: din kontaktperson vill att du söker", "A nomination: your contact person wants you to apply";
        manager_asked = "Fråga om du stöder en ansökan", "The question whether you support an application";
        application_step = "Det hände något med din ansökan", "Something happened to your application";
        to_endorse = "En ansökan väntade på dig som kontaktperson", "An application waited for you as a contact person";
        application_waits = "Påminnelse: din ansökan väntade på dig", "A reminder: your application waited for you";
        stands_in = "Du är ersättare för en kontaktperson", "You stand in for a contact person";
        to_organisers = "Besked till dig som organisatör", "News for you as an organiser";
        decided = "Besked om urvalet", "The outcome of the selection";
        duty = "Ett av dina uppdrag började eller slutade", "One of your duties began or ended";
        left = "Någon lämnade omgången", "Someone left the round";
        address = "Om din e-postadress", "About your email address";
        responsible = "Om vem som ansvarar för en dag", "About who is responsible for a day";
        reminder = "Påminnelse: du hade inte svarat om du kommer", "A reminder: you had not answered whether you are coming";
        seat_offered = "En plats var ledig för dig", "A seat was free for you";
        seat_given = "Du fick en plats", "You got a seat";
        day_invitation = "Fråga om du kommer till en gemensam dag", "The question whether you are coming to a common day";
        day_moved = "En dag som du är inbjuden till fick en ny tid", "A day to which you are invited got another time";
        day_venue_changed = "En dag som du kommer till bytte plats", "A day to which you are coming got another place";
        day_cancelled = "En dag, eller en del av den, ställdes in", "A day, or a part of it, was cancelled";
        helps_at_door = "Om att du hjälper till i dörren på en gemensam dag", "About your helping at the door of a common day";
        day_before = "Var och när, för att du har sagt att du kommer", "Where and when, because you have said that you are coming";
        thanks = "Tack för att du var med", "Thanks for being there";
        missed = "Vi saknade dig", "We missed you";
        evaluation = "Påminnelse: du kunde fortfarande säga vad du tyckte", "A reminder: you could still say what you thought";
        proposed = "Din mentor eller adept föreslog tider", "Your mentor or adept proposed times";
        declined = "Tiderna som du föreslog passade inte", "The times that you proposed did not suit";
        meeting = "Om er nästa träff", "About your next meeting";
        slipped = "Påminnelse: det var länge sedan ni sågs", "A reminder: you had not met for long";
        to_log = "Påminnelse: en träff var inte loggad", "A reminder: a meeting was not logged";
        pulse = "Frågan hur det går, som alla par får varannan månad", "The question how it goes, which all pairs get every other month";
        to_sign = "En överenskommelse väntade på dig", "An agreement waited for you";
        pair_status = "Paret tog paus, fortsatte eller avslutades", "The pair paused, went on or ended";
        matched = "Vem som är din mentor eller adept", "Who is your mentor or adept";
        round_thanks = "Tack för omgången, och ditt intyg", "Thanks for the round, and your certificate";
        announcement = "Ett utskick från organisatörerna", "An announcement from the organisers";
        announcement_test = "Ett utskick som du provade på dig själv", "An announcement that you tried on yourself";
        digest = "Flera påminnelser som föll på samma dag", "Several reminders that fell on the same day";
    }
}

/// What an email was, and why it was sent.
pub fn cause(cause: Option<Cause>) -> &'static str {
    let text = &t().inbox;
    let Some(cause) = cause else { return t().mail.earlier };
    match cause {
        Cause::SignIn | Cause::Apply => text.sign_in,
        Cause::Invitation => text.invitation,
        Cause::WrongCodes => text.wrong_codes,
        Cause::Nominated => text.nominated,
        Cause::ManagerAsked => text.manager_asked,
        Cause::ApplicationStep => text.application_step,
        Cause::ToEndorse => text.to_endorse,
        Cause::ApplicationWaits => text.application_waits,
        Cause::StandsIn => text.stands_in,
        Cause::Moved | Cause::Withdrew | Cause::HelpRequested => text.to_organisers,
        Cause::Decided => text.decided,
        Cause::DutyBegun | Cause::DutyEnded => text.duty,
        Cause::Left => text.left,
        Cause::AddressAsked | Cause::AddressWanted | Cause::AddressChanged | Cause::Merged => text.address,
        Cause::ResponsibleChanged | Cause::NeedsWithheld => text.responsible,
        Cause::Reminder => text.reminder,
        Cause::SeatOffered => text.seat_offered,
        Cause::SeatGiven => text.seat_given,
        Cause::DayInvitation => text.day_invitation,
        Cause::DayMoved => text.day_moved,
        Cause::DayVenueChanged => text.day_venue_changed,
        Cause::DayCancelled => text.day_cancelled,
        Cause::HelpsAtDoor => text.helps_at_door,
        Cause::DayBefore => text.day_before,
        Cause::Thanks => text.thanks,
        Cause::Missed => text.missed,
        Cause::Evaluation => text.evaluation,
        Cause::Proposed => text.proposed,
        Cause::Declined => text.declined,
        Cause::Meeting => text.meeting,
        Cause::Slipped => text.slipped,
        Cause::ToLog => text.to_log,
        Cause::Pulse => text.pulse,
        Cause::ToSign => text.to_sign,
        Cause::PairStatusChanged => text.pair_status,
        Cause::Matched => text.matched,
        Cause::RoundThanks => text.round_thanks,
        Cause::Announcement => text.announcement,
        Cause::AnnouncementTest => text.announcement_test,
        Cause::Digest => text.digest,
    }
}
