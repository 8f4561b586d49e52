use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use datasurface_analyzer::{
    Cancel, Encoding, FilePath, Host, Input, MemoryFiles, Position, PositionRange, TextEdit,
};
use serde_json::json;

use super::live::{Live, Step};
use super::memory::Memory;
use super::queue::{Event, Queue, Wait};
use super::settings::Translator;
use crate::disk::from_os;

fn path() -> FilePath {
    FilePath::new("/w/eco.py")
}

fn append(version: i32, text: &str) -> Input {
    let at = Position {
        line: 0,
        character: u32::MAX,
    };
    Input::Edit {
        path: path(),
        version,
        edits: vec![TextEdit {
            range: Some(PositionRange { start: at, end: at }),
            text: text.to_owned(),
        }],
        encoding: Encoding::Utf16,
    }
}

#[test]
fn events_supersede_what_is_running_and_are_taken_together() {
    let queue = Queue::default();
    queue.push(Event::Disk(Vec::new()));
    queue.push(Event::Disk(Vec::new()));
    let Some(first) = queue.take(Wait::Ever) else {
        panic!("closed");
    };
    assert_eq!((first.events.len(), first.seq), (2, 2));
    assert!(!first.cancel.is_cancelled());
    queue.push(Event::Disk(Vec::new()));
    assert!(first.cancel.is_cancelled());
    assert_eq!(queue.sent(), 3);

    let Some(second) = queue.take(Wait::No) else {
        panic!("closed");
    };
    assert_eq!((second.events.len(), second.seq), (1, 3));
    assert!(
        queue
            .take(Wait::No)
            .is_some_and(|it| it.events.is_empty() && it.seq == 3)
    );
    queue.close();
    assert!(queue.take(Wait::Ever).is_none());
}

#[test]
fn a_new_engine_gets_the_texts_of_the_old_one() {
    let mut memory = Memory::default();
    let mut host = Host::new(Arc::new(MemoryFiles::new()));
    let mut feed = |memory: &mut Memory, input: Input| {
        memory.note(&input);
        host.apply(vec![input]);
        memory.settle(&host.snapshot());
    };
    feed(
        &mut memory,
        Input::Open {
            path: path(),
            version: 0,
            text: "x = ".to_owned(),
        },
    );
    // More than are kept one by one.
    for version in 1..=200 {
        feed(&mut memory, append(version, &(version % 10).to_string()));
    }
    assert!(memory.replay().len() < 100);
    let mut second = Host::new(Arc::new(MemoryFiles::new()));
    second.apply(memory.replay());
    let texts = [&host, &second].map(|host| {
        let snapshot = host.snapshot();
        let text = snapshot.line_index(&path()).map(|index| index.text());
        (text, snapshot.version(&path()))
    });
    assert_eq!(texts[0], texts[1]);
    assert_eq!(texts[1].1, Some(200));
    memory.note(&Input::Close { path: path() });
    assert_eq!(memory.replay().len(), 0);
    let _ = second.evaluate(&Cancel::new());
}

#[test]
fn settings_are_read_when_something_may_have_changed_them() {
    let files = Arc::new(MemoryFiles::new());
    let settings_file = FilePath::new("/w/pyproject.toml");
    let set = |names: &str| {
        let text = format!("[tool.datasurface]\nexclude = [{names}]\n");
        files.write(&settings_file, text);
    };
    let mut translator = Translator::new(files.clone());
    let mut settings = |event: Event| {
        let mut inputs = Vec::new();
        translator.translate(event, &mut inputs);
        inputs.into_iter().find_map(|input| match input {
            Input::Settings(settings) => Some(settings.exclude),
            _ => None,
        })
    };
    set("\"a\"");
    let roots = Event::Roots(vec![FilePath::new("/w")]);
    assert_eq!(settings(roots), Some(vec!["a".to_owned()]));

    set("\"b\"");
    assert_eq!(settings(Event::Disk(vec![path()])), None);
    let changed = Event::Disk(vec![settings_file.clone()]);
    assert_eq!(settings(changed), Some(vec!["b".to_owned()]));
    // The same again is no news.
    assert_eq!(settings(Event::Disk(vec![settings_file.clone()])), None);

    let editor = Event::EditorSettings(json!({"exclude": ["c"]}));
    assert_eq!(settings(editor), Some(vec!["c".to_owned()]));
    let editor = Event::EditorSettings(json!({"exclude": ["c"], "trace": {"server": "off"}}));
    assert_eq!(settings(editor), None);
    let folder = Event::Disk(vec![FilePath::new("/w")]);
    files.remove(&settings_file);
    assert_eq!(settings(folder), None);
    let nothing = Event::EditorSettings(json!(null));
    assert_eq!(settings(nothing), Some(Vec::new()));
}

#[test]
fn what_git_says_is_not_lost_where_a_question_comes_in_between() {
    let folder = std::env::temp_dir().join(format!("datasurface-live-{}", std::process::id()));
    let Some(root) = from_os(&folder) else {
        panic!("{} is no path", folder.display());
    };
    let files = Arc::new(MemoryFiles::new());
    for model in ["a", "b"] {
        let text = "from datasurface.md import *\n\ndef createEcosystem():\n    return Ecosystem(name=\"E\", repo=GitHubRepository(\"o/r\", \"main\"))\n";
        files.write(&root.join(&format!("{model}/eco.py")), text.to_owned());
    }
    let mut host = Host::new(files.clone());
    let mut translator = Translator::new(files.clone());
    let mut inputs = Vec::new();
    translator.translate(Event::Roots(vec![root]), &mut inputs);
    host.apply(inputs);
    assert!(host.evaluate(&Cancel::new()).is_ok());
    assert_eq!(host.snapshot().status().models.len(), 2);

    let mut live = Live::new(files);
    let mut step =
        |live: &mut Live, cancel: &Cancel| live.step(&mut host, &translator.setup(), cancel);
    let first = step(&mut live, &Cancel::new());
    assert!(matches!(first, Step::Done { news: true, .. }));
    assert!(live.is_current());

    // The first model becomes something else, and a question comes before the second was looked at.
    let git = folder.join("a/.git");
    for part in ["objects", "refs"] {
        assert!(fs::create_dir_all(git.join(part)).is_ok());
    }
    assert!(fs::write(git.join("HEAD"), "ref: refs/heads/main\n").is_ok());
    assert!(!live.is_current());
    let asked = AtomicU32::new(0);
    let soon = Cancel::new().or_once(move || asked.fetch_add(1, Ordering::Relaxed) > 0);
    assert!(matches!(step(&mut live, &soon), Step::Interrupted));
    assert!(!live.is_current(), "nobody would go on");
    let rest = step(&mut live, &Cancel::new());
    assert!(matches!(rest, Step::Done { news: true, .. }));
    assert!(live.is_current());
    assert!(fs::remove_dir_all(&folder).is_ok());
}
