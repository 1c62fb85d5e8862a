//! People: signing in, sessions, importing those of earlier rounds; everyone, their
//! addresses, their duties and their organisations.

mod address;
mod calendar;
mod directory;
mod draft;
mod duplicate;
mod duty;
mod import;
mod newcomer;
mod organisation;
mod session;
pub mod sign_in;

use super::access::Statuses;

/// Pages of people and organisations. `{contact}` is the first contact person.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 22] = [
    //                                                 nobody adept mentor other contact group organiser reserve
    ("/installningar/adress",                           [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/installningar/adress/okand",                     [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/installningar/kalender",                         [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/organisera/personer",                            [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/ny",                         [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/par/nytt",                            [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/import/gjorda/999999",                [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/personer/uppdrag",                    [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/{adept}",                    [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/{adept}/dubblett",           [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/999999/dubblett",            [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/personer/{contact}/sammanslagning?med={adept}", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/{adept}/sammanslagning",     [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/personer/{adept}/lamnar",             [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/{contact}/uppdrag/contact_person", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/personer/{adept}/uppdrag/contact_person", [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/personer/999999",                     [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/organisationer",                      [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/organisationer/1",                    [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/organisationer/999999",               [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/organisationer/1/sammanslagning?med=2", [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/organisationer/1/sammanslagning",     [303, 404, 404, 404, 404, 404, 404, 404]),
];

/// Server functions of people and organisations. Whoever acts for their organisation
/// cannot be moved, so that comes before they do.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 22] = [
    //                                                                        nobody adept mentor other contact group organiser reserve
    ("people/edit",        "person={adept}&name=A&lang=sv",                    [401, 404, 404, 404, 404, 404, 409, 404]),
    ("people/move",        "person={adept}&organisation=3",                    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("people/set-active",  "person={adept}",                                   [401, 404, 404, 404, 404, 404, 409, 404]),
    ("newcomer/add",       "newcomer[duty]=reserve&newcomer[email]=ny4@example.org&newcomer[name]=Ny&newcomer[organisation]=1&newcomer[lang]=sv", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("matching/by-hand",   "adept=999999&mentor=999999",                       [401, 404, 404, 404, 404, 404, 404, 404]),
    ("import/undo",        "import=999999",                                    [401, 404, 404, 404, 404, 404, 404, 404]),
    ("duty/begin",         "person={adept}&duty=working_group",                [401, 404, 404, 404, 404, 404, 200, 404]),
    ("duty/appoint",       "duty=working_group&email=ny@example.org&name=Ny&organisation=1", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("duty/end",           "person={contact}&duty=contact_person",             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("duty/leave",         "person={adept}&sure=1",                            [401, 404, 404, 404, 404, 404, 200, 404]),
    ("address/ask",        "kind=main&email=ny2@example.org",                  [401, 200, 200, 200, 200, 200, 200, 200]),
    ("address/confirm",    "token=okand",                                      [401, 404, 404, 404, 404, 404, 404, 404]),
    ("address/swap",       "",                                                 [401, 404, 404, 404, 404, 404, 404, 404]),
    ("address/drop",       "",                                                 [401, 404, 404, 404, 404, 404, 404, 404]),
    ("calendar/make",      "name=Telefonen",                                   [401, 200, 200, 200, 200, 200, 200, 200]),
    ("calendar/revoke",    "id=999999",                                        [401, 404, 404, 404, 404, 404, 404, 404]),
    ("address/change",     "person={adept}&email=ny3@example.org&reason=a",    [401, 404, 404, 404, 404, 404, 200, 404]),
    ("organisation/add",   "name=Ny&kind=other",                               [401, 404, 404, 404, 404, 404, 200, 404]),
    ("organisation/edit",  "id=1&name=Ny2&kind=other",                         [401, 404, 404, 404, 404, 404, 409, 404]),
    ("organisation/end",   "id=1",                                             [401, 404, 404, 404, 404, 404, 409, 404]),
    ("organisation/merge", "from=1&into=2&sure=1",                             [401, 404, 404, 404, 404, 404, 200, 404]),
    ("people/merge",       "from={contact}&into={adept}&sure=1",               [401, 404, 404, 404, 404, 404, 200, 404]),
];
