//! A browser without a screen: it keeps its session, follows nothing, and
//! calls what pages call.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ureq::{Agent, Body, http::Response};

/// How long an answer may take: longer than a server waits for its database.
const PATIENCE: Duration = Duration::from_secs(40);

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where to go on to; empty if nowhere.
    pub location: String,
    /// The body.
    pub body: String,
}

impl Reply {
    /// The reply, if it is a good one.
    pub fn ok(self) -> Result<Self> {
        ensure!(self.status < 400, "status {}: {}", self.status, self.body);
        Ok(self)
    }
}

/// A part of a common day, and what one has answered to it.
#[derive(Debug)]
pub struct Segment {
    /// Its number.
    pub id: i64,
    /// One's own answer: `yes`, `maybe` or `no`.
    pub mine: Option<String>,
}

/// A signed-in browser. A clone shares its session and its connections.
#[derive(Clone)]
pub struct Browser {
    agent: Agent,
    url: String,
    cookie: String,
    /// For whom pages are rendered: a form has to say it.
    reader: String,
}

impl Browser {
    /// Signs in as one of the demo's people.
    pub fn sign_in(url: &str, email: &str) -> Result<Self> {
        let agent = agent(Some(PATIENCE));
        let answer = agent.post(format!("{url}/demo/logga-in")).send_form([("email", email)])?;
        let cookie = answer.headers().get("set-cookie").context("signing in set no cookie")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let mut browser = Self { agent, url: url.to_owned(), cookie, reader: String::new() };
        let page = browser.get("/min-sida")?.ok()?.body;
        let reader = between(&page, "data-viewer=\"", "\"").context("the page does not say for whom it is")?;
        reader.clone_into(&mut browser.reader);
        Ok(browser)
    }

    /// The same session at another server, or at the same one on another port.
    pub fn at(&self, url: &str) -> Self {
        Self { agent: agent(Some(PATIENCE)), url: url.to_owned(), ..self.clone() }
    }

    /// Where it is signed in, and as whom: for a connection of one's own.
    pub fn address_and_cookie(&self) -> (&str, &str) {
        (self.url.trim_start_matches("http://"), &self.cookie)
    }

    /// Opens a page.
    pub fn get(&self, path: &str) -> Result<Reply> {
        read(self.agent.get(format!("{}{path}", self.url)).header("cookie", &self.cookie).call()?)
    }

    /// Listens to the live channel until it ends, and gives what was said.
    pub fn listen(&self) -> Result<String> {
        let request = self.agent.get(format!("{}/live", self.url)).header("cookie", &self.cookie);
        Ok(read(request.call()?)?.ok()?.body)
    }

    /// Posts a form of a page, as without JavaScript.
    pub fn submit(&self, page: &str, function: &str, fields: &[(&str, &str)]) -> Result<Reply> {
        let request = self.agent.post(format!("{}/api/{function}", self.url)).header("accept", "text/html");
        let request = request.header("referer", format!("{}{page}", self.url)).header("cookie", &self.cookie);
        read(request.send_form(self.form(fields))?)
    }

    /// Calls a server function, such as `day/answer`, as an island does.
    pub fn call(&self, function: &str, fields: &[(&str, &str)]) -> Result<Reply> {
        let request = self.agent.post(format!("{}/api/{function}", self.url)).header("accept", "application/json");
        read(request.header("cookie", &self.cookie).send_form(self.form(fields))?)
    }

    /// A form's fields, with the one that says for whom it was rendered.
    fn form<'a>(&'a self, fields: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = (&'a str, &'a str)> {
        fields.iter().copied().chain([("lasare", self.reader.as_str())])
    }

    /// The parts of the next day that one may answer to, in order.
    pub fn segments(&self) -> Result<Vec<Segment>> {
        let page = self.get("/min-sida")?.ok()?.body;
        let forms = page.split("<form").filter(|form| form.contains("class=\"reply\"")).map(|form| {
            let id = between(form, "name=\"segment\" value=\"", "\"").context("a segment's number")?.parse()?;
            let pressed = form.split("<button").find(|button| button.contains("aria-pressed=\"true\""));
            let mine = pressed.and_then(|button| between(button, "value=\"", "\"")).map(str::to_owned);
            Ok(Segment { id, mine })
        });
        forms.collect()
    }

    /// Answers to a segment: `yes`, `maybe` or `no`.
    pub fn answer(&self, segment: i64, answer: &str) -> Result<Reply> {
        self.call("day/answer", &[("segment", &segment.to_string()), ("answer", answer)])
    }

    /// Logs a meeting with these notes, and gives the path of its page.
    pub fn log_meeting(&self, notes: &str) -> Result<String> {
        Ok(self.try_log(notes)?.ok()?.location)
    }

    /// Logs a meeting, whatever comes of it.
    pub fn try_log(&self, notes: &str) -> Result<Reply> {
        let fields =
            [("log[date]", "2026-02-10"), ("log[minutes]", "60"), ("log[form]", "digital"), ("log[notes]", notes)];
        self.call("pair/log-meeting", &fields)
    }
}

/// What stands between two texts, the first time they follow each other.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

fn read(mut answer: Response<Body>) -> Result<Reply> {
    let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (status, location) = (answer.status().as_u16(), location.to_owned());
    Ok(Reply { status, location, body: answer.body_mut().read_to_string()? })
}

fn agent(patience: Option<Duration>) -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(patience)
        .build()
        .into()
}
