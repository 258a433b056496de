//! The binary, as a person starts it.
#![expect(clippy::disallowed_methods, reason = "measures how long a real process takes")]

use crate::desk::{a_device, client, sign_in, team};
use holdfast_protocol::path;
use holdfast_server::{SAMPLE_PASSWORD, ServeOptions, ServerError, serve};
use reqwest::StatusCode;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast-server"));
    command.args(arguments).env("LC_ALL", "C").env("HOLDFAST_LOG", "info").stdin(Stdio::null());
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn ended(child: &mut Child) -> std::process::ExitStatus {
    let until = Instant::now() + Duration::from_secs(10);
    while Instant::now() < until {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    panic!("the server did not stop");
}

/// Starts a server and reads where it can be reached out of its folder.
fn started(folder: &Path, more: &[&str]) -> (Child, String) {
    let mut child = command(&[&["serve", "--data", text(folder), "--listen", "127.0.0.1:0"], more].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    while !line.contains("http://") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0, "the server said nothing");
    }
    let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(folder.join("server.json")).unwrap()).unwrap();
    assert_eq!(written["pid"], child.id());
    (child, written["address"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn it_serves_the_sample_team_and_stops_when_its_starter_goes() {
    let folder = TempDir::new().unwrap();
    let (mut child, url) = started(folder.path(), &["--sample", "--seed", "5", "--stop-with-stdin"]);
    assert_eq!(sign_in(&url, "wen", SAMPLE_PASSWORD, a_device()).await.status(), StatusCode::OK);
    drop(child.stdin.take());
    assert!(ended(&mut child).success());
    assert!(!folder.path().join("server.json").exists());
}

#[cfg(unix)]
#[tokio::test]
async fn it_stops_in_good_order_when_told_to_also_with_a_desk_listening() {
    let folder = TempDir::new().unwrap();
    let (mut child, url) = started(folder.path(), &["--sample"]);
    let session: holdfast_protocol::LoginAnswer = sign_in(&url, "wen", SAMPLE_PASSWORD, a_device()).await.json().await.unwrap();
    let listening = client().get(format!("{url}{}", path::EVENTS)).bearer_auth(&session.token).header("holdfast-protocol", 1).send().await.unwrap();
    assert_eq!(listening.status(), StatusCode::OK);
    let began = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert!(ended(&mut child).success());
    assert!(began.elapsed() < Duration::from_secs(3), "the stream held it up");
}

#[test]
fn a_port_in_use_and_an_open_network_without_tls_get_a_sentence_each() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&["serve", "--data", text(folder.path()), "--listen", &address]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains(&format!("already listening on {address}")) && said(&output).contains("--listen"));
    let output = run(&["serve", "--data", text(folder.path()), "--listen", "0.0.0.0:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--cert"));
    let output = command(&["serve", "--data", text(folder.path()), "--listen", "0.0.0.0:0"]).env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
    assert!(said(&output).contains("证书"));
}

#[test]
fn the_library_refuses_the_same() {
    let team = team();
    let again = serve(ServeOptions::new(team.folder.path()));
    assert!(matches!(again, Err(ServerError::Running(_))));
    let folder = TempDir::new().unwrap();
    let open = ServeOptions { listen: SocketAddr::from(([0, 0, 0, 0], 0)), ..ServeOptions::new(folder.path()) };
    assert!(matches!(serve(open), Err(ServerError::NotLoopback(_))));
    let taken = ServeOptions { listen: team.running.address(), ..ServeOptions::new(folder.path()) };
    assert!(matches!(serve(taken), Err(ServerError::PortInUse(_))));
}

