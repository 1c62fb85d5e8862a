//! One's own needs at a day.

use domain::day::needs::{Aid, Diet, More, Needs, OwnNeeds};
use leptos::prelude::*;

use super::{
    api::{self, GiveNeeds, SaveNeeds},
    text,
};
use crate::{
    context,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Receipt, Submit, TextArea, html},
};

/// Says what one needs at a day.
pub async fn own_needs_page() -> PageResult {
    let own = api::read_own_needs(context::param("slug")).await?;
    let drafts = Drafts::read().await?;
    let text = &t().needs;
    let action = drafts.go_on(Action::new::<SaveNeeds>());
    let (day, noted, named) = (own.day.clone(), !own.needs.is_empty(), given_to(&own));
    let (back, slug) = (format!("/dagar/{}", day.slug), day.slug.clone());
    let saved = context::query("sparat").map(|_| if noted { text.saved } else { text.cleared });
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang()) lede=text.lede>
            {saved.map(|saved| html! { <Receipt>{saved}</Receipt> })}
            {own.unreadable.then(|| html! { <p class="notice notice--warn"><Icon name="warning"/>{text.unreadable}</p> })}
            {promise(&own)}
            {withheld(&own)}
            <DraftForm action drafts labels=labels()>
                <input type="hidden" name="slug" value=day.slug/>
                <input type="hidden" name="given_to" value=named/>
                <Fields needs=own.needs/>
                <div class="button-row"><Submit label=text.save/></div>
            </DraftForm>
            {noted.then(|| html! { <Clear slug action/> })}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().day.comment_back}</a></p>
        </Page>
    })
}

/// Who reads it, and when it is deleted.
fn promise(own: &OwnNeeds) -> AnyView {
    let text = &t().needs;
    let reader = own.reader.as_ref().map_or(text.no_reader.to_owned(), |(_, name)| (text.reader)(name));
    let deleted = (text.deleted)(&date::without_weekday(lang(), own.deleted_on));
    html! {
        <div class="notice notice--info">
            <Icon name="lock"/>
            <p>{reader}" "{text.kitchen}" "{deleted}</p>
        </div>
    }
}

/// Whom the page names as the one who reads it.
fn given_to(own: &OwnNeeds) -> String {
    own.reader.as_ref().map(|(person, _)| person.to_string()).unwrap_or_default()
}

/// What was given to someone else, or to nobody, and is kept from who is responsible now.
fn withheld(own: &OwnNeeds) -> Option<AnyView> {
    let text = &t().needs;
    let (_, name) = own.reader.as_ref().filter(|_| !own.given)?;
    let (action, words, give) = (Action::new::<GiveNeeds>(), (text.withheld)(name), (text.give)(name));
    let (slug, given_to) = (own.day.slug.clone(), given_to(own));
    Some(html! {
        <div class="notice notice--warn">
            <Icon name="lock"/>
            <p>{words}</p>
            <Form action id="ge" quiet=true>
                <input type="hidden" name="slug" value=slug/>
                <input type="hidden" name="given_to" value=given_to/>
                <Submit label=give/>
            </Form>
        </div>
    })
}

pub(super) fn labels() -> Vec<(String, String)> {
    let text = &t().needs;
    [("diets", text.diet), ("food", text.more_diet), ("aids", text.access), ("access", text.more_access)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()))
        .to_vec()
}

#[component]
pub(super) fn Fields(needs: Needs) -> impl IntoView {
    let text = &t().needs;
    let action = expect_context::<Action>();
    let diets = Diet::ALL.iter().map(|diet| {
        let ticked = needs.food.diets.contains(diet);
        tick(action, format!("diets[{}]", diet.name()), text::diet(*diet), ticked)
    });
    let aids = Aid::ALL.iter().map(|aid| {
        let ticked = needs.aids.contains(aid);
        tick(action, format!("aids[{}]", aid.name()), text::aid(*aid), ticked)
    });
    html! {
        <fieldset class="ticks" id="diets">
            <legend>{text.diet}</legend>
            <div class="ticks__options">{diets.collect_view()}</div>
            <TextArea name="food" label=text.more_diet hint=(text.more_diet_hint)(More::MAX) value=needs.food.words rows=2/>
        </fieldset>
        <fieldset class="ticks" id="aids">
            <legend>{text.access}</legend>
            <div class="ticks__options">{aids.collect_view()}</div>
            <TextArea name="access" label=text.more_access hint=(text.more_access_hint)(More::MAX) value=needs.access rows=2/>
        </fieldset>
    }
}

/// A tick box. What was ticked before an error is ticked again.
fn tick(action: Action, name: String, label: &'static str, ticked: bool) -> AnyView {
    let ticked = if action.is_refilled() { action.typed(&name).is_some() } else { ticked };
    let id = name.replace('[', "-").replace(']', "");
    html! {
        <div class="field field--tick">
            <input type="checkbox" id=id.clone() name=name value="1" checked=ticked/>
            <label for=id>{label}</label>
        </div>
    }
}

/// Takes all of it back.
#[component]
fn Clear(slug: String, action: Action) -> impl IntoView {
    html! {
        <Form action id="rensa" class="form" quiet=true>
            <input type="hidden" name="slug" value=slug/>
            <p><button type="submit" class="link-button">{t().needs.clear}</button></p>
        </Form>
    }
}
