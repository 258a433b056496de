//! A small W3C WebDriver client, spoken to Debian's WebKitWebDriver (docs/decisions/0008).

use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A condition that has not come about by then will not.
const LIMIT: Duration = Duration::from_secs(40);

/// Keys that are not characters.
pub mod key {
    pub const CONTROL: char = '\u{e009}';
    pub const SHIFT: char = '\u{e008}';
    pub const ENTER: char = '\u{e007}';
    pub const TAB: char = '\u{e004}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const DOWN: char = '\u{e015}';
}

/// A window that is driven.
pub struct Driver {
    process: Child,
    http: reqwest::Client,
    runtime: tokio::runtime::Runtime,
    base: String,
}

impl Driver {
    /// Starts `program` with `environment`, driven.
    pub fn start(program: &Path, environment: &[(&str, String)]) -> Self {
        // Whoever comes first installs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs(environment.iter().map(|(name, value)| (*name, value.as_str())))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed (package webkit2gtk-driver)");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut driver = Self { process, http: reqwest::Client::new(), runtime, base: format!("http://127.0.0.1:{port}") };
        driver.wait("the driver listens", |driver| driver.ask("GET", "/status", None).is_ok().then_some(()));
        let options = json!({"binary": program, "args": []});
        let wanted = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let session = driver.ask("POST", "/session", Some(wanted)).expect("the app opens its window");
        driver.base = format!("{}/session/{}", driver.base, session["sessionId"].as_str().unwrap());
        driver
    }

    fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value, String> {
        let url = format!("{}{path}", self.base);
        let request = match method {
            "GET" => self.http.get(url),
            "DELETE" => self.http.delete(url),
            _ => self.http.post(url).body(body.unwrap_or_else(|| json!({})).to_string()),
        };
        self.runtime.block_on(async {
            let answer = request.timeout(Duration::from_secs(40)).send().await.map_err(|error| error.to_string())?;
            let good = answer.status().is_success();
            let text = answer.text().await.map_err(|error| error.to_string())?;
            let value: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
            if good { Ok(value["value"].clone()) } else { Err(value["value"]["message"].to_string()) }
        })
    }

    /// Every window of the app.
    pub fn windows(&self) -> Vec<String> {
        let all = self.ask("GET", "/window/handles", None).unwrap_or_default();
        all.as_array().into_iter().flatten().filter_map(|handle| handle.as_str().map(str::to_owned)).collect()
    }

    /// What follows is for this one.
    pub fn looks_at(&self, window: &str) {
        self.ask("POST", "/window", Some(json!({"handle": window}))).expect("the window is there");
    }

    /// Asks again until there is an answer.
    pub fn wait<T>(&self, what: &str, answer: impl FnMut(&Self) -> Option<T>) -> T {
        self.wait_within(LIMIT, what, answer)
    }

    /// As [`Self::wait`], for what takes its time by nature.
    #[allow(clippy::disallowed_methods, reason = "the limit after which a test has failed")]
    pub fn wait_within<T>(&self, limit: Duration, what: &str, mut answer: impl FnMut(&Self) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(value) = answer(self) {
                return value;
            }
            if began.elapsed() >= limit {
                let _ = Command::new("import").args(["-window", "root", "target/story-failed.png"]).status();
                panic!("it did not come about: {what} (target/story-failed.png shows the screen)");
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// How many elements a selector finds. Asked of the page: the driver would hold on to each element it names, and to all around it,
    /// long after the window has let it go.
    pub fn count(&self, selector: &str) -> usize {
        let found = self.run(&format!("return document.querySelectorAll({}).length", json!(selector)));
        found.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    }

    /// Whether a selector finds anything.
    pub fn shows(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// Waits until the element is there.
    pub fn element(&self, selector: &str) {
        self.wait(&format!("{selector} is there"), |driver| driver.shows(selector).then_some(()));
    }

    /// What the driver calls the first that a selector finds.
    fn found(&self, selector: &str) -> Option<String> {
        let found = self.ask("POST", "/element", Some(json!({"using": "css selector", "value": selector}))).ok()?;
        found[ELEMENT].as_str().map(str::to_owned)
    }

    /// Clicks, once it is there and can be clicked.
    pub fn click(&self, selector: &str) {
        self.wait(&format!("{selector} can be clicked"), |driver| {
            let element = driver.found(selector)?;
            driver.ask("POST", &format!("/element/{element}/click"), None).ok()
        });
    }

    /// Clicks what closes this window, which may be gone before the driver has answered for the click.
    pub fn clicks_shut(&self, selector: &str) {
        let before = self.windows().len();
        self.wait(&format!("{selector} closes its window"), |driver| {
            if let Some(element) = driver.found(selector) {
                let _ = driver.ask("POST", &format!("/element/{element}/click"), None);
            }
            (driver.windows().len() < before).then_some(())
        });
    }

    /// Types into an element.
    pub fn types(&self, selector: &str, text: &str) {
        self.wait(&format!("{selector} takes text"), |driver| {
            let element = driver.found(selector)?;
            driver.ask("POST", &format!("/element/{element}/value"), Some(json!({"text": text}))).ok()
        });
    }

    /// Empties an input.
    pub fn clears(&self, selector: &str) {
        self.element(selector);
        let element = self.found(selector).unwrap();
        self.ask("POST", &format!("/element/{element}/clear"), None).unwrap();
    }

    /// Presses keys wherever the focus is; with more than one, all are held until the last is pressed.
    pub fn press(&self, keys: &[char]) {
        let down = keys.iter().map(|key| json!({"type": "keyDown", "value": key.to_string()}));
        let up = keys.iter().rev().map(|key| json!({"type": "keyUp", "value": key.to_string()}));
        let actions: Vec<Value> = down.chain(up).collect();
        self.ask("POST", "/actions", Some(json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}))).unwrap();
    }

    /// Types wherever the focus is, one key after the other.
    pub fn keys(&self, text: &str) {
        for character in text.chars() {
            self.press(&[character]);
        }
    }

    /// The text of an element, once there is any.
    pub fn text(&self, selector: &str) -> String {
        self.run(&format!("return document.querySelector({}) ? document.querySelector({}).textContent : ''", json!(selector), json!(selector)))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// What a script answers.
    pub fn run(&self, script: &str) -> Value {
        self.ask("POST", "/execute/sync", Some(json!({"script": script, "args": []}))).unwrap_or(Value::Null)
    }

    /// The value of a text area.
    pub fn value(&self, selector: &str) -> String {
        self.run(&format!("return document.querySelector({})?.value ?? ''", json!(selector))).as_str().unwrap_or_default().to_owned()
    }

    /// An attribute.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.run(&format!("return document.querySelector({})?.getAttribute({})", json!(selector), json!(name))).as_str().map(str::to_owned)
    }

    /// Makes the window so large.
    pub fn resize(&self, width: u32, height: u32) {
        self.ask("POST", "/window/rect", Some(json!({"x": 0, "y": 0, "width": width, "height": height}))).unwrap();
        let wanted = format!("return Math.abs(innerWidth - {width}) < 24");
        self.wait("the window has its size", |driver| driver.run(&wanted).as_bool().filter(|has| *has));
        self.paints();
    }

    /// Waits until what stands in the page stands on the screen.
    pub fn paints(&self) {
        self.run("window.painted = false; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => (window.painted = true), 50)))");
        self.wait("the window is painted", |driver| driver.run("return window.painted").as_bool().filter(|painted| *painted));
    }

    /// Ends the session without a word to the app.
    pub fn end(mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The selector of a test id.
pub fn id(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}