#[tokio::test]
async fn people_are_added_beside_a_running_server_and_a_customer_writes() {
    let folder = TempDir::new().unwrap();
    let (mut child, url) = started(folder.path(), &["--sample"]);
    let data = text(folder.path());
    let mut adding = command(&["user", "add", "--data", data, "Mia", "--name", "Mia Li", "--role", "lead", "--password-stdin"]);
    let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    adding.stdin.take().unwrap().write_all(b"correct horse\n").unwrap();
    assert!(adding.wait().unwrap().success());
    let device = a_device();
    assert_eq!(sign_in(&url, "mia", "correct horse", device).await.status(), StatusCode::OK);
    assert!(said(&run(&["user", "list", "--data", data])).contains("mia\tlead\tMia Li"));
    assert_eq!(run(&["user", "add", "--data", data, "mia", "--name", "Another"]).status.code(), Some(1));
    assert!(said(&run(&["device", "list", "--data", data])).contains(&device.to_string()));
    assert!(run(&["device", "revoke", "--data", data, &device.to_string()]).status.success());
    assert_eq!(sign_in(&url, "mia", "correct horse", device).await.status(), StatusCode::FORBIDDEN);
    assert!(run(&["customer-writes", "--data", data, "--ticket", "10001", "Hello?"]).status.success());
    assert!(said(&run(&["customer-writes", "--data", data, "--ticket", "77", "Hello?"])).contains("77"));
    // A status feed says the same again and again: the log has it once.
    let outage = |arguments: &[&str]| run(&[&["outage", "--data", data, "Payment"], arguments].concat());
    let expected = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1)).to_string();
    for _ in 0..2 {
        assert!(outage(&["--cause", "the bank", "--expected", &expected]).status.success());
    }
    assert!(said(&outage(&["--cause", "the bank"])).contains("already"));
    assert_eq!(outage(&["--expected", "2020-01-01T00:00:00Z"]).status.code(), Some(1));
    assert!(outage(&["--over"]).status.success());
    assert!(said(&outage(&["--over"])).contains("already"));
    drop(child.stdin.take());
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_whole_and_restoring_it_is_another_life() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let early = mia.operation(ticket, holdfast_domain::Action::Note { body: "before the backup".into() });
    mia.push(vec![early]).await;
    let data = text(team.folder.path());
    let elsewhere = TempDir::new().unwrap();
    let file = elsewhere.path().join("backup.db");
    assert!(run(&["backup", "--data", data, text(&file)]).status.success());
    assert_eq!(run(&["backup", "--data", data, text(&file)]).status.code(), Some(1), "a backup is never overwritten");
    let late = mia.operation(ticket, holdfast_domain::Action::Note { body: "after the backup".into() });
    mia.push(vec![late.clone()]).await;
    assert!(said(&run(&["restore", "--data", data, text(&file)])).contains("already running"));
    let (folder, before) = (team.folder, mia.session.epoch.clone());
    team.running.stop();
    let restored = run(&["restore", "--data", text(folder.path()), text(&file)]);
    assert!(restored.status.success(), "{}", said(&restored));

    let running = serve(ServeOptions::new(folder.path())).unwrap();
    mia.url = running.url();
    assert_ne!(running.server().ledger().standing().unwrap().epoch, before);
    let page: holdfast_protocol::Problem = mia.get(&format!("{}?epoch={before}&after=1", path::CHANGES)).await.json().await.unwrap();
    assert_eq!(page.code, holdfast_protocol::ProblemCode::Resync);
    // A place in the first pull of a life is none of another's (found by the simulator, once in half a million lives).
    let place = format!("{before}::0:0:0:9:somewhere");
    let page: holdfast_protocol::Problem = mia.get(&format!("{}?after={place}", path::BOOTSTRAP)).await.json().await.unwrap();
    assert_eq!(page.code, holdfast_protocol::ProblemCode::Resync);
    // The desk pushes again what the server lost.
    let again = mia.push(vec![late]).await;
    assert_eq!(again.acknowledged, 2);
    let junk = elsewhere.path().join("junk.db");
    std::fs::write(&junk, "this is no backup at all, whatever it is called").unwrap();
    running.stop();
    assert_eq!(run(&["restore", "--data", text(folder.path()), text(&junk)]).status.code(), Some(1));
    assert!(serve(ServeOptions::new(folder.path())).is_ok(), "a failed restore leaves the ledger as it was");
}

#[test]
fn an_import_reports_in_the_readers_language() {
    let folder = TempDir::new().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("a.jsonl"));
    std::fs::write(&file, "{\"id\":1,\"title\":\"A\",\"body\":\"a\"}\nnope\n").unwrap();
    let output = command(&["import", "articles", "--data", text(&data), text(&file)]).env("LC_ALL", "zh_TW.UTF-8").output().unwrap();
    assert!(said(&output).contains("第 2 行") && said(&output).contains("匯入 1"), "{}", said(&output));
    let output = run(&["import", "articles", "--data", text(&data), "--all-or-nothing", text(&file)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Nothing was imported"));
}

#[tokio::test]
async fn tls_is_spoken_with_the_certificate_given_and_a_wrong_one_is_named() {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let tls = Some(holdfast_server::TlsFiles { certificate: certificate.clone(), key });
    let running = serve(ServeOptions { tls, ..ServeOptions::new(folder.path().join("data")) }).unwrap();
    assert!(running.url().starts_with("https://"));
    let _ = client();
    let root = reqwest::Certificate::from_pem(&std::fs::read(&certificate).unwrap()).unwrap();
    let trusting = reqwest::Client::builder().tls_certs_only([root]).build().unwrap();
    let answer = trusting.get(format!("{}{}", running.url(), path::HEALTH)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let tls = Some(holdfast_server::TlsFiles { certificate: certificate.clone(), key: certificate });
    let wrong = serve(ServeOptions { tls, ..ServeOptions::new(folder.path().join("other")) });
    assert!(matches!(wrong, Err(ServerError::Tls(_))));
}

#[tokio::test]
async fn the_log_tells_what_happened_and_nothing_that_was_written() {
    let folder = TempDir::new().unwrap();
    let log = folder.path().join("log");
    let mut child = command(&["serve", "--data", text(&folder.path().join("data")), "--listen", "127.0.0.1:0", "--sample"])
        .env("HOLDFAST_LOG", "debug")
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let announced = folder.path().join("data/server.json");
    while !announced.exists() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(announced).unwrap()).unwrap();
    let url = written["address"].as_str().unwrap().to_owned();
    let device = a_device();
    let session: holdfast_protocol::LoginAnswer = sign_in(&url, "wen", SAMPLE_PASSWORD, device).await.json().await.unwrap();
    let token = session.token.clone();
    let mut mia = crate::desk::Desk { client: client(), url, device, session, dseq: 0, made: 0 };
    let ticket = mia.a_ticket().await;
    let note = mia.operation(ticket, holdfast_domain::Action::Note { body: "canary in a note".into() });
    mia.push(vec![note]).await;
    mia.push_json(serde_json::json!({ "canary": "in what is no push" })).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("pushed") && log.contains(&device.to_string()));
    for secret in ["canary", SAMPLE_PASSWORD, &token] {
        assert!(!log.contains(secret));
    }
}
