//! Reading a badge with the camera, in browsers that can read codes by
//! themselves (`BarcodeDetector`). Others have the phone's own camera app: what
//! the badge says is an address.

use domain::day::check_in::badge_code;
use leptos::{html::Video, prelude::*, reactive::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, JSON, Promise, Reflect};

use super::words::Words;
use crate::markup::html;

const CODES: &str = r#"{"formats":["qr_code"]}"#;
const CAMERA: &str = r#"{"video":{"facingMode":"environment"}}"#;
/// How long to wait before looking again, in milliseconds.
const PAUSE: i32 = 150;

/// The button that begins and ends reading, and the camera's picture. What was
/// read last is in `scanned`.
#[component]
pub(super) fn Scanner(words: &'static Words, scanned: RwSignal<Option<String>>) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let (able, scanning, failed) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    Effect::new(move || able.set(detector().is_ok()));
    let toggle = move |_| {
        if scanning.get_untracked() {
            scanning.set(false);
            return;
        }
        scanning.set(true);
        failed.set(false);
        spawn_local(async move {
            let Some(video) = video.get_untracked() else { return };
            let outcome = read(&video, scanning).await;
            let _ = failed.try_set(outcome.is_err());
            if let Ok(Some(code)) = outcome {
                let _ = scanned.try_set(Some(code));
            }
            let _ = scanning.try_set(false);
        });
    };
    html! {
        <div class="scanner" hidden=move || !able.get()>
            <button type="button" class="button" on:click=toggle>
                {move || if scanning.get() { words.stop_scanning } else { words.scan }}
            </button>
            <video node_ref=video class="scanner__picture" aria-label=words.camera autoplay muted playsinline hidden=move || !scanning.get()></video>
            <p role="status">{move || failed.get().then_some(words.no_camera)}</p>
        </div>
    }
}

/// Looks through the camera until it sees a badge, or is told to stop.
async fn read(video: &JsValue, scanning: RwSignal<bool>) -> Result<Option<String>, JsValue> {
    let detector = detector()?;
    let devices = get(&get(&window(), "navigator")?, "mediaDevices")?;
    let camera = call(&devices, "getUserMedia", &JSON::parse(CAMERA)?).await?;
    Reflect::set(video, &"srcObject".into(), &camera)?;
    let mut code = None;
    while code.is_none() && scanning.try_get_untracked() == Some(true) {
        // Before the first picture there is nothing to detect, which is an error to it.
        let seen = call(&detector, "detect", video).await.unwrap_or_default();
        code = code_in(&seen);
        JsFuture::from(pause()).await?;
    }
    for track in Array::from(&call(&camera, "getTracks", &JsValue::UNDEFINED).await?) {
        call(&track, "stop", &JsValue::UNDEFINED).await?;
    }
    Ok(code)
}

/// The browser's own reader of codes.
fn detector() -> Result<JsValue, JsValue> {
    let class: Function = get(&window(), "BarcodeDetector")?.dyn_into()?;
    Reflect::construct(&class, &Array::of1(&JSON::parse(CODES)?))
}

/// A badge's code among what was detected.
fn code_in(seen: &JsValue) -> Option<String> {
    Array::from(seen).into_iter().find_map(|code| {
        let text = get(&code, "rawValue").ok()?.as_string()?;
        badge_code(&text).map(str::to_owned)
    })
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// Calls a method, and waits for what it promises.
async fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = get(object, method)?.dyn_into()?;
    JsFuture::from(Promise::resolve(&method.call1(object, argument)?)).await
}

fn pause() -> Promise {
    Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, PAUSE);
    })
}
