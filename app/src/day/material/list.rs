//! A list of files.

use domain::{
    day::{
        Audience,
        material::{FileKind, Material},
    },
    people::Lang,
};
use leptos::prelude::*;

use crate::{
    day::text as day_text,
    text::lang,
    ui::{Icon, Written, html},
};

/// Files to take along, each with its kind, size and, if it is not for everyone,
/// whom it is for.
#[component]
pub fn FileList(
    /// The day's name in addresses.
    slug: String,
    /// The files.
    files: Vec<Material>,
    /// What follows on each of them.
    #[prop(default = |_| ().into_any())]
    more: fn(&Material) -> AnyView,
) -> impl IntoView {
    let files: Vec<_> = files
        .into_iter()
        .map(|file| {
            let id = format!("fil-{}", file.id);
            let href = format!("/dagar/{slug}/material/{}", file.id);
            let about = format!("{}, {}", kind(file.kind), size(lang(), file.size));
            let more = more(&file);
            let mentors = file.audience == Audience::Mentors;
            html! {
                <li class="files__file" id=id>
                    <p>
                        <Icon name="file"/>
                        <span><a href=href><Written text=file.name/></a>" "<span class="muted">{about}</span></span>
                        {mentors.then(|| html! { <span class="tag">{day_text::audience(file.audience)}</span> })}
                    </p>
                    {more}
                </li>
            }
        })
        .collect();
    html! { <ul class="files">{files}</ul> }
}

/// What people call a kind of file.
pub(super) const fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "PDF",
        FileKind::Pptx => "PowerPoint",
        FileKind::Docx => "Word",
        FileKind::Xlsx => "Excel",
        FileKind::Odp | FileKind::Odt => "OpenDocument",
        FileKind::Png => "PNG",
        FileKind::Jpeg => "JPEG",
    }
}

/// A size as people read it: "340 kB", "1,2 MB".
fn size(lang: Lang, bytes: u32) -> String {
    const TENTH_OF_A_MEGABYTE: u32 = 1024 * 1024 / 10;
    if bytes < 10 * TENTH_OF_A_MEGABYTE {
        return format!("{} kB", bytes.div_ceil(1024));
    }
    let tenths = bytes / TENTH_OF_A_MEGABYTE;
    let point = if lang == Lang::Sv { ',' } else { '.' };
    format!("{}{point}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(Lang::Sv, 1), "1 kB");
        assert_eq!(size(Lang::Sv, 340 * 1024), "340 kB");
        assert_eq!(size(Lang::Sv, 1_300_000), "1,2 MB");
        assert_eq!(size(Lang::En, 10 * 1024 * 1024), "10.0 MB");
    }
}
