//! Answers over time: how many had said yes, maybe and no on each day, as a
//! picture with the deadline marked, and the table behind it.

use std::fmt::Write as _;

use domain::{
    day::{
        Answer, Segment,
        trend::{Point, Trend},
    },
    time::local,
};
use jiff::{Timestamp, civil::Date};
use leptos::prelude::*;

use super::text::label;
use crate::{
    text::{date, lang, t},
    ui::html,
};

// Only the lines stretch with the page, sideways: heights are pixels, and so is
// the size of letters.
const HEIGHT: i32 = 240;
/// How wide the lines' own drawing is, in its units, and on the page in percent;
/// right of it stands what each line is.
const WIDTH: i32 = 1000;
const SHARE: i32 = 62;
/// How high a line can rise, and where the base line is.
const TOP: i32 = 28;
const BASE: i32 = 206;
/// How close two labels stand at most.
const LABEL: i32 = 17;

/// How a segment's answers came in, until now or until the day.
#[component]
pub(super) fn TrendChart(
    trend: Trend,
    /// The segment that it is about.
    segment: Segment,
    /// The last moment to answer freely.
    reply_by: Timestamp,
    /// The present moment.
    now: Timestamp,
) -> impl IntoView {
    let text = &t().organise;
    let (Some(first), Some(last)) = (trend.points.first().copied(), trend.points.last().copied()) else {
        return ().into_any();
    };
    let (today, deadline, day) = (local(now).date(), local(reply_by).date(), local(segment.starts).date());
    let span = Span { from: first.date, to: today.max(deadline).max(last.date).min(day.max(last.date)) };
    let until = today.min(day).max(last.date);
    let highest = trend.points.iter().map(|point| point.yes.max(point.maybe).max(point.no)).max().unwrap_or(1).max(1);
    let title_id = format!("svar-over-tid-{}", segment.id);
    let description_id = format!("{title_id}-text");
    let (labelled, described) = (title_id.clone(), description_id.clone());
    let summary = (text.trend_summary)(
        &date::without_weekday(lang(), first.date),
        &date::without_weekday(lang(), until),
        [last.yes, last.maybe, last.no],
    );
    let height = |n: u32| BASE - to_i32(n) * (BASE - TOP) / to_i32(highest);
    let ends = apart([Answer::Yes, Answer::Maybe, Answer::No].map(|answer| height(count(last, answer))));
    let answers = [Answer::Yes, Answer::Maybe, Answer::No];
    let lines = answers.map(|answer| line(&trend.points, answer, span, until, height));
    let labels: Vec<_> = answers.into_iter().zip(ends).map(|(answer, end)| name_of(last, answer, end)).collect();
    let (at_deadline, deadline_label) = deadline_mark(deadline, span).unzip();
    html! {
        <figure class="trend">
            <figcaption>{text.trend}</figcaption>
            <svg class="trend__chart" height=HEIGHT role="img" aria-labelledby=labelled aria-describedby=described>
                <title id=title_id>{text.trend}</title>
                <desc id=description_id>{summary}</desc>
                <svg width=percent(WIDTH) height=HEIGHT viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none">
                    <line class="trend__ground" x1="0" x2=WIDTH y1=BASE y2=BASE></line>
                    {lines.into_iter().collect_view()}
                    {at_deadline}
                </svg>
                {labels}
                {deadline_label}
                <text class="trend__date" x="0" y=BASE + 20>{date::short(lang(), span.from)}</text>
                <text class="trend__date trend__date--end" x=percent(WIDTH) y=BASE + 20>{date::short(lang(), span.to)}</text>
            </svg>
            <TrendTable points=trend.points/>
        </figure>
    }
}

/// The days that the picture shows.
#[derive(Clone, Copy)]
struct Span {
    from: Date,
    to: Date,
}

impl Span {
    /// Where a day stands.
    fn x(self, date: Date) -> i32 {
        let whole = days(self.from, self.to).max(1);
        days(self.from, date).clamp(0, whole) * WIDTH / whole
    }
}

/// The same place on the page.
fn percent(x: i32) -> String {
    format!("{}%", x * SHARE / WIDTH)
}

