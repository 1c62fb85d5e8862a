//! Who gets what: every page and every server function, for everyone.

use std::collections::BTreeSet;

use app::App;
use domain::day::Audience;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;

use super::{
    agreement::goal_of,
    application,
    selection::{self, application_of},
    signal::signal_of,
    support::{Answer, KICKOFF, World, form, listing_routes, log_with},
};

/// The columns: nobody, the first pair's two, an adept of another pair, a
/// contact person, one of the working group, an organiser, one in reserve.
const WHO: [&str; 8] = ["", "adept1", "mentor1", "adept2", "kontakt1", "arbetsgrupp1", "organisator1", "reserv1"];

/// The status that each of [`WHO`] gets.
pub type Statuses = [u16; 8];

/// Every page, those of features with tables of their own among them.
pub fn pages() -> impl Iterator<Item = (&'static str, Statuses)> {
    PAGES.into_iter().chain(application::PAGES).chain(selection::PAGES)
}

/// Every server function that reads.
pub fn reads() -> impl Iterator<Item = (&'static str, &'static str, Statuses)> {
    READS.into_iter().chain(application::READS).chain(selection::READS)
}

/// Every server function that changes something.
pub fn writes() -> impl Iterator<Item = (&'static str, &'static str, Statuses)> {
    WRITES.into_iter().chain(application::WRITES).chain(selection::WRITES)
}

