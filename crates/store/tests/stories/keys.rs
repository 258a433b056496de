//! The key file: passphrase and key-store slots, two copies, nothing to be read in it.

use holdfast_store::*;
use tempfile::TempDir;

const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

#[test]
fn the_right_passphrase_opens_and_a_wrong_one_does_not() {
    let folder = TempDir::new().unwrap();
    assert!(!Slots::exists(folder.path()));
    assert!(matches!(Slots::load(folder.path()), Err(StoreError::NoKeys)));
    let key = DataKey::generate().unwrap();
    Slots::create_with_passphrase(folder.path(), &key, "正确 horse battery", CHEAP).unwrap();
    let slots = Slots::load(folder.path()).unwrap();
    assert_eq!(slots.kinds(), [SlotKind::Passphrase]);
    assert!(slots.open_with_passphrase("正确 horse battery").unwrap() == key);
    assert!(matches!(slots.open_with_passphrase("wrong"), Err(StoreError::WrongKey)));
    assert!(matches!(slots.open_with_secret(&[1; 32]), Err(StoreError::WrongKey)));
}

#[test]
fn a_second_slot_opens_the_same_key() {
    let folder = TempDir::new().unwrap();
    let key = DataKey::generate().unwrap();
    let mut slots = Slots::create_with_secret(folder.path(), &key, &[7; 32], "secret-service").unwrap();
    slots.add_passphrase(&key, "first", CHEAP).unwrap();
    slots.add_passphrase(&key, "changed", CHEAP).unwrap();
    let slots = Slots::load(folder.path()).unwrap();
    assert_eq!(slots.kinds(), [SlotKind::Secret { backend: "secret-service".into() }, SlotKind::Passphrase]);
    assert!(slots.open_with_secret(&[7; 32]).unwrap() == key);
    assert!(slots.open_with_passphrase("changed").unwrap() == key);
    assert!(matches!(slots.open_with_passphrase("first"), Err(StoreError::WrongKey)));
}

#[test]
fn one_damaged_copy_costs_nothing_and_two_are_said_to_be_damaged() {
    let folder = TempDir::new().unwrap();
    let key = DataKey::generate().unwrap();
    Slots::create_with_passphrase(folder.path(), &key, "pass", CHEAP).unwrap();
    let path = folder.path().join("keys.json");
    let text = std::fs::read_to_string(&path).unwrap();
    // Another salt: still a key file, but no longer the one that was written.
    let at = text.find("\"salt\": \"").unwrap() + 9;
    let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
    let mut changed = text;
    changed.replace_range(at..=at, other);
    std::fs::write(&path, changed).unwrap();
    assert!(Slots::load(folder.path()).unwrap().open_with_passphrase("pass").unwrap() == key);
    std::fs::write(folder.path().join("keys.bak"), "{").unwrap();
    assert!(matches!(Slots::load(folder.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn nothing_that_holds_a_secret_prints_it() {
    let key = DataKey::generate().unwrap();
    assert_eq!(format!("{key:?}"), "DataKey(not shown)");
    assert_eq!(format!("{:?}", Secret::from("token")), "Secret(not shown)");
    let uses = [KeyUse::Cache, KeyUse::Outbox, KeyUse::Journal, KeyUse::Blobs, KeyUse::Index, KeyUse::Logs];
    let keys: std::collections::BTreeSet<_> = uses.iter().map(|use_| key.sub_key(*use_)).collect();
    assert_eq!(keys.len(), uses.len(), "one key per use");
}

#[test]
fn a_key_file_that_asks_for_all_memory_is_refused_before_it_gets_any() {
    let key = DataKey::generate().unwrap();
    for cost in [Cost { memory_kib: u32::MAX, ..CHEAP }, Cost { passes: u32::MAX, ..CHEAP }, Cost { lanes: 1_000_000, ..CHEAP }] {
        let folder = TempDir::new().unwrap();
        Slots::create_with_passphrase(folder.path(), &key, "pass", CHEAP).unwrap();
        // As somebody writes it who has the file but not the passphrase: the checksum fits, the seal could not.
        let cheap = serde_json::to_string(&CHEAP).unwrap();
        let dear = serde_json::to_string(&cost).unwrap();
        for name in ["keys.json", "keys.bak"] {
            let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join(name)).unwrap()).unwrap();
            let keys = body_in_order(&file["keys"]).replace(&cheap, &dear);
            file["check"] = blake3::hash(keys.as_bytes()).to_hex().to_string().into();
            let check = &file["check"];
            std::fs::write(folder.path().join(name), format!("{{\"check\":{check},\"keys\":{keys}}}")).unwrap();
        }
        let slots = Slots::load(folder.path()).unwrap();
        assert!(matches!(slots.open_with_passphrase("pass"), Err(StoreError::Damaged { .. })), "{cost:?}");
    }
}

/// The one slot as the desk writes it: `serde_json::Value` would sort the names.
fn body_in_order(keys: &serde_json::Value) -> String {
    let (slot, cost) = (&keys["slots"][0], &keys["slots"][0]["by"]["cost"]);
    let by = format!(
        "{{\"type\":\"passphrase\",\"cost\":{{\"memoryKib\":{},\"passes\":{},\"lanes\":{}}}}}",
        cost["memoryKib"], cost["passes"], cost["lanes"]
    );
    let slot = format!("{{\"by\":{by},\"salt\":{},\"nonce\":{},\"sealed\":{}}}", slot["salt"], slot["nonce"], slot["sealed"]);
    format!("{{\"version\":{},\"slots\":[{slot}]}}", keys["version"])
}
