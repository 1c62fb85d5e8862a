//! Being a mentor later: the question to an adept, and what organisers see of the answers.

use domain::round::closing::Wish;
use leptos::prelude::*;

use super::api::AnswerWish;
use crate::{
    people::directory::PersonLink,
    text::t,
    ui::{Action, Choice, Form, Submit, Written, html},
};

/// Asks an adept whose round is over.
#[component]
pub(crate) fn WishForm(
    /// What they have answered.
    #[prop(optional_no_strip)]
    answered: Option<bool>,
) -> impl IntoView {
    let text = &t().closing;
    let value = answered.map_or("", |willing| if willing { "yes" } else { "no" });
    let options = vec![("yes", "", text.wish_yes), ("no", "", text.wish_no)];
    let labels = vec![("willing".to_owned(), text.wish.to_owned())];
    html! {
        <p class="lineage__wish">{text.wish_lede}</p>
        <Form action={Action::new::<AnswerWish>()} labels>
            <Choice name="willing" label=text.wish options value/>
            <div class="button-row"><Submit label=text.wish_save/></div>
        </Form>
    }
}

/// Who has said yes, for the organisers of another round.
#[component]
pub(crate) fn Wishes(wishes: Vec<Wish>) -> impl IntoView {
    let text = &t().closing;
    let none = wishes.is_empty();
    let item = |Wish { adept, round, is_here }: Wish| {
        html! {
            <li>
                <PersonLink person=adept.person name=adept.name/>", "
                <span class="muted"><Written text=adept.organisation/>", "{(text.wish_from)(round)}</span>
                {is_here.then(|| html! { " " <span class="tag">{text.wish_here}</span> })}
            </li>
        }
    };
    let items: Vec<_> = wishes.into_iter().map(item).collect();
    html! {
        <section class="section">
            <h2>{text.wishes}</h2>
            {if none {
                html! { <p class="empty">{text.wishes_none}</p> }.into_any()
            } else {
                html! { <p>{text.wishes_lede}</p><ul class="plain-list">{items}</ul> }.into_any()
            }}
        </section>
    }
}
