//! What nobody would write on purpose: the engine ends, and still says what is certain.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use datasurface_analyzer::{
    Cancel, Entry, FileError, FilePath, Files, Host, Input, MemoryFiles, Snapshot,
};
use tests::fixture::{Fixture, ROOT};

const LONG: usize = 100_000;

/// The shared estate's module, and an `eco.py` that adds a store, does what `body` says, and reads
/// the dataset `NAME`, which is not there.
fn model(head: &str, body: &str) -> MemoryFiles {
    static ESTATE: OnceLock<String> = OnceLock::new();
    let estate = ESTATE.get_or_init(|| {
        let fixture = Fixture::parse("#- /eco.py with=estate\n").unwrap_or_default();
        let files = fixture.files.into_iter();
        files
            .filter(|file| file.path.name() == "estate.py")
            .map(|file| file.text)
            .collect()
    });
    let files = MemoryFiles::new();
    files.write(&path("estate.py"), estate.as_str());
    let eco = format!(
        "from datasurface.md import DatasetSink\n\
         from estate import estate, reader, store, us\n\
         NAME = \"dialy\"\n{head}\n\n\
         def createEcosystem():\n    eco = estate()\n    name = NAME\n    \
         us(eco).add(store(\"Orders\", [\"daily\"]))\n{body}    \
         us(eco).add(reader(\"Report\", [DatasetSink(\"Orders\", name)]))\n    return eco\n"
    );
    files.write(&path("eco.py"), eco);
    files
}

fn path(name: &str) -> FilePath {
    FilePath::new(ROOT).join(name)
}

fn host(files: Arc<dyn Files>) -> Host {
    let mut host = Host::new(files);
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    host
}

/// Evaluates to the end, on a stack as small as a thread's, and fails where that takes for ever.
fn evaluated(mut host: Host) -> (Host, Snapshot) {
    let (sender, result) = channel();
    let thread = thread::spawn(move || {
        let ended = host.evaluate(&Cancel::new()).is_ok();
        let snapshot = host.snapshot();
        drop(sender.send((ended, host, snapshot)));
    });
    let Ok((ended, host, snapshot)) = result.recv_timeout(Duration::from_mins(2)) else {
        assert!(thread.is_finished(), "the evaluation hangs");
        panic!("the evaluation panics");
    };
    assert!(ended);
    (host, snapshot)
}

/// Every finding, as its code, its file and the text it is about.
fn found(snapshot: &Snapshot, files: &dyn Files) -> Vec<String> {
    let mut lines = Vec::new();
    for file in snapshot.reported_files() {
        let text = files.read(&file).unwrap_or_default();
        for finding in snapshot.diagnostics(&file) {
            let range = finding.span.start as usize..finding.span.end as usize;
            // Of long texts the beginning, so that a failure can be read.
            let about = text.get(range).unwrap_or_default();
            let about = &about[..about.len().min(40)];
            lines.push(format!(
                "{} {} {}",
                finding.code,
                file.name(),
                String::from_utf8_lossy(about)
            ));
        }
    }
    lines
}

/// What is found in a model that has this in it.
fn with(head: &str, body: &str) -> Vec<String> {
    let files = Arc::new(model(head, body));
    let (_, snapshot) = evaluated(host(files.clone()));
    found(&snapshot, &*files)
}

const CERTAIN: &str = "unknown-dataset eco.py name";

#[test]
fn chains_of_any_length_are_followed() {
    let elifs = |n: usize| {
        let mut text = "    n = 1\n    if n == 0:\n        name = 0\n".to_owned();
        for i in 2..n {
            let _ = write!(text, "    elif n == {i}:\n        name = {i}\n");
        }
        text + "    elif n == 1:\n        name = \"dialy\"\n"
    };
    let same = "def same(it=None):\n    return same if it is None else it";
    for (what, head, body) in [
        (
            "calls",
            same,
            format!("    name = same{}(NAME)\n", "()".repeat(LONG)),
        ),
        (
            "sums",
            "",
            format!("    name = \"\"{} + NAME\n", " + \"\"".repeat(LONG)),
        ),
        ("signs", "", format!("    n = {}1\n", "-".repeat(LONG))),
        (
            "ands",
            "",
            format!("    name = NAME{}\n", " and NAME".repeat(LONG)),
        ),
        (
            "comparisons",
            "",
            format!("    n = 1{}\n", " < 2".repeat(LONG)),
        ),
        (
            "strings",
            "",
            format!("    name = (\"dialy\"{})\n", " \"\"".repeat(LONG)),
        ),
        (
            "targets",
            "",
            format!("    {}name = NAME\n", "n = ".repeat(LONG)),
        ),
        ("elifs", "", elifs(LONG)),
        (
            "lambdas",
            "",
            format!("    n = {}1\n", "lambda: ".repeat(LONG / 10)),
        ),
    ] {
        assert_eq!(with(head, &body), [CERTAIN], "{what}");
    }
    let attributes = format!("    n = eco{}\n", ".a".repeat(LONG));
    assert_eq!(
        with("", &attributes),
        ["unknown-attribute eco.py a", CERTAIN]
    );
}

