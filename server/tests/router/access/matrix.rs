//! The tables: what everyone gets at every page, file and server function.

use super::super::{
    application,
    mail::announcement,
    people,
    round::{closing, next, start},
    selection,
};

/// The columns: nobody, the first pair's two, an adept of another pair, a
/// contact person, one of the working group, an organiser, one in reserve.
pub const WHO: [&str; 8] = ["", "adept1", "mentor1", "adept2", "kontakt1", "arbetsgrupp1", "organisator1", "reserv1"];

/// The status that each of [`WHO`] gets.
pub type Statuses = [u16; 8];

/// Every page, those of features with tables of their own among them.
pub fn pages() -> impl Iterator<Item = (&'static str, Statuses)> {
    let others = application::PAGES.into_iter().chain(selection::PAGES).chain(people::PAGES);
    let rounds = start::PAGES.into_iter().chain(next::PAGES).chain(closing::PAGES);
    PAGES.into_iter().chain(announcement::PAGES).chain(others).chain(rounds)
}

/// Every server function.
pub fn writes() -> impl Iterator<Item = (&'static str, &'static str, Statuses)> {
    let others = application::WRITES.into_iter().chain(selection::WRITES).chain(people::WRITES);
    let rounds = start::WRITES.into_iter().chain(closing::WRITES).chain(next::WRITES);
    WRITES.into_iter().chain(announcement::WRITES).chain(others).chain(rounds)
}

