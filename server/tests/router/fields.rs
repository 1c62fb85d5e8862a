//! What the forms of a page would send.

/// A form's fields, by name.
pub type Fields = Vec<(String, String)>;

/// The fields of a page's first form that posts to a server function, as a browser sends
/// them. Buttons are not pressed.
pub fn fields_of(page: &str, function: &str) -> Fields {
    let action = format!("/api/{function}");
    let mut forms = page.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
    let form = forms.find(|form| attribute(tag(form), "action").as_ref() == Some(&action));
    read(form.unwrap_or_else(|| panic!("no form does {function} in {page}")))
}

/// What a field says.
pub fn said<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// Fields as they are sent, with some changed.
pub fn sent(fields: &Fields, changes: &[(&str, &str)]) -> String {
    let is_changed = |name: &String| changes.iter().any(|(changed, _)| changed == name);
    let kept = fields.iter().filter(|(name, _)| !is_changed(name)).map(|(name, value)| (name.as_str(), value.as_str()));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept.chain(changes.iter().copied())).finish()
}

fn read(form: &str) -> Fields {
    let mut fields = Fields::new();
    for (at, _) in form.match_indices('<') {
        let element = &form[at + 1..];
        let tag = tag(element);
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value");
        let is_box = ["checkbox", "radio"].map(|kind| format!("type=\"{kind}\"")).iter().any(|kind| tag.contains(kind));
        if tag.starts_with("input") && (!is_box || tag.contains(" checked")) {
            fields.push((name, value.unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            let text = element[tag.len() + 1..].split("</textarea>").next().unwrap_or_default();
            fields.push((name, unescaped(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("select") {
            let options = element.split("</select>").next().unwrap_or_default();
            let options: Vec<_> = options.split("<option ").skip(1).map(self::tag).collect();
            let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first());
            fields.push((name, chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()));
        }
    }
    fields
}

/// What stands between the brackets of an element that begins here.
fn tag(element: &str) -> &str {
    let mut quoted = false;
    let end = element.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    &element[..end.unwrap_or(element.len())]
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = format!(" {tag}").split_once(&format!(" {name}=\""))?.1.split('"').next()?.to_owned();
    Some(unescaped(&value))
}

fn unescaped(text: &str) -> String {
    let escapes = [("&quot;", "\""), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    escapes.iter().fold(text.to_owned(), |text, (escape, c)| text.replace(escape, c))
}
