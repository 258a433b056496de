//! A desk for tests: signs in, pushes, pulls, listens, at the public door of a real server.

#![allow(dead_code, reason = "each test file uses its own part")]

use holdfast_domain::{Action, AgentId, DeviceId, Field, Operation, OperationId, Seq, Status, TicketId, Timestamp};
use holdfast_protocol::{
    BootstrapPage, Change, ChangesPage, LoginAnswer, LoginRequest, Problem, PushAnswer, PushRequest, Row, VERSION, VERSION_HEADER, path,
};
use holdfast_server::{Running, SAMPLE_PASSWORD, ServeOptions, serve};
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

static DESKS: AtomicU64 = AtomicU64::new(1);

pub struct Team {
    pub running: Running,
    pub folder: TempDir,
}

/// A running server with the sample team.
pub fn team() -> Team {
    let folder = TempDir::new().unwrap();
    let options = ServeOptions { sample: Some(7), ..ServeOptions::new(folder.path()) };
    Team { running: serve(options).unwrap(), folder }
}

pub fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

pub fn a_device() -> DeviceId {
    let count = DESKS.fetch_add(1, Ordering::SeqCst);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&(count * 7919 + u64::from(std::process::id())).to_be_bytes());
    DeviceId::new(Timestamp::from_millis(1_790_000_000_000), random)
}

pub struct Desk {
    pub client: Client,
    pub url: String,
    pub device: DeviceId,
    pub session: LoginAnswer,
    pub dseq: u64,
    pub made: u64,
}

impl Team {
    pub async fn desk(&self, login: &str) -> Desk {
        self.desk_on(login, a_device()).await
    }

    pub async fn desk_on(&self, login: &str, device: DeviceId) -> Desk {
        let answer = sign_in(&self.running.url(), login, SAMPLE_PASSWORD, device).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let session = answer.json().await.unwrap();
        Desk { client: client(), url: self.running.url(), device, session, dseq: 0, made: 0 }
    }
}

pub async fn sign_in(url: &str, login: &str, password: &str, device: DeviceId) -> Response {
    let request = LoginRequest { login: login.into(), password: password.into(), device, device_name: "test".into() };
    client().post(format!("{url}{}", path::LOGIN)).header(VERSION_HEADER, VERSION).json(&request).send().await.unwrap()
}

pub async fn problem(response: Response) -> (StatusCode, Problem) {
    (response.status(), response.json().await.unwrap())
}

impl Desk {
    pub fn agent(&self) -> AgentId {
        self.session.agent.id
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.url));
        request.bearer_auth(&self.session.token).header(VERSION_HEADER, VERSION).send().await.unwrap()
    }

    /// An operation, numbered and ready to push.
    pub fn operation(&mut self, ticket: TicketId, action: Action) -> Operation {
        self.dseq += 1;
        self.unnumbered(ticket, action, Some(self.dseq))
    }

    pub fn unnumbered(&mut self, ticket: TicketId, action: Action, dseq: Option<u64>) -> Operation {
        self.made += 1;
        let mut random = [0; 10];
        random[..4].copy_from_slice(&u32::try_from(self.made).unwrap().to_be_bytes());
        random[4..].copy_from_slice(&self.device.0.as_bytes()[8..14]);
        let now = holdfast_server::Clock::system().now();
        Operation {
            v: 1,
            id: OperationId::new(now, random),
            device: self.device,
            dseq,
            author: self.agent(),
            about: ticket.into(),
            action,
            base: [Field::Owner, Field::Status, Field::Subject].map(|field| (field, Seq(u64::MAX >> 1))).into(),
            seen: Some(Seq(u64::MAX >> 1)),
            group: None,
            depends_on: vec![],
            files: vec![],
            composed_at: now,
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    pub async fn try_push(&self, first_dseq: u64, operations: Vec<Operation>) -> Response {
        self.push_json(serde_json::to_value(PushRequest { device: self.device, epoch: None, first_dseq, operations }).unwrap()).await
    }

    pub async fn push_json(&self, body: Value) -> Response {
        let request = self.client.post(format!("{}{}", self.url, path::PUSH)).json(&body);
        request.bearer_auth(&self.session.token).header(VERSION_HEADER, VERSION).send().await.unwrap()
    }

    pub async fn push(&self, operations: Vec<Operation>) -> PushAnswer {
        let first = operations[0].dseq.unwrap();
        let answer = self.try_push(first, operations).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }

    pub async fn changes(&self, after: Seq, limit: usize) -> ChangesPage {
        let answer = self.get(&format!("{}?epoch={}&after={after}&limit={limit}", path::CHANGES, self.session.epoch)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }

    pub async fn bootstrap(&self, after: Option<&str>) -> BootstrapPage {
        let mut request = self.client.get(format!("{}{}", self.url, path::BOOTSTRAP));
        if let Some(after) = after {
            request = request.query(&[("after", after)]);
        }
        let answer = request.bearer_auth(&self.session.token).header(VERSION_HEADER, VERSION).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }

    /// The whole first pull, in order, and the cursor after it.
    pub async fn first_pull(&self) -> (Vec<Change>, Seq) {
        let mut page = self.bootstrap(None).await;
        let high = page.high;
        let mut changes = std::mem::take(&mut page.changes);
        while let Some(next) = page.next.take() {
            page = self.bootstrap(Some(&next.0)).await;
            changes.append(&mut page.changes);
        }
        (changes, high)
    }

    /// An open ticket that this desk's person may answer.
    pub async fn a_ticket(&self) -> TicketId {
        let (changes, _) = self.first_pull().await;
        let found = changes.into_iter().find_map(|change| match change.row {
            Some(Row::Ticket(ticket)) if ticket.status == Status::Open => Some(ticket.id),
            _ => None,
        });
        found.unwrap()
    }
}
