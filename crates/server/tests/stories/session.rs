//! Signing in, and what every request must bring.

use crate::desk::{a_device, client, problem, sign_in, team};
use holdfast_domain::{Role, Timestamp};
use holdfast_protocol::probe::{proof, token_hash};
use holdfast_protocol::{LoginAnswer, ProbeAnswer, ProblemCode, TIME_HEADER, VERSION, VERSION_HEADER, path};
use holdfast_server::ledger::Device;
use holdfast_server::{Clock, SAMPLE_PASSWORD, ServeOptions, serve};
use reqwest::StatusCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

#[tokio::test]
async fn the_right_password_opens_and_the_token_proves_itself() {
    let team = team();
    let mia = team.desk("wen").await;
    assert_eq!((mia.session.agent.login.as_str(), mia.session.agent.role), ("wen", Role::Agent));
    assert!(mia.session.mark.starts_with('T') && !mia.session.team.is_empty());
    let answer = mia.get(&format!("{}?nonce=abc", path::PROBE)).await;
    assert!(answer.headers().get(TIME_HEADER).unwrap().to_str().unwrap().parse::<i64>().unwrap() > 1_700_000_000_000);
    let probe: ProbeAnswer = answer.json().await.unwrap();
    assert_eq!(probe.proof, proof(&token_hash(&mia.session.token), "abc"));
    assert_eq!(probe.epoch, mia.session.epoch);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_look_alike() {
    let team = team();
    let url = team.running.url();
    for (login, password) in [("wen", "wrong"), ("nobody", SAMPLE_PASSWORD), ("wen", "")] {
        let (status, problem) = problem(sign_in(&url, login, password, a_device()).await).await;
        assert_eq!((status, problem.code), (StatusCode::UNAUTHORIZED, ProblemCode::WrongPassword));
    }
}

#[tokio::test]
async fn each_desk_has_a_mark_of_its_own_and_keeps_it() {
    let team = team();
    let (one, other) = (team.desk("wen").await, team.desk("wen").await);
    assert_ne!(one.session.mark, other.session.mark);
    let again = team.desk_on("wen", one.device).await;
    assert_eq!(again.session.mark, one.session.mark);
    // The old token went with the new one.
    let (status, problem) = problem(one.get(&format!("{}?nonce=a", path::PROBE)).await).await;
    assert_eq!((status, problem.code), (StatusCode::UNAUTHORIZED, ProblemCode::Token));
}

#[tokio::test]
async fn a_revoked_desk_is_shut_out_and_stays_out() {
    let team = team();
    let mia = team.desk("wen").await;
    let mut transaction = team.running.server().ledger().begin().unwrap();
    let device = transaction.device(mia.device).unwrap().unwrap();
    transaction.put_device(&Device { revoked: true, ..device }).unwrap();
    transaction.commit().unwrap();
    for answer in [mia.get(&format!("{}?nonce=a", path::PROBE)).await, mia.get(path::EVENTS).await, mia.get(path::BOOTSTRAP).await] {
        let (status, problem) = problem(answer).await;
        assert_eq!((status, problem.code), (StatusCode::FORBIDDEN, ProblemCode::Revoked));
    }
    let (status, problem) = problem(sign_in(&team.running.url(), "wen", SAMPLE_PASSWORD, mia.device).await).await;
    assert_eq!((status, problem.code), (StatusCode::FORBIDDEN, ProblemCode::Revoked));
}

#[tokio::test]
async fn another_version_is_told_ours() {
    let team = team();
    let newer = (VERSION + 1).to_string();
    for version in [Some(newer.as_str()), Some("zero"), None] {
        let mut request = client().get(format!("{}{}?nonce=a", team.running.url(), path::PROBE));
        if let Some(version) = version {
            request = request.header(VERSION_HEADER, version);
        }
        let (status, problem) = problem(request.send().await.unwrap()).await;
        assert_eq!((status, problem.code, problem.version), (StatusCode::UPGRADE_REQUIRED, ProblemCode::Version, Some(VERSION)));
    }
}

#[tokio::test]
async fn a_token_lives_thirty_days_from_its_last_use() {
    let start = 1_790_000_000_000_i64;
    let now = Arc::new(AtomicI64::new(start));
    let told = now.clone();
    let folder = tempfile::TempDir::new().unwrap();
    let clock = Clock::from(move || Timestamp::from_millis(told.load(Ordering::SeqCst)));
    let running = serve(ServeOptions { sample: Some(1), clock, ..ServeOptions::new(folder.path()) }).unwrap();
    let device = a_device();
    let session: LoginAnswer = sign_in(&running.url(), "wen", SAMPLE_PASSWORD, device).await.json().await.unwrap();
    let day = 24 * 3_600_000;
    let probe = async |after_days: i64| {
        now.store(start + after_days * day, Ordering::SeqCst);
        let request = client().get(format!("{}{}?nonce=a", running.url(), path::PROBE)).bearer_auth(&session.token);
        request.header(VERSION_HEADER, VERSION).send().await.unwrap().status()
    };
    assert_eq!(probe(29).await, StatusCode::OK);
    assert_eq!(probe(58).await, StatusCode::OK);
    assert_eq!(probe(89).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_not_there_is_said_in_our_words_and_health_tells_nothing_of_anybody() {
    let team = team();
    let mia = team.desk("wen").await;
    let (status, problem) = problem(mia.get("/v1/nothing").await).await;
    assert_eq!((status, problem.code), (StatusCode::NOT_FOUND, ProblemCode::BadRequest));
    let url = format!("{}{}", team.running.url(), path::HEALTH);
    let json: serde_json::Value = client().get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(json["status"], "ok");
    assert!(json["seq"].as_u64().unwrap() > 0);
    let page = client().get(&url).header("accept", "text/html").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Holdfast") && !page.contains("wen"));
}