#[test]
fn lists_of_any_length_are_evaluated() {
    let last = "def last(*all):\n    return all[-1]";
    for (what, body) in [
        (
            "list",
            format!("    name = [{} NAME][-1]\n", "1,".repeat(LONG)),
        ),
        (
            "tuple",
            format!("    name = ({} NAME)[{LONG}]\n", "1,".repeat(LONG)),
        ),
        ("dict", {
            let mut text = "    name = {".to_owned();
            for i in 0..LONG {
                let _ = write!(text, "{i}: {i}, ");
            }
            text + "-1: NAME}[-1]\n"
        }),
        (
            "arguments",
            format!("    name = last({} NAME)\n", "1,".repeat(LONG)),
        ),
        (
            "statements",
            format!("{}    name = NAME\n", "    n = 1\n".repeat(LONG)),
        ),
    ] {
        assert_eq!(with(last, &body), [CERTAIN], "{what}");
    }
}

#[test]
fn what_never_ends_or_fills_the_memory_is_given_up() {
    let endless = "def numbers():\n    while True:\n        yield 1";
    let itself = "def again(it):\n    return again(it)";
    let made = "class Self:\n    def __init__(self):\n        self.inner = Self()";
    let asked = "class Self:\n    @property\n    def inner(self):\n        return self.inner";
    for (what, head, line) in [
        ("a generator", endless, "n = list(numbers())"),
        ("a function", itself, "n = again(1)"),
        ("a decorator", itself, "n = again(again)"),
        ("an object", made, "n = Self()"),
        ("a property", asked, "n = Self().inner"),
        ("a text", "", "n = \"a\" * 10**12"),
        ("a width", "", "n = f\"{1:>1000000000000}\""),
        ("a list", "", "n = [1] * 10**12"),
        ("a range", "", "n = [*range(10**12)]"),
        ("a sum", "", "n = sum(range(10**12))"),
        ("a power", "", "n = 10**10**10"),
        ("a shift", "", "n = 1 << 10**9"),
        (
            "pieces",
            "",
            "n = (\"a\" * 10**6).replace(\"a\", \"b\" * 10**6)",
        ),
    ] {
        let files = Arc::new(model(head, &format!("    {line}\n")));
        let (_, snapshot) = evaluated(host(files.clone()));
        assert_eq!(found(&snapshot, &*files), [CERTAIN], "{what}");
        assert!(!snapshot.unevaluated(&path("eco.py")).is_empty(), "{what}");
    }
    let doubled = "    n = [1]\n    for _ in range(100):\n        n = n + n\n";
    assert_eq!(with("", doubled), [CERTAIN]);
}

#[test]
fn brackets_may_be_nested_as_deep_as_in_python() {
    let nested = |n: usize| format!("    n = {}{}\n", "[".repeat(n), "]".repeat(n));
    // The brackets below are in no others.
    assert_eq!(with("", &nested(200)), [CERTAIN]);
    let refused = with("", &nested(201));
    assert_eq!(refused, ["syntax-error eco.py ["]);
}

#[test]
fn a_file_of_fifty_megabytes_is_read() {
    let line = format!("# {}\n", "x".repeat(97));
    let files = Arc::new(model("from large import NAME", ""));
    let large = line.repeat(500_000) + "NAME = \"dialy\"\n";
    assert_eq!(large.len(), 50_000_015);
    files.write(&path("large.py"), large);
    let (_, snapshot) = evaluated(host(files.clone()));
    assert_eq!(found(&snapshot, &*files), [CERTAIN]);
}

#[test]
fn a_list_of_megabytes_is_given_up_and_the_rest_is_not() {
    let files = Arc::new(model("from large import NAME", ""));
    let list = format!(
        "ROWS = [\n{}]\n",
        "    \"one of many rows\",\n".repeat(200_000)
    );
    assert!(list.len() > 4_000_000);
    files.write(&path("large.py"), list + "NAME = \"dialy\"\n");
    let (_, snapshot) = evaluated(host(files.clone()));
    assert_eq!(found(&snapshot, &*files), [CERTAIN]);
}