/// How many days lie between two.
fn days(from: Date, to: Date) -> i32 {
    i32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or_default()
}

fn to_i32(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn count(point: Point, answer: Answer) -> u32 {
    match answer {
        Answer::Yes => point.yes,
        Answer::Maybe => point.maybe,
        Answer::No => point.no,
    }
}

/// One answer's line, in steps.
fn line(points: &[Point], answer: Answer, span: Span, until: Date, height: impl Fn(u32) -> i32) -> AnyView {
    let mut path = format!("M0 {BASE}");
    for point in points {
        let _ = write!(path, "H{}V{}", span.x(point.date), height(count(*point, answer)));
    }
    let _ = write!(path, "H{}", span.x(until));
    let area = format!("{path}V{BASE}H0Z");
    let class = format!("trend__line trend__line--{}", answer.name());
    html! {
        <g>
            {(answer == Answer::Yes).then(|| html! { <path class="trend__area" d=area></path> })}
            <path class=class d=path></path>
        </g>
    }
}

/// What stands at a line's end: its last number, and its name.
fn name_of(last: Point, answer: Answer, at: i32) -> AnyView {
    let class = format!("trend__label trend__label--{}", answer.name());
    html! { <text class=class x=percent(WIDTH) dx="8" y=at + 5>{count(last, answer)}" "{label(Some(answer).into())}</text> }
}

/// Heights of labels, moved apart where they would cover each other.
fn apart(heights: [i32; 3]) -> [i32; 3] {
    let mut order = [0, 1, 2];
    order.sort_by_key(|n| heights[*n]);
    let mut moved = heights;
    for pair in order.windows(2).rev() {
        let below: i32 = moved[pair[1]];
        moved[pair[0]] = moved[pair[0]].min(below - LABEL);
    }
    moved
}

/// The last day to answer, as a line from top to bottom and what it is; nothing,
/// if it lies beyond the picture.
fn deadline_mark(deadline: Date, span: Span) -> Option<(AnyView, AnyView)> {
    (span.from <= deadline && deadline <= span.to).then(|| {
        let x = span.x(deadline);
        // Where there is room.
        let anchor = match x * 3 / WIDTH {
            0 => "start",
            1 => "middle",
            _ => "end",
        };
        let words = (t().organise.trend_deadline)(&date::short(lang(), deadline));
        let line = html! { <line class="trend__deadline" x1=x x2=x y1=TOP - 14 y2=BASE></line> };
        let label = html! { <text class="trend__date" x=percent(x) y=TOP - 18 text-anchor=anchor>{words}</text> };
        (line, label)
    })
}

#[component]
fn TrendTable(points: Vec<Point>) -> impl IntoView {
    let text = &t().organise;
    let rows: Vec<_> = points
        .into_iter()
        .map(|point| {
            html! {
                <tr>
                    <th scope="row"><time datetime=date::iso(point.date)>{date::without_weekday(lang(), point.date)}</time></th>
                    <td class="number">{point.yes}</td>
                    <td class="number">{point.maybe}</td>
                    <td class="number">{point.no}</td>
                </tr>
            }
        })
        .collect();
    html! {
        <details class="trend__table">
            <summary>{t().pair.rhythm_table}</summary>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.trend>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text.trend_day}</th>
                            <th scope="col" class="number">{text.yes}</th>
                            <th scope="col" class="number">{text.maybe}</th>
                            <th scope="col" class="number">{text.no}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as civil_date;

    use super::*;

    #[test]
    fn days_are_counted_over_the_turn_of_the_year() {
        assert_eq!(days(civil_date(2026, 12, 30), civil_date(2027, 1, 2)), 3);
        assert_eq!(days(civil_date(2024, 2, 28), civil_date(2024, 3, 1)), 2);
    }

    #[test]
    fn labels_never_cover_each_other() {
        for heights in [[206, 206, 206], [28, 206, 200], [100, 90, 110], [28, 30, 29]] {
            let mut moved = apart(heights);
            moved.sort_unstable();
            assert!(moved.windows(2).all(|pair| pair[1] - pair[0] >= LABEL), "{heights:?}: {moved:?}");
        }
    }
}
