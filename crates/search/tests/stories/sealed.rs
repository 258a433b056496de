//! The index on disk: nothing readable, nothing believed that was touched, nothing half built taken for whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use holdfast_search::{ArticleDoc, ConversationDoc, Filter, Place, Search, SearchError};

const SECRET: &str = "the purple walrus ordered seventeen umbrellas";
const KEY: [u8; 32] = [9; 32];

fn open(folder: &Path) -> Search {
    Search::open(Place::Sealed { folder: folder.to_owned(), key: KEY }).unwrap()
}

fn article(id: usize, body: &str) -> ArticleDoc {
    ArticleDoc { id: format!("a{id}"), title: format!("Article {id} 退款"), body: body.into(), ..ArticleDoc::default() }
}

fn filled(folder: &Path) -> Search {
    let search = open(folder);
    search.put_articles((0..300).map(|n| article(n, &format!("{SECRET} {n} 在订单详情页点击申请开票")))).unwrap();
    search
        .put_conversations([ConversationDoc { id: "t".into(), subject: SECRET.into(), body: SECRET.into(), ..ConversationDoc::default() }])
        .unwrap();
    search.mark_built().unwrap();
    search
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out
}

#[test]
fn an_index_at_rest_loses_nothing_that_waits_and_is_written_on() {
    let folder = tempfile::tempdir().unwrap();
    let search = filled(folder.path());
    let found = |search: &Search, words: &str| search.articles(words, &Filter::default(), 400).unwrap().len();
    search.put_articles([article(1_000, "quicksilver parcel")]).unwrap();
    search.rest().unwrap();
    search.commit().unwrap();
    assert_eq!(found(&search, "quicksilver"), 1, "what waited to be committed was not let go");
    search.rest().unwrap();
    search.put_articles([article(1_001, "quicksilver letter")]).unwrap();
    search.remove_articles(&["a1000".to_owned()]).unwrap();
    search.commit().unwrap();
    search.rest().unwrap();
    assert_eq!(found(&search, "quicksilver"), 1);
    assert_eq!(found(&search, "quicksilver letter"), 1);
    let other = open(folder.path());
    assert_eq!(found(&other, "quicksilver"), 1, "it is on the disk");
    other.put_articles([article(1_002, "quicksilver stamp")]).unwrap();
    assert!(matches!(search.put_articles([article(1_003, "late")]), Err(SearchError::Busy { .. })), "it had let go of the index");
}

#[test]
fn what_was_built_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let search = open(folder.path());
    let state = search.state();
    assert_eq!((state.needs_rebuild, state.articles, state.conversations), (false, 300, 1));
    assert_eq!(search.articles("walrus 订单", &Filter::default(), 3).unwrap().len(), 3);
    assert_eq!(search.conversations("umbrella", &Filter::default(), 3).unwrap().len(), 1);
}

#[test]
fn nothing_on_disk_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let search = filled(folder.path());
    let paths = files(folder.path());
    assert!(paths.len() > 6);
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        for word in ["walrus", "umbrella", "退款", "订单", "title_words", "segments"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} stands in {}", path.display());
        }
    }
    drop(search);
}

#[test]
fn a_half_built_index_is_known_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let search = open(folder.path());
    assert!(search.state().needs_rebuild);
    search.put_articles([article(1, "half")]).unwrap();
    search.commit().unwrap();
    assert_eq!(search.articles("half", &Filter::default(), 1).unwrap().len(), 1, "it answers while being filled");
    drop(search);

    let search = open(folder.path());
    assert!(search.state().needs_rebuild);
    search.mark_built().unwrap();
    search.put_articles([article(2, "more")]).unwrap();
    search.commit().unwrap();
    drop(search);
    assert!(!open(folder.path()).state().needs_rebuild);
}

#[test]
fn clearing_begins_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let search = filled(folder.path());
    search.clear().unwrap();
    let state = search.state();
    assert_eq!((state.needs_rebuild, state.articles, state.conversations), (true, 0, 0));
    assert!(search.articles("walrus", &Filter::default(), 3).unwrap().is_empty());
    drop(search);
    assert!(open(folder.path()).state().needs_rebuild);
}

#[test]
fn what_was_not_committed_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let search = filled(folder.path());
    search.put_articles([article(999, "zebra")]).unwrap();
    assert!(search.articles("zebra", &Filter::default(), 3).unwrap().is_empty());
    drop(search);
    assert!(open(folder.path()).articles("zebra", &Filter::default(), 3).unwrap().is_empty());
}

