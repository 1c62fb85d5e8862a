//! A browser without a screen: it keeps its session, follows nothing, and
//! calls what pages call.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
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

/// Whether a server answers there.
pub fn answers(url: &str) -> bool {
    agent(Some(Duration::from_secs(1))).get(format!("{url}/healthz")).call().is_ok()
}

/// A signed-in browser. A clone shares its session and its connections.
#[derive(Clone)]
pub struct Browser {
    agent: Agent,
    url: String,
    cookie: String,
}

impl Browser {
    /// Signs in as one of the demo's people.
    pub fn sign_in(url: &str, email: &str) -> Result<Self> {
        let agent = agent(Some(PATIENCE));
        let answer = agent.post(format!("{url}/demo/logga-in")).send_form([("email", email)])?;
        let cookie = answer.headers().get("set-cookie").context("signing in set no cookie")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { agent, url: url.to_owned(), cookie })
    }

    /// The same session at another server, or at the same one on another port.
    pub fn at(&self, url: &str) -> Self {
        Self { agent: agent(Some(PATIENCE)), url: url.to_owned(), cookie: self.cookie.clone() }
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
        read(request.send_form(fields.iter().copied())?)
    }

    /// Calls a server function, such as `day/answer`, as the page's own code does.
    pub fn call(&self, function: &str, fields: &[(&str, &str)]) -> Result<Reply> {
        let request = self.agent.post(format!("{}/api/{function}", self.url)).header("accept", "application/json");
        read(request.header("cookie", &self.cookie).send_form(fields.iter().copied())?)
    }

    /// The parts of the days that one may answer to, in order.
    pub fn segments(&self) -> Result<Vec<Segment>> {
        let days: Value = serde_json::from_str(&self.call("day/list", &[])?.ok()?.body)?;
        let days = days["value"].as_array().context("a list of days")?;
        let answers = days.iter().filter_map(|day| day["answers"].as_array()).flatten();
        let segments = answers.filter(|answer| answer["choices"] != "None").map(|answer| {
            let id = answer["segment"]["id"].as_i64().context("a segment's number")?;
            Ok(Segment { id, mine: answer["mine"].as_str().map(str::to_lowercase) })
        });
        segments.collect()
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