#[test]
fn what_is_no_text_is_a_syntax_error_of_its_own_file() {
    let binary: Vec<u8> = (0..=255).collect();
    let latin = b"NOTE = \"caf\xe9\"\n".to_vec();
    for (what, bytes) in [("binary", binary), ("latin", latin)] {
        let files = Arc::new(model("import blob", ""));
        files.write(&path("blob.py"), bytes);
        let (_, snapshot) = evaluated(host(files.clone()));
        let found = found(&snapshot, &*files);
        let (theirs, ours): (Vec<_>, Vec<_>) = found.iter().partition(|it| it.contains("blob.py"));
        assert_eq!(ours, [CERTAIN], "{what}");
        assert_eq!(theirs.len(), 1, "{what}: {found:?}");
        assert!(theirs[0].starts_with("syntax-error "), "{found:?}");
        for finding in snapshot.diagnostics(&path("blob.py")) {
            assert!(!finding.message.contains(char::is_control), "{finding:?}");
        }
    }
}

#[test]
fn text_full_of_mistakes_is_told_of_some_of_them_and_soon() {
    let lines = |line: &str| line.repeat(50_000);
    for (what, text) in [
        ("signs", lines("? $ ?\n")),
        ("open brackets", lines("def f(:\n")),
        ("brackets of the wrong kind", lines("f([)\n")),
        ("closing brackets", lines(")]}\n")),
        ("quotes", lines("a = 'b\n")),
        (
            "prose",
            lines("import this is not a program at all, or is it\n"),
        ),
        ("bells", lines("\u{7}\u{8}\u{1b}\n")),
    ] {
        let files = Arc::new(model("import blob", ""));
        files.write(&path("blob.py"), text);
        let (_, snapshot) = evaluated(host(files.clone()));
        let findings = snapshot.diagnostics(&path("blob.py"));
        assert!(!findings.is_empty(), "{what}");
        assert!(findings.len() <= 100, "{what}: {}", findings.len());
        for finding in findings {
            assert_eq!(finding.code, "syntax-error", "{what}");
            assert!(!finding.message.contains(char::is_control), "{finding:?}");
        }
    }
}

#[test]
fn the_byte_that_is_no_text_is_pointed_at() {
    let files = Arc::new(model("import blob", ""));
    files.write(&path("blob.py"), b"ONE = 1\nNOTE = \"caf\xe9\"\n".to_vec());
    let (_, snapshot) = evaluated(host(files.clone()));
    let findings = snapshot.diagnostics(&path("blob.py"));
    assert_eq!(findings.len(), 1);
    let text = "ONE = 1\nNOTE = \"caf\u{fffd}\"\n";
    let at = text.find('\u{fffd}').unwrap_or_default() as u32;
    assert_eq!(findings[0].span.start, at);
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let found = |mark: &str| {
        let files = Arc::new(model("NAME = undefined", ""));
        for name in ["eco.py", "estate.py"] {
            let text = files.read(&path(name)).unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            files.write(&path(name), format!("{mark}{text}"));
        }
        let (_, snapshot) = evaluated(host(files));
        snapshot.diagnostics(&path("eco.py"))
    };
    let without = found("");
    assert_eq!(without.len(), 1);
    assert_eq!(found("\u{feff}"), without);
}

/// Files of which one is listed but cannot be read, or is gone when it is.
#[derive(Debug)]
struct Failing {
    files: MemoryFiles,
    /// What reading `names.py` comes to: 0 for its text, 1 for a refusal, 2 for its absence.
    state: AtomicU8,
}

impl Files for Failing {
    fn read(&self, file: &FilePath) -> Result<Vec<u8>, FileError> {
        match self.state.load(Ordering::SeqCst) {
            1 if *file == path("names.py") => Err(FileError::Other("refused".to_owned())),
            2 if *file == path("names.py") => Err(FileError::NotFound),
            _ => self.files.read(file),
        }
    }

    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError> {
        self.files.list(folder)
    }
}