#[test]
fn any_file_touched_is_noticed_and_the_desk_goes_on() {
    damaged_by(|path| {
        let mut bytes = fs::read(path).unwrap();
        let at = bytes.len() - bytes.len() / 3;
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    });
}

#[test]
fn any_file_emptied_is() {
    damaged_by(|path| fs::write(path, "").unwrap());
}

#[test]
fn any_file_gone_is() {
    damaged_by(|path| fs::remove_file(path).unwrap());
}

#[test]
fn any_file_of_other_bytes_is() {
    damaged_by(|path| fs::write(path, vec![0xa5; 70_000]).unwrap());
}

#[test]
fn any_file_of_a_newer_format_is() {
    damaged_by(|path| {
        let mut bytes = fs::read(path).unwrap();
        bytes[3] += 1;
        fs::write(path, bytes).unwrap();
    });
}

/// Each file in turn.
fn damaged_by(damage: impl Fn(&Path)) {
    let origin = tempfile::tempdir().unwrap();
    drop(filled(origin.path()));
    for victim in files(origin.path()).into_iter().filter(|p| !p.to_string_lossy().ends_with(".lock")) {
        let folder = tempfile::tempdir().unwrap();
        copy(origin.path(), folder.path());
        let relative = victim.strip_prefix(origin.path()).unwrap();
        damage(&folder.path().join(relative));

        let search = open(folder.path());
        // Some files are first read by a search or a merge: then that call says so.
        let told = [search.articles("walrus 订单", &Filter::default(), 3).err(), search.conversations("walrus", &Filter::default(), 3).err()];
        let told = told.into_iter().flatten().inspect(|e| assert!(matches!(e, SearchError::Damaged { .. }), "{e:?}")).count() > 0;
        let harmless = relative.to_string_lossy().ends_with(".managed.json");
        assert!(harmless || search.state().needs_rebuild, "{} (told: {told})", relative.display());

        search.clear().unwrap();
        search.put_articles([article(1, "again")]).unwrap();
        search.mark_built().unwrap();
        assert_eq!(search.articles("again", &Filter::default(), 3).unwrap().len(), 1);
        assert!(!search.state().needs_rebuild);
    }
}

#[test]
fn files_cut_short_or_swapped_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    for path in files(folder.path()).into_iter().filter(|p| p.extension().is_some_and(|e| e == "term" || e == "store")) {
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let search = open(folder.path());
    let _ = search.articles("walrus", &Filter::default(), 3);
    let _ = search.conversations("walrus", &Filter::default(), 3);
    assert!(search.state().needs_rebuild);
}

#[test]
fn another_key_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let search = Search::open(Place::Sealed { folder: folder.path().to_owned(), key: [1; 32] }).unwrap();
    let state = search.state();
    assert_eq!((state.needs_rebuild, state.articles), (true, 0));
}

#[test]
fn indexes_of_other_versions_go_and_strangers_stay() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["articles-0123456789abcdef", "conversations-0123456789abcdef", "articles-mine", "notes"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("file"), "x").unwrap();
    }
    let _search = open(folder.path());
    let mut left: Vec<String> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left.contains(&"articles-mine".into()) && left.contains(&"notes".into()));
}

#[test]
fn what_a_newer_desk_left_is_built_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().split_once('-').unwrap().0.to_owned();
        fs::rename(&path, folder.path().join(format!("{name}-fedcba9876543210"))).unwrap();
    }
    let search = open(folder.path());
    let state = search.state();
    assert_eq!((state.needs_rebuild, state.articles, state.conversations), (true, 0, 0));
    assert!(search.articles("walrus", &Filter::default(), 3).unwrap().is_empty());
    search.put_articles([article(1, "again")]).unwrap();
    search.mark_built().unwrap();
    assert_eq!(search.articles("again", &Filter::default(), 3).unwrap().len(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing of the newer one is left");
}

#[test]
fn the_key_is_never_printed() {
    let place = Place::Sealed { folder: "x".into(), key: [200; 32] };
    assert!(!format!("{place:?}").contains("200"));
}

#[test]
fn agents_search_while_the_index_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let search = filled(folder.path());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut answered = 0;
            while !done.load(Ordering::Relaxed) {
                assert!(!search.articles("walrus", &Filter::default(), 3).unwrap().is_empty());
                answered += 1;
            }
            answered
        });
        for batch in 0..4 {
            search.put_articles((0..100).map(|n| article(1000 + batch * 100 + n, "new words"))).unwrap();
            search.commit().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
    assert_eq!(search.state().articles, 700);
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(path, target).unwrap();
    }
}