/// Pages. `{meeting}` is one of the first pair's.
#[rustfmt::skip]
const PAGES: [(&str, Statuses); 62] = [
    //                                   nobody adept mentor other contact group organiser reserve
    ("/",                                 [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/programmet",                       [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/natverket",                        [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/datum",                            [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in",                         [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in/kod",                     [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/logga-in/lank/okand",              [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/finns-inte",                       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/installningar",                    [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/min-sida",                         [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar",                            [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar/uppstart-2026",              [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/dagar/finns-inte",                 [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/par",                              [303, 200, 200, 200, 404, 404, 404, 404]),
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
];

/// Every file that people can take with them.
#[rustfmt::skip]
pub const FILES: [(&str, Statuses); 18] = [
    //                                           nobody adept mentor other contact group organiser reserve
    ("/datum.ics",                                [200, 200, 200, 200, 200, 200, 200, 200]),
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
];

/// Server functions that read, with their fields.
#[rustfmt::skip]
const READS: [(&str, &str, Statuses); 43] = [
    //                                                   nobody adept mentor other contact group organiser reserve
    ("round/front",              "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("round/current",            "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("round/organisations",      "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("day/public",               "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/viewer",            "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/demo-people",       "",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/link-state",        "token=okand",           [404, 404, 404, 404, 404, 404, 404, 404]),
    ("people/settings",          "",                      [401, 200, 200, 200, 200, 200, 200, 200]),
    ("dashboard",                "",                      [401, 200, 200, 200, 200, 200, 200, 200]),
    ("day/list",                 "",                      [401, 200, 200, 200, 200, 200, 200, 200]),
    ("day/one",                  "slug=uppstart-2026",    [401, 200, 200, 200, 200, 200, 200, 200]),
    ("pair/room",                "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pair/meeting",             "id={meeting}",          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/history",             "id={meeting}",          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("agreement/read",           "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("prepare/read",             "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("signal/read",              "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("course/read",              "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pulse/read",               "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("organise/own-organisation","",                      [401, 404, 404, 404, 200, 404, 404, 404]),
    ("organise/overview",        "",                      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("day/word",                 "slug=uppstart-2026&segment={everyone}", [401, 404, 200, 404, 404, 404, 404, 404]),
    ("organise/answer",          "segment={everyone}&person=1", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("organise/board",           "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/sheet",           "",                      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/day",             "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/door",          "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/badges",        "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("proposal/draft",           "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("proposal/next",            "",                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("proposal/waiting",         "",                      [401, 404, 200, 404, 404, 404, 404, 404]),
    ("after/day",                "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("material/list",            "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("evaluation/own",           "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 404, 404]),
    ("evaluation/results",       "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("tables/read",              "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("needs/own",                "slug=uppstart-2026",    [401, 404, 200, 404, 404, 404, 404, 404]),
    ("needs/day",                "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/guests",        "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/guest",         "slug=inspirationsdag-2026&guest=1", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("organise/list",            "slug=uppstart-2026",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("matching/read",            "",                      [401, 404, 404, 404, 404, 200, 200, 404]),
    ("import/terms",             "",                      [401, 404, 404, 404, 404, 404, 200, 404]),
];

/// Server functions that change something, with their fields.
#[rustfmt::skip]
const WRITES: [(&str, &str, Statuses); 59] = [
    //                                                                     nobody adept mentor other contact group organiser reserve
    ("day/answer",                 "segment={everyone}&answer=yes",         [401, 200, 200, 200, 404, 404, 404, 404]),
    ("day/undo",                   "segment={everyone}&answer=1",           [401, 409, 409, 409, 404, 404, 404, 404]),
    ("day/say",                    "slug=a&segment={everyone}&word=a",      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("organise/answer-for",        "segment={everyone}&person=1&answer=yes",[401, 404, 404, 404, 404, 404, 200, 404]),
    ("organise/remind",            "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/new",               NEW_DAY,                                 [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/edit",              EDIT_DAY,                                [401, 404, 404, 404, 404, 404, 409, 404]),
    ("planning/publish",           "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("planning/delete",            "slug=ny-dag-2026",                      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("pair/log-meeting",           LOG,                                     [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pair/tick-action",           "id={meeting}&version=1&position=0&done=true", [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/edit-meeting",          EDIT,                                    [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/save-draft",            "id={meeting}&version=1&log[notes]=a",   [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/discard-draft",         "id={meeting}",                          [401, 200, 200, 200, 200, 200, 200, 200]),
    ("pair/take-theirs",           "id={meeting}&log[notes]=a",             [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/delete-meeting",        "id={meeting}",                          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("pair/restore-meeting",       "id={meeting}",                          [401, 200, 200, 404, 404, 404, 404, 404]),
    ("agreement/propose",          TERMS,                                   [401, 409, 409, 200, 404, 404, 404, 404]),
    ("agreement/sign",             "version=1",                             [401, 200, 200, 200, 404, 404, 404, 404]),
    ("agreement/progress",         "goal={goal}&percent=50",                [401, 200, 200, 404, 404, 404, 404, 404]),
    ("signal/send",                "word=a",                                [401, 200, 200, 200, 404, 404, 404, 404]),
    ("signal/mark",                "id={signal}",                           [401, 404, 404, 404, 404, 404, 200, 404]),
    ("signal/take-back",           "",                                      [401, 200, 200, 200, 404, 404, 404, 404]),
    ("course/turn",                "turn=pause",                            [401, 200, 200, 200, 404, 404, 404, 404]),
    ("pulse/answer",               "score=4",                               [401, 404, 404, 404, 404, 404, 404, 404]),
    ("people/request-sign-in",     "email=ingen@example.org",               [200, 200, 200, 200, 200, 200, 200, 200]),
    ("people/sign-in-by-code",     "code=123456",                           [410, 410, 410, 410, 410, 410, 410, 410]),
    ("people/sign-in-by-link",     "token=okand",                           [404, 404, 404, 404, 404, 404, 404, 404]),
    ("people/end-session",         "id=999999",                             [401, 200, 200, 200, 200, 200, 200, 200]),
    ("attendance/check-in",        "segment={everyone}&person={adept}",     [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/undo",            "segment={everyone}&person={adept}",     [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/add-visitor",     "segment={everyone}&name=Gerda",         [401, 404, 404, 404, 404, 404, 200, 404]),
    ("needs/save",                 "slug=uppstart-2026&food=a",             [401, 200, 200, 200, 404, 404, 404, 404]),
    ("day/meet-up",                "day={day}&say=before",                  [401, 200, 200, 200, 404, 404, 404, 404]),
    ("attendance/add-guest",       "segment={everyone}&kind=guest&name=G",  [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/edit-guest",      "slug=a&guest=1&kind=guest&name=G",      [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/check-in-visitor","visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/undo-visitor",    "visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("attendance/remove-visitor",  "visitor=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("matching/new",               "name=A",                                [401, 404, 404, 404, 404, 200, 200, 404]),
    ("matching/change",            "draft=9&version=1&step=clear",          [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/delete",            "draft=9",                               [401, 404, 404, 404, 404, 404, 404, 404]),
    ("matching/weights",           "weights[themes]=5",                     [401, 404, 404, 404, 404, 200, 200, 404]),
    ("matching/tie",               "one=1&other=2&tied=1",                  [401, 404, 404, 404, 404, 200, 200, 404]),
    ("matching/publish",           "draft=9&version=1&sure=1",              [401, 404, 404, 404, 404, 404, 404, 404]),
    ("material/remove",            "id={file}",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("evaluation/give",            "slug=uppstart-2026&whole=5&content=5&contacts=5", [401, 404, 404, 404, 404, 404, 404, 404]),
    ("after/thank",                "slug=uppstart-2026",                    [401, 404, 404, 404, 404, 404, 404, 404]),
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
const LOG: &str = "log[date]=2026-02-19&log[minutes]=60&log[form]=digital";
/// A first version; the first pair has one already.
const TERMS: &str = "latest=0&terms[every_weeks]=4&terms[minutes]=60&terms[form]=digital&terms[goals][0][what]=a&terms[goals][1][what]=b";
const EDIT: &str = "id={meeting}&version=2&log[date]=2026-02-19&log[minutes]=60&log[form]=digital";

/// What stands for a number in the tables.
struct Numbers {
    meeting: String,
    segments: [i64; 2],
    day: i64,
    adept: i64,
    proposal: i64,
    /// For everyone, and for mentors only.
    files: [i64; 2],
    goal: i64,
    signal: i64,
    application: i64,
}

impl Numbers {
    async fn of(world: &World) -> Self {
        let adept = world.caller("adept1").await.person.0;
        let files = [world.file(Audience::Everyone).await, world.file(Audience::Mentors).await];
        let (goal, signal) = (goal_of(world, "adept1").await, signal_of(world, "mentor1").await);
        let (meeting, segments) = (world.meeting_of("adept1").await, world.segments().await);
        Self {
            meeting,
            segments,
            day: world.kickoff().await,
            adept,
            files,
            goal,
            signal,
            proposal: world.proposal_of("adept1").await,
            application: application_of(world, "adept2").await,
        }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{meeting}", &self.meeting)
            .replace("{everyone}", &self.segments[0].to_string())
            .replace("{day}", &self.day.to_string())
            .replace("{adept}", &self.adept.to_string())
            .replace("{proposal}", &self.proposal.to_string())
            .replace("{file}", &self.files[0].to_string())
            .replace("{mentors-file}", &self.files[1].to_string())
            .replace("{goal}", &self.goal.to_string())
            .replace("{signal}", &self.signal.to_string())
            .replace("{application}", &self.application.to_string())
    }
}

#[tokio::test]
async fn every_page_and_file_is_for_those_it_is_for() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let mut wrong = Vec::new();
    for (column, who) in WHO.into_iter().enumerate() {
        let browser = if who.is_empty() { world.stranger() } else { world.browser(who).await };
        for (path, statuses) in pages().chain(FILES) {
            let status = browser.download(&numbers.fill(path)).await.status();
            if status != statuses[column] {
                wrong.push(format!("{who} at {path}: {status}, not {}", statuses[column]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_server_function_is_for_those_it_is_for() {
    let mut wrong = Vec::new();
    for (column, who) in WHO.into_iter().enumerate() {
        let world = World::new().await;
        let numbers = Numbers::of(&world).await;
        for (function, fields, statuses) in reads().chain(writes()) {
            let browser = if who.is_empty() { world.stranger() } else { world.browser(who).await };
            let status = browser.call(function, &numbers.fill(fields)).await.status;
            if status != statuses[column] {
                wrong.push(format!("{who} to {function}: {status}, not {}", statuses[column]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever writes a new server function must say here who may call it.
#[test]
fn no_server_function_is_missing_from_the_tables() {
    let listed: BTreeSet<_> = reads().chain(writes()).map(|(function, ..)| format!("/api/{function}")).collect();
    let registered: BTreeSet<_> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(listed, registered);
}

/// Whoever adds a page must say here who may read it.
#[tokio::test]
async fn no_page_is_missing_from_the_table() {
    for route in listing_routes(|| generate_route_list(App)).await {
        let same = |(path, _): &(&str, Statuses)| is_at(route.path(), path);
        assert!(pages().any(|page| same(&page)), "{} is not in the table", route.path());
    }
}

/// Whether a route such as `/dagar/{slug}` leads to a path.
fn is_at(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == part || wanted.starts_with([':', '{']) => {}
            _ => return false,
        }
    }
}

/// Whoever is not signed in is taken to where one signs in, and back afterwards.
#[tokio::test]
async fn a_page_that_needs_signing_in_leads_there() {
    let stranger = World::new().await.stranger();
    let answer = stranger.get("/dagar/uppstart-2026").await;
    assert_eq!((answer.status, answer.location()), (303, "/logga-in?till=/dagar/uppstart-2026"));
}

/// Ids that are no meeting of one's own: none at all, and another pair's.
const NO_MEETING: [&str; 5] = ["999999", "0", "-1", "9223372036854775807", "{meeting}"];
/// What is no id.
const NO_NUMBER: [&str; 5] = ["9223372036854775808", "abc", "1.0", "%00", "1%20OR%201=1"];

#[tokio::test]
async fn another_pairs_meeting_is_the_same_as_none() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    let missing = other.call("pair/meeting", "id=888888").await;
    assert_eq!((missing.status, missing.body.as_str()), (404, r#""NotFound""#));
    for id in NO_MEETING.into_iter().chain(NO_NUMBER) {
        let answer = other.call("pair/meeting", &format!("id={}", numbers.fill(id))).await;
        assert_eq!((answer.status, &answer.body), (missing.status, &missing.body), "{id}");
    }
    // As a control, it is there for the pair itself.
    let own = world.browser("mentor1").await.call("pair/meeting", &numbers.fill("id={meeting}")).await;
    assert_eq!(own.status, 200);
}

#[tokio::test]
async fn another_pairs_page_is_the_same_as_none() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    for end in ["", "/andra"] {
        let page = async |id: &str| {
            let path = format!("/par/traffar/{id}{end}");
            let answer = other.get(&path).await;
            (answer.status, answer.without_nonce().replace(&path, "{path}"))
        };
        let missing = page("888888").await;
        assert_eq!(missing.0, 404);
        for id in NO_MEETING.into_iter().chain(["9223372036854775808", "abc"]) {
            let id = numbers.fill(id);
            assert_eq!(page(&id).await, missing, "{id}");
        }
        for id in NO_NUMBER {
            assert_eq!(page(id).await.0, 404, "{id}");
        }
    }
}

#[tokio::test]
async fn another_pairs_log_cannot_be_changed() {
    let world = World::new().await;
    let numbers = Numbers::of(&world).await;
    let other = world.browser("adept2").await;
    let before = world.everything().await;
    let edit = |id: &str| format!("id={id}&version=1&{}", log_with("log[notes]", "inkräktare"));
    for id in NO_MEETING {
        let answer = other.call("pair/edit-meeting", &edit(&numbers.fill(id))).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, r#""NotFound""#), "{id}");
    }
    for id in NO_NUMBER {
        let answer = other.call("pair/edit-meeting", &edit(id)).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, r#""Malformed""#), "{id}");
    }
    assert_eq!(world.everything().await, before);
}

// ---- the part of a day that is for mentors only ----

/// Its number, and the words that tell of it.
async fn signs_of_the_mentors_part(world: &World) -> Vec<String> {
    let [_, mentors] = world.segments().await;
    vec![
        format!(r#""id":{mentors},"audience""#),
        r#""audience":"mentors""#.into(),
        "15.30".into(),
        "T153000".into(),
        "Enbart mentorer".into(),
    ]
}

fn tells(answer: &Answer, signs: &[String]) -> bool {
    // Resources lie in the page as JSON in a script, with quotes escaped.
    let body = answer.body.replace("\\\"", "\"");
    signs.iter().any(|sign| body.contains(sign.as_str()))
}

#[tokio::test]
async fn no_page_and_no_file_tells_an_adept_of_the_mentors_part() {
    let world = World::new().await;
    let (signs, numbers) = (signs_of_the_mentors_part(&world).await, Numbers::of(&world).await);
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut told = Vec::new();
    for (path, _) in pages().chain(FILES) {
        let path = numbers.fill(path);
        assert!(!tells(&adept.get(&path).await, &signs), "{path}");
        if tells(&mentor.get(&path).await, &signs) {
            told.push(path);
        }
    }
    let own = ["/min-sida", "/dagar", "/dagar/uppstart-2026"].map(str::to_owned);
    let other =
        ["/dagar/uppstart-2026/ord/{everyone}", "/dagar/uppstart-2026/behov", "/dagar/uppstart-2026/kalender.ics"]
            .map(|path| numbers.fill(path));
    assert_eq!(told, [own.as_slice(), &other].concat(), "as a control, a mentor's pages do");
}

#[tokio::test]
async fn no_server_function_tells_an_adept_of_the_mentors_part() {
    let world = World::new().await;
    let (signs, numbers) = (signs_of_the_mentors_part(&world).await, Numbers::of(&world).await);
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut told = Vec::new();
    for (function, fields, _) in reads() {
        let fields = numbers.fill(fields);
        assert!(!tells(&adept.call(function, &fields).await, &signs), "{function}");
        if tells(&mentor.call(function, &fields).await, &signs) {
            told.push(function);
        }
    }
    assert_eq!(told, ["dashboard", "day/list", "day/one", "day/word", "needs/own"], "as a control, a mentor is told");
}

#[tokio::test]
async fn an_adept_cannot_answer_for_the_mentors_part() {
    let world = World::new().await;
    let [_, mentors] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let answer = |segment: String| form(&[("segment", &segment), ("answer", "yes")]);
    let before = world.everything().await;
    let missing = adept.call("day/answer", &answer("999999".into())).await;
    let refused = adept.call("day/answer", &answer(mentors.to_string())).await;
    assert_eq!((refused.status, &refused.body), (404, &missing.body));
    assert_eq!(world.everything().await, before);
    // As a control, a mentor can.
    assert_eq!(mentor.call("day/answer", &answer(mentors.to_string())).await.status, 200);
    assert_ne!(world.everything().await, before);
}

#[tokio::test]
async fn a_day_that_does_not_exist_is_the_same_as_none() {
    let organiser = World::new().await.browser("organisator1").await;
    let missing = organiser.call("organise/board", "slug=").await;
    for slug in ["finns-inte", "../uppstart-2026", "UPPSTART-2026", "1", "%00", &"a".repeat(10_000)] {
        let board = organiser.call("organise/board", &format!("slug={slug}")).await;
        assert_eq!((board.status, &board.body), (404, &missing.body), "{slug}");
        assert_eq!(organiser.call("day/one", &format!("slug={slug}")).await.status, 404, "{slug}");
    }
    let board = organiser.call("organise/board", &format!("slug={KICKOFF}")).await;
    assert_eq!(board.status, 200, "as a control");
}
