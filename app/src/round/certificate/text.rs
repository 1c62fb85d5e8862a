//! Words of certificates.

use domain::people::Role;

use crate::text::texts;

texts! {
    /// A certificate. Those of the certificate itself are in the language that it is printed
    /// in, whatever the reader's is.
    pub struct CertificateText {
        title = "Intyg", "Certificate";
        page_lede = "Ett intyg på en sida, att skriva ut eller spara som pdf.", "A certificate on one page, to print or to save as a PDF.";
        in_language = "Intygets språk", "Language of the certificate";
        back = "Till din sida", "To your page";
        back_to_round = "Till omgången", "To the round";
        certifies = "Härmed intygas att", "This is to certify that";
        took_part: fn(Role, u32) -> String =
            |role, n| format!("har deltagit som {} i Mentorprogram IOR nr\u{a0}{n}", match role { Role::Adept => "adept", Role::Mentor => "mentor" }),
            |role, n| format!("has taken part as {} in Mentoring Programme IOR no.\u{a0}{n}", match role { Role::Adept => "an adept", Role::Mentor => "a mentor" });
        about: fn(Role) -> &'static str = |role| match role {
            Role::Adept => "Programmet är till för chefer i offentlig verksamhet. En adept möter regelbundet en erfaren mentor från en annan organisation och deltar i gemensamma dagar om ledarskap.",
            Role::Mentor => "Programmet är till för chefer i offentlig verksamhet. En mentor möter regelbundet en chef från en annan organisation, delar sin erfarenhet och deltar i gemensamma dagar om ledarskap.",
        }, |role| match role {
            Role::Adept => "The programme is for managers in public service. An adept regularly meets an experienced mentor from another organisation, and takes part in common days on leadership.",
            Role::Mentor => "The programme is for managers in public service. A mentor regularly meets a manager from another organisation, shares their experience, and takes part in common days on leadership.",
        };
        period = "Tid", "Period";
        days = "Gemensamma dagar", "Common days";
        days_attended: fn(u32) -> String =
            |n| if n == 1 { "deltog i en dag".to_owned() } else { format!("deltog i {n} dagar") },
            |n| if n == 1 { "attended one day".to_owned() } else { format!("attended {n} days") };
        issued = "Utfärdat", "Issued";
        signature = "För programmet", "For the programme";
    }
}
