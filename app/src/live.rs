//! The live channel's end in the browser. `public/live.js` holds the one
//! connection that all of a person's tabs share and tells the page, by events
//! on the window, that something changed; resources that asked for that topic
//! then read again. Without it every page is whole as loaded.

use crate::ui::html;
use domain::live::Topic;
use leptos::prelude::*;

use crate::text::t;

/// What the pages listen to.
#[derive(Clone, Copy)]
pub struct Live {
    days: RwSignal<u32>,
    pair: RwSignal<u32>,
    applications: RwSignal<u32>,
    lost: RwSignal<bool>,
}

impl Live {
    /// Starts listening; once, for the whole page.
    pub fn provide() {
        let live = Self {
            days: RwSignal::new(0),
            pair: RwSignal::new(0),
            applications: RwSignal::new(0),
            lost: RwSignal::new(false),
        };
        provide_context(live);
        Effect::new(move || {
            let changed = window_event_listener_untyped("ior:changed", move |event| {
                live.changed(detail(&event).as_deref().and_then(Topic::from_name).unwrap_or(Topic::All));
            });
            let state = window_event_listener_untyped("ior:live", move |event| {
                live.lost.set(detail(&event).as_deref() == Some("lost"));
            });
            on_cleanup(move || {
                changed.remove();
                state.remove();
            });
        });
    }

    fn changed(self, topic: Topic) {
        for (of, version) in
            [(Topic::Days, self.days), (Topic::Pair, self.pair), (Topic::Applications, self.applications)]
        {
            if topic == of || topic == Topic::All {
                version.update(|n| *n += 1);
            }
        }
    }

    /// Rises whenever something of this topic changed: a reason to read again.
    pub fn version(topic: Topic) -> u32 {
        let live = expect_context::<Self>();
        match topic {
            Topic::Days => live.days.get(),
            Topic::Pair => live.pair.get(),
            Topic::Applications => live.applications.get(),
            Topic::All => live.days.get() + live.pair.get(),
        }
    }
}

fn detail(event: &web_sys::Event) -> Option<String> {
    use wasm_bindgen::JsCast;
    event.dyn_ref::<web_sys::CustomEvent>()?.detail().as_string()
}

/// Says calmly that the live connection is lost, while it is.
#[component]
pub fn LiveBanner() -> impl IntoView {
    let live = expect_context::<Live>();
    html! {
        <div role="status">
            {move || live.lost.get().then(|| html! { <p class="live-banner">{t().common.live_lost}</p> })}
        </div>
    }
}
