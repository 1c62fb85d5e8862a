//! What people call the forms of which drafts are kept.

use domain::{application::Section, people::draft::FormAddress, round::public_page::PageName};

use crate::{application::text as application, round::public_page::text as public_page, text::t};

/// What a form is called.
pub(crate) fn name(form: &FormAddress) -> String {
    known(form).unwrap_or_else(|| t().drafts.some_form.to_owned())
}

/// Whether the page at an address has a form of which drafts are kept.
pub(crate) fn is_drafted(address: &str) -> bool {
    FormAddress::of(address).is_some_and(|form| known(&form).is_some())
}

fn known(form: &FormAddress) -> Option<String> {
    let parts: Vec<_> = form.as_str().split('/').skip(1).collect();
    let name = match parts[..] {
        ["par", "traffar", "ny"] => t().pair.log_title,
        ["par", "traffar", _, "andra"] => t().pair.edit_title,
        ["par", "overenskommelse", "andra"] => t().agreement.form_title,
        ["dagar", _, "utvardering"] => t().evaluation.title,
        ["organisera", "dagar", "ny"] => t().planning.new_day,
        ["organisera", "dagar", _, "andra"] => t().planning.edit,
        ["organisera", "utskick", "nytt"] => t().announcement.new_title,
        ["organisera", "utskick", _, "andra"] => t().announcement.edit_title,
        ["organisera", "sidor", page] => public_page::name(PageName::from_name(page)?),
        ["organisera", "ansokan"] => t().applying.settings_title,
        ["organisera", "start", "natverk"] => t().start.network,
        ["urval", application] if application.parse::<i64>().is_ok() => t().selecting.vote_title,
        ["dagar", _, "behov"] => t().needs.title,
        ["kontakt", "nominera"] => t().applying.nominate,
        ["ansok", "ansokan", section] => {
            let section = application::section(Section::from_name(section)?);
            return Some(format!("{}, {section}", t().applying.own_title));
        }
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_keep_drafts_have_names() {
        let section = format!("/ansok/ansokan/{}", Section::ALL[0].name());
        for path in [
            "/par/traffar/ny",
            "/par/traffar/7/andra",
            "/par/overenskommelse/andra",
            "/dagar/uppstart-2026/utvardering?sparad=1",
            "/organisera/dagar/ny",
            "/organisera/dagar/uppstart-2026/andra",
            "/organisera/sidor/integritet",
            "/organisera/utskick/nytt",
            "/organisera/utskick/7/andra",
            "/organisera/ansokan",
            "/organisera/start/natverk",
            "/urval/7",
            "/dagar/uppstart-2026/behov",
            "/kontakt/nominera",
            section.as_str(),
        ] {
            assert!(is_drafted(path), "{path}");
        }
        for path in
            ["/min-sida", "/par", "/par/traffar/7", "/urval/beslut", "/ansok/ansokan/finns-inte", "//par/traffar/ny"]
        {
            assert!(!is_drafted(path), "{path}");
        }
    }
}
