//! Whether desk and server have the same rows, told without sending them; and a desk that was copied.

use crate::desk::{problem, team};
use holdfast_domain::{Action, Seq};
use holdfast_protocol::digest::bucket_of;
use holdfast_protocol::{
    BucketPage, Change, DeviceRequest, Digest, DigestAnswer, LoginAnswer, ProblemCode, RowId, RowKind, VERSION, VERSION_HEADER, path,
};
use reqwest::StatusCode;
use std::collections::{BTreeMap, BTreeSet};

use crate::desk::{Desk, a_device};

async fn asks(desk: &Desk, at: Seq) -> DigestAnswer {
    let answer = desk.get(&format!("{}?epoch={}&at={at}", path::DIGEST, desk.session.epoch)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

fn places(changes: Vec<Change>) -> BTreeMap<RowId, Seq> {
    changes.into_iter().filter_map(|change| Some((change.row.as_ref()?.id(), change.seq))).collect()
}

fn summed(rows: &BTreeMap<RowId, Seq>, but: &BTreeSet<RowId>) -> Digest {
    let mut digest = Digest::default();
    for (row, seq) in rows.iter().filter(|(row, _)| !but.contains(row)) {
        digest.add(row.kind, &row.id, *seq);
    }
    digest
}

#[tokio::test]
async fn whoever_has_pulled_everything_comes_to_the_servers_sum_also_when_rows_have_moved_since() {
    let team = team();
    let mut wen = team.desk("wen").await;
    let (all, cursor) = wen.first_pull().await;
    let rows = places(all);
    let answer = asks(&wen, cursor).await;
    assert!(answer.moved.is_empty());
    assert_eq!(answer.digest, summed(&rows, &BTreeSet::new()));

    let ticket = wen.a_ticket().await;
    let note = wen.operation(ticket, Action::Note { body: "moves the ticket".into() });
    wen.push(vec![note]).await;
    let answer = asks(&wen, cursor).await;
    let moved: BTreeSet<_> = answer.moved.into_iter().collect();
    assert!(moved.iter().any(|row| row.id == ticket.to_string()), "{moved:?}");
    assert_eq!(answer.digest, summed(&rows, &moved), "what has moved is in nobody's sum");
    let lost = rows.keys().find(|row| row.kind == RowKind::Customer && !moved.contains(row)).unwrap();
    let missing = rows.iter().filter(|(row, _)| *row != lost).map(|(row, seq)| (row.clone(), *seq)).collect();
    assert_eq!(answer.digest.differing(&summed(&missing, &moved)), [bucket_of(lost.kind, &lost.id)]);
}

#[tokio::test]
async fn a_bucket_holds_all_of_its_rows_and_no_other() {
    let team = team();
    let wen = team.desk("wen").await;
    let (all, _) = wen.first_pull().await;
    let rows = places(all);
    for bucket in [0_u8, 17, 255] {
        let answer = wen.get(&format!("{}?epoch={}&bucket={bucket}", path::BUCKET, wen.session.epoch)).await;
        let page: BucketPage = answer.json().await.unwrap();
        let expected: BTreeMap<_, _> =
            rows.iter().filter(|(row, _)| bucket_of(row.kind, &row.id) == bucket).map(|(row, seq)| (row.clone(), *seq)).collect();
        assert_eq!((page.bucket, places(page.changes)), (bucket, expected));
    }
}

#[tokio::test]
async fn a_sum_is_of_one_life_of_the_server() {
    let team = team();
    let wen = team.desk("wen").await;
    for place in [format!("{}?epoch=another&at=0", path::DIGEST), format!("{}?epoch=another&bucket=3", path::BUCKET)] {
        let (status, problem) = problem(wen.get(&place).await).await;
        assert_eq!((status, problem.code), (StatusCode::GONE, ProblemCode::Resync));
    }
    let (status, problem) = problem(wen.get(&format!("{}?epoch={}&at=999999", path::DIGEST, wen.session.epoch)).await).await;
    assert_eq!((status, problem.code), (StatusCode::GONE, ProblemCode::Resync));
}

#[tokio::test]
async fn a_copied_desk_gets_an_identity_of_its_own_and_what_it_sent_as_the_other_is_not_done_twice() {
    let team = team();
    let mut wen = team.desk("wen").await;
    let ticket = wen.a_ticket().await;
    let note = wen.operation(ticket, Action::Note { body: "from before the copy".into() });
    wen.push(vec![note.clone()]).await;

    let device = a_device();
    let asked = wen.client.post(format!("{}{}", wen.url, path::DEVICE)).bearer_auth(&wen.session.token).header(VERSION_HEADER, VERSION);
    let session: LoginAnswer = asked.json(&DeviceRequest { device }).send().await.unwrap().json().await.unwrap();
    assert_eq!(session.agent, wen.session.agent);
    assert_ne!((&session.token, &session.mark), (&wen.session.token, &wen.session.mark));

    let copy = Desk { client: wen.client.clone(), url: wen.url.clone(), device, session, dseq: 1, made: 100 };
    let again = copy.push(vec![holdfast_domain::Operation { dseq: Some(1), ..note }]).await;
    assert_eq!(again.acknowledged, 1);
    let (all, _) = copy.first_pull().await;
    let written =
        all.iter().filter(|change| matches!(&change.row, Some(holdfast_protocol::Row::Message(message)) if message.body == "from before the copy"));
    assert_eq!(written.count(), 1);
    // An identity that is somebody's cannot be asked for, and its desk goes on.
    let bai = team.desk("bai").await;
    let asked = wen.client.post(format!("{}{}", wen.url, path::DEVICE)).bearer_auth(&wen.session.token).header(VERSION_HEADER, VERSION);
    let (status, problem) = problem(asked.json(&DeviceRequest { device: bai.device }).send().await.unwrap()).await;
    assert_eq!((status, problem.code), (StatusCode::UNAUTHORIZED, ProblemCode::Token));
    assert_eq!(bai.get(&format!("{}?nonce=mine", path::PROBE)).await.status(), StatusCode::OK);
    // The one that stays what it was is not disturbed; whoever revokes one of the two means both.
    let probe = format!("{}?nonce=still", path::PROBE);
    assert_eq!(wen.get(&probe).await.status(), StatusCode::OK);
    assert!(holdfast_server::session::revoke(team.running.server().ledger().as_ref(), wen.device).unwrap());
    for desk in [&wen, &copy] {
        assert_eq!(desk.get(&probe).await.status(), StatusCode::FORBIDDEN);
    }
}