#[test]
fn a_file_that_cannot_be_read_is_unknown_until_it_can_be() {
    for state in [1, 2] {
        let body = "    us(eco).add(reader(\"Other\", [DatasetSink(\"Orders\", \"weekly\")]))\n";
        let files = model("from names import NAME", body);
        files.write(&path("names.py"), "NAME = \"dialy\"\n");
        let files = Arc::new(Failing {
            files,
            state: AtomicU8::new(state),
        });
        let (mut host, snapshot) = evaluated(host(files.clone()));
        assert_eq!(
            found(&snapshot, &*files),
            ["unknown-dataset eco.py \"weekly\""]
        );
        assert_eq!(snapshot.unevaluated(&path("eco.py")).len(), 1);

        files.state.store(0, Ordering::SeqCst);
        host.apply(vec![Input::DiskChanged(vec![path("names.py")])]);
        let (mut host, snapshot) = evaluated(host);
        assert_eq!(
            found(&snapshot, &*files),
            ["unknown-dataset eco.py \"weekly\"", CERTAIN]
        );

        files.state.store(state, Ordering::SeqCst);
        host.apply(vec![Input::DiskChanged(vec![path("names.py")])]);
        let (_, snapshot) = evaluated(host);
        assert_eq!(
            found(&snapshot, &*files),
            ["unknown-dataset eco.py \"weekly\""]
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_not_called_missing() {
    let reasons = |state| {
        let files = model("from names import NAME", "");
        files.write(&path("names.py"), "NAME = \"dialy\"\n");
        let files = Arc::new(Failing {
            files,
            state: AtomicU8::new(state),
        });
        let (mut host, snapshot) = evaluated(host(files.clone()));
        let before = snapshot.unevaluated(&path("eco.py"));
        // What was refused is gone, or the other way round.
        files.state.store(3 - state, Ordering::SeqCst);
        host.apply(vec![Input::DiskChanged(vec![path("names.py")])]);
        let (_, snapshot) = evaluated(host);
        let after = snapshot.unevaluated(&path("eco.py"));
        [before, after].map(|places| {
            let reasons: Vec<String> = places.into_iter().map(|place| place.reason).collect();
            reasons.join(", ")
        })
    };
    let refused = "the file of the module `names` cannot be read: refused";
    let missing = "the module `names` is not found";
    assert_eq!(reasons(1), [refused, missing]);
    assert_eq!(reasons(2), [missing, refused]);
}

#[test]
fn a_chain_of_classes_is_given_up_where_it_fills_the_memory() {
    let chain = |n: usize| {
        let mut head = "class C0:\n    name = \"dialy\"\n".to_owned();
        for i in 1..n {
            let _ = writeln!(head, "class C{i}(C{}):\n    pass", i - 1);
        }
        let files = Arc::new(model(&head, &format!("    name = C{}.name\n", n - 1)));
        let (_, snapshot) = evaluated(host(files.clone()));
        let unevaluated = snapshot.unevaluated(&path("eco.py")).len();
        (found(&snapshot, &*files), unevaluated)
    };
    assert_eq!(chain(400), (vec![CERTAIN.to_owned()], 0));
    let (found, unevaluated) = chain(5_000);
    assert_eq!(found, [""; 0]);
    assert!(unevaluated > 0);
}

#[test]
fn what_makes_the_model_has_to_be_a_function() {
    let said = |text: &str| {
        let files = Arc::new(MemoryFiles::new());
        files.write(&path("eco.py"), text);
        let (_, snapshot) = evaluated(host(files));
        let findings = snapshot.diagnostics(&path("eco.py")).into_iter();
        let said = findings.map(|it| {
            let about = text.get(it.span.start as usize..it.span.end as usize);
            format!("{} {}: {}", it.code, about.unwrap_or_default(), it.message)
        });
        said.collect::<Vec<_>>()
    };
    for text in [
        "createEcosystem = 1\n",
        "createEcosystem = None\n",
        "createEcosystem = \"eco\"\nif __name__ == \"__main__\":\n    print(createEcosystem)\n",
        "createEcosystem = []\n",
        "NAME = 1\n\n\ndef createEcosystem(name):\n    return None\n",
    ] {
        let said = said(text);
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        assert!(
            said[0].starts_with("wrong-arguments createEcosystem: TypeError: "),
            "{said:?}"
        );
    }
    for text in [
        "import os\ncreateEcosystem = os.getcwd()\n",
        "from elsewhere import createEcosystem\n",
        "createEcosystem = lambda: None\n",
        "class createEcosystem:\n    pass\n",
        "",
        "x = 1  # createEcosystem\n",
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
}

#[test]
fn a_folder_with_the_name_of_a_file_is_no_module() {
    let files = Arc::new(model("from names import NAME", ""));
    files.write(&path("names.py/inner.py"), "NAME = \"dialy\"\n");
    let (_, snapshot) = evaluated(host(files.clone()));
    assert_eq!(found(&snapshot, &*files), [""; 0]);
    assert_eq!(snapshot.unevaluated(&path("eco.py")).len(), 1);
}
