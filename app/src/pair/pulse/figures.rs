//! How it goes for all together, for organisers.

use domain::{day::evaluation::Spread, pair::pulse::Figure};
use leptos::prelude::*;

use crate::{
    text::{date, lang, t, tenths},
    ui::html,
};

/// A row for every question that is closed.
#[component]
pub fn Figures(figures: Vec<Figure>) -> impl IntoView {
    let text = &t().pulse;
    if figures.is_empty() {
        return ().into_any();
    }
    let scores: Vec<_> = (1..)
        .zip(text.scores)
        .map(|(n, words): (u32, _)| html! { <th scope="col" class="number"><abbr title=words>{n}</abbr></th> })
        .collect();
    let rows: Vec<_> = figures.into_iter().map(row).collect();
    html! {
        <section class="section">
            <h2>{text.figures}</h2>
            <p>{text.figures_lede}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.figures>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text.asked}</th>
                            <th scope="col" class="number">{text.mean}</th>
                            <th scope="col" class="number">{text.answers}</th>
                            {scores}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(Figure { asked, spread }: Figure) -> AnyView {
    let asked = date::without_weekday(lang(), asked);
    match spread {
        None => html! { <tr><th scope="row">{asked}</th><td colspan="7" class="muted">{t().pulse.too_few}</td></tr> },
        Some(spread) => {
            let Spread(people) = spread;
            let cells: Vec<_> = people.into_iter().map(|people| html! { <td class="number">{people}</td> }).collect();
            html! {
                <tr>
                    <th scope="row">{asked}</th>
                    <td class="number"><strong>{tenths(spread.mean_in_tenths())}</strong></td>
                    <td class="number">{spread.answers()}</td>
                    {cells}
                </tr>
            }
        }
    }
}