/// Pages. `{meeting}` is one of the first pair's.
#[rustfmt::skip]
const PAGES: [(&str, Statuses); 81] = [
    //                                   nobody adept mentor other contact group organiser reserve
    ("/",                                 [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/programmet",                       [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/natverket",                        [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/datum",                            [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/integritet",                       [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/tillganglighet",                   [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in",                         [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in/kod",                     [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in/lank/okand",              [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/svar/okand",                       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/finns-inte",                       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/installningar",                    [303, 200, 200, 200, 200, 200, 200, 200]),
    // Leads to where the reader's work is.
    ("/hem",                              [303, 303, 303, 303, 303, 303, 303, 303]),
    ("/min-sida",                         [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar",                            [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar/uppstart-2026",              [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar/finns-inte",                 [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/par",                              [303, 200, 200, 200, 404, 404, 404, 404]),
    // Whoever has one pair is led to it.
    ("/par/alla",                         [303, 303, 303, 303, 404, 404, 404, 404]),
    ("/par/traffar/ny",                   [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/traffar/{meeting}",            [303, 200, 200, 404, 404, 404, 404, 404]),
    ("/par/traffar/{meeting}/andra",      [303, 200, 200, 404, 404, 404, 404, 404]),
    ("/par/traffar/{meeting}/historik",   [303, 200, 200, 404, 404, 404, 404, 404]),
    ("/par/traffar/{meeting}/ta-bort",    [303, 200, 200, 404, 404, 404, 404, 404]),
    ("/par/traffar/999999",               [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/par/overenskommelse",              [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/overenskommelse/andra",        [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/forbered",                     [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/kontakt",                      [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/lage",                         [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/lage/pause",                   [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/lage/finns-inte",              [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/min-sida/utkast",                  [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/min-sida/puls",                    [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/kontakt",                          [303, 404, 404, 404, 200, 404, 404, 404]),
    ("/matchning",                        [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/organisera",                       [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/ny",              [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026",   [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/dagar/uppstart-2026/ord/{everyone}",[303, 404, 200, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/svar/{everyone}/1",[303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026/andra",[303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte",      [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/incheckning", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/incheckning",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/namnskyltar", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/namnskyltar",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/medhjalpare", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/medhjalpare",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/par/traffar/nasta",               [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/traffar/foresla",             [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/traffar/tacka-nej",           [303, 404, 200, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/efter",       [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/efter",          [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/material",    [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026/utvardering", [303, 404, 404, 404, 404, 404, 200, 404]),
    // The kick-off has not been yet: nobody evaluates it.
    ("/dagar/uppstart-2026/utvardering",            [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/dagar/finns-inte/utvardering",               [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/bord",          [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/bord",             [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/bord/utskrift", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/bord/utskrift",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/dagar/uppstart-2026/behov",                  [303, 404, 200, 404, 404, 404, 404, 404]),
    ("/dagar/finns-inte/behov",                     [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/behov",       [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026/gaster",      [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/inspirationsdag-2026/gaster/1", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026/gaster/1",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/lista",       [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/import",                          [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/sidor",                           [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/sidor/integritet",                [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/sidor/finns-inte",                [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/sidor/start/historik",            [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/ansokningar",                     [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/mejl",                            [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/rapport",                         [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/utskick/kommande",                [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/installningar/mejl",                         [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/installningar/mejl/skickat",                 [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/mejl/avsluta/okand",                         [404, 404, 404, 404, 404, 404, 404, 404]),
];

/// Every file that people can take with them.
#[rustfmt::skip]
pub const FILES: [(&str, Statuses); 23] = [
    //                                           nobody adept mentor other contact group organiser reserve
    ("/datum.ics",                                [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/robots.txt",                               [200, 200, 200, 200, 200, 200, 200, 200]),
    // Nobody has been named yet.
    ("/.well-known/security.txt",                 [404, 404, 404, 404, 404, 404, 404, 404]),
    // Whoever has the secret address needs no session; anyone else has nothing there.
    ("/kalender/okand.ics",                       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/kalender/0000000000000000000000000000000000000000000000000000000000000000.ics", [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/par/logg.html",                            [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/par/logg.json",                            [303, 200, 200, 200, 404, 404, 404, 404]),
    ("/dagar/uppstart-2026/kalender.ics",         [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar/finns-inte/kalender.ics",            [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/uppstart-2026/svar.csv",  [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/uppstart-2026/svar.xlsx", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/dagar/finns-inte/svar.csv",     [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/dagar/finns-inte/svar.xlsx",    [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/par/traffar/nasta/kalender.ics",            [303, 200, 200, 404, 404, 404, 404, 404]),
    ("/dagar/uppstart-2026/material/{file}",          [303, 200, 200, 200, 404, 404, 200, 404]),
    ("/dagar/uppstart-2026/material/{mentors-file}", [303, 404, 200, 404, 404, 404, 200, 404]),
    ("/dagar/avslutning-2027/material/{file}",        [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/dagar/uppstart-2026/material/999999",          [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/urval/lista.csv",                              [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/lista.xlsx",                             [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/organisera/import/mall.csv",                   [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/import/mall.xlsx",                  [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/rapport.xlsx",                      [303, 404, 404, 404, 404, 404, 200, 404]),
];

/// Server functions, with their fields.
#[rustfmt::skip]
const WRITES: [(&str, &str, Statuses); 82] = [
    //                                                                     nobody adept mentor other contact group organiser reserve
    ("day/answer",                 "segment={everyone}&answer=yes",         [401, 200, 200, 200, 404, 404, 404, 404]),
    ("day/undo",                   "segment={everyone}&answer=1",           [401, 409, 409, 409, 404, 404, 404, 404]),
    ("day/say",                    "slug=uppstart-2026&segment={everyone}&word=a",      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("mail/answer-day",            "ticket=okand&answer=yes",               [404, 404, 404, 404, 404, 404, 404, 404]),
    ("mail/answer-times",          "ticket=okand&time=0",                   [404, 404, 404, 404, 404, 404, 404, 404]),
    ("organise/answer-for",        "segment={everyone}&person=1&answer=yes",[401, 404, 404, 404, 404, 404, 200, 404]),
    ("organise/remind",            "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("today/put-off",              "kind=silent&about=1&delay=week",        [401, 404, 404, 404, 404, 404, 200, 404]),
    // Everyone's is decided.
    ("application/remind",         "id={application}",                      [401, 404, 404, 404, 404, 404, 409, 404]),
    ("planning/new",               NEW_DAY,                                 [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/edit",              EDIT_DAY,                                [401, 404, 404, 404, 404, 404, 409, 404]),
    ("planning/publish",           "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/delete",            "slug=ny-dag-2026",                      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("pair/log-meeting",           LOG,                                     [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pair/tick-action",           "id={meeting}&version=1&position=0&done=true", [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/edit-meeting",          EDIT,                                    [401, 200, 200, 404, 404, 404, 404, 404]),
    ("people/save-draft",          DRAFT,                                   [401, 200, 200, 200, 404, 404, 404, 404]),
    ("people/discard-draft",       "draft=0000000000000001&sida=/min-sida/utkast", [401, 200, 200, 200, 200, 200, 200, 200]),
    ("people/restore-draft",       "draft=0000000000000001&sida=/min-sida/utkast", [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pair/take-theirs",           THEIRS,                                  [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/delete-meeting",        "id={meeting}",                          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/restore-meeting",       "id={meeting}",                          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("agreement/propose",          TERMS,                                   [401, 409, 409, 200, 404, 404, 404, 404]),
    ("agreement/sign",             "version=1",                             [401, 200, 200, 200, 404, 404, 404, 404]),
    ("agreement/progress",         "goal={goal}&percent=50",                [401, 409, 409, 404, 404, 404, 404, 404]),
    ("signal/send",                "word=a",                                [401, 200, 200, 200, 404, 404, 404, 404]),
    ("signal/mark",                "id={signal}",                           [401, 404, 404, 404, 404, 404, 200, 404]),
    ("signal/take-back",           "",                                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("course/turn",                "turn=pause",                            [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pulse/answer",               "score=4",                               [401, 404, 404, 404, 404, 404, 404, 404]),
    ("people/request-sign-in",     "email=ingen@example.org",               [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/request-again",       "",                                      [422, 422, 422, 422, 422, 422, 422, 422]),
    ("people/sign-in-by-code",     "code=123456",                           [422, 200, 200, 200, 200, 200, 200, 200]),
    ("people/sign-in-by-link",     "token=okand",                           [404, 404, 404, 404, 404, 404, 404, 404]),
    ("people/end-session",         "id=999999",                             [401, 200, 200, 200, 200, 200, 200, 200]),
    ("attendance/check-in",        "segment={everyone}&person={adept}",     [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/undo",            "segment={everyone}&person={adept}",     [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/add-visitor",     "segment={everyone}&name=Gerda",         [401, 404, 404, 404, 404, 404, 200, 404]),
    ("helper/name",                "slug=uppstart-2026&person={adept}",      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("helper/let-in",              "slug=uppstart-2026&email=vera@example.org&name=Vera&organisation=1", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("helper/end",                 "slug=uppstart-2026&person={adept}",      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("needs/save",                 "slug=uppstart-2026&food=a",             [401, 200, 200, 200, 404, 404, 404, 404]),
    ("needs/give",                 "slug=uppstart-2026&given_to=999999",    [401, 409, 409, 409, 404, 404, 404, 404]),
    ("needs/hand-over",            "slug=uppstart-2026&given_to=999999",    [401, 404, 404, 404, 404, 404, 409, 404]),
    ("day/meet-up",                "day={day}&say=before",                  [401, 200, 200, 200, 404, 404, 404, 404]),
    ("attendance/add-guest",       "segment={everyone}&kind=guest&name=G",  [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/edit-guest",      "slug=inspirationsdag-2026&guest=1&kind=guest&name=H", [401, 404, 404, 404, 404, 404, 409, 404]),
    ("needs/save-guest",           "slug=uppstart-2026&guest=999999",       [401, 404, 404, 404, 404, 404, 404, 404]),
    ("attendance/check-in-visitor","visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/undo-visitor",    "visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/remove-visitor",  "visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("matching/new",               "name=A",                                [401, 404, 404, 404, 404, 200, 200, 404]),
    ("matching/change",            "draft=9&version=1&step=clear",          [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/delete",            "draft=9",                               [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/weights",           "weights[themes]=9",                     [401, 404, 404, 404, 404, 409, 409, 404]),
    ("matching/tie",               "one=1&other=2&tied=1",                  [401, 404, 404, 404, 404, 200, 200, 404]),
    // Everyone who was chosen is in a pair.
    ("matching/several",           "mentor=4&several=1",                    [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/lift",              "adept=3&mentor=4&reason=A",             [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/unlift",            "adept=3&mentor=4",                      [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/publish",           "draft=9&version=1&sure=1",              [401, 404, 404, 404, 404, 404, 404, 404]),
    ("material/remove",            "id={file}",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("evaluation/give",            "slug=uppstart-2026&whole=5&content=5&contacts=5", [401, 404, 404, 404, 404, 404, 404, 404]),
    ("after/thank",                "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 404, 404]),
    ("public-page/publish",        PUBLIC_PAGE,                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("public-page/restore",        "page=natverket&version=1&earlier=0",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("public-page/contacts",       "contacts[questions]=a@example.org",     [401, 404, 404, 404, 404, 404, 200, 404]),
    ("tables/draw",                "segment={everyone}&version=0&tables=4&rounds=2",[401, 404, 404, 404, 404, 404, 200, 404]),
    ("tables/change",              "segment={everyone}&version=1&step=clear",[401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/cancel",            "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("people/sign-out",            "",                                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/sign-out-everywhere", "",                                      [401, 200, 200, 200, 200, 200, 200, 200]),
    ("proposal/accept",             "id={proposal}&time=0",                  [401, 410, 200, 410, 404, 404, 404, 404]),
    ("proposal/decline",            "id={proposal}",                         [401, 410, 410, 410, 404, 404, 404, 404]),
    ("proposal/withdraw",           "id={proposal}",                         [401, 200, 410, 410, 404, 404, 404, 404]),
    ("proposal/cancel",             "meeting=999999&sequence=0",             [401, 410, 410, 410, 404, 404, 404, 404]),
    ("proposal/propose",            PROPOSAL,                                [401, 200, 200, 200, 404, 404, 404, 404]),
    ("import/run",                  "rows=[]",                               [401, 404, 404, 404, 404, 404, 200, 404]),
    ("mail/send-again",             "",                                      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("mail/drop",                   "id=999999",                             [401, 404, 404, 404, 404, 404, 404, 404]),
    ("mail/choose",                 "kinds[pulse]=1",                        [401, 200, 200, 200, 200, 200, 200, 200]),
    ("mail/unsubscribe",            "token=okand",                           [404, 404, 404, 404, 404, 404, 404, 404]),
    ("mail/skip-reminder",          "topic=reply&day=1&due=0&skip=true",     [401, 404, 404, 404, 404, 404, 404, 404]),
];

const NEW_DAY: &str = "day[kind]=exchange&day[title_sv]=Ny+dag&day[title_en]=New+day&day[summary_sv]=a&day[summary_en]=a\
    &day[date]=2026-09-10&day[parts][0][from]=09:00&day[parts][0][to]=12:00&day[parts][0][audience]=everyone\
    &day[venue]=a&day[address]=a&day[reply_by]=2026-09-03";
/// Of a version that there is not.
const EDIT_DAY: &str = "slug=uppstart-2026&version=99&day[kind]=exchange&day[title_sv]=a&day[title_en]=a&day[summary_sv]=a\
    &day[summary_en]=a&day[date]=2026-09-10&day[parts][0][from]=09:00&day[parts][0][to]=12:00\
    &day[parts][0][audience]=everyone&day[venue]=a&day[address]=a&day[reply_by]=2026-09-03";
const PROPOSAL: &str =
    "proposal[times][0][date]=2026-04-01&proposal[times][0][time]=09:00&proposal[minutes]=60&proposal[form]=digital";
const PUBLIC_PAGE: &str = "page=natverket&version=0&text[title_sv]=a&text[title_en]=a&text[lede_sv]=a&text[lede_en]=a\
    &text[body_sv]=a&text[body_en]=a";
const LOG: &str = "log[date]=2026-02-19&log[minutes]=60&log[form]=digital";
/// A first version; the first pair has one already.
const TERMS: &str = "latest=0&terms[every_weeks]=4&terms[minutes]=60&terms[form]=digital&terms[goals][0][what]=a&terms[goals][1][what]=b";
/// A draft of a log: of the pair, for whoever is in one.
const DRAFT: &str = "nyckel=0000000000000001&sida=/par/traffar/ny&log[notes]=a";
const THEIRS: &str = "nyckel=0000000000000002&sida=/par/traffar/{meeting}/andra&id={meeting}&log[notes]=a";
const EDIT: &str = "id={meeting}&version=2&log[date]=2026-02-19&log[minutes]=60&log[form]=digital";
