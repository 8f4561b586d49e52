use super::*;

#[test]
fn windows_paths_keep_their_drive_and_their_share() {
    for (os, path) in [
        (r"C:\models\eco.py", "C:/models/eco.py"),
        (r"c:\models\eco.py", "C:/models/eco.py"),
        (r"\\?\C:\models\eco.py", "C:/models/eco.py"),
        (r"\\server\share\eco.py", "/server/share/eco.py"),
        (r"\\?\UNC\server\share\eco.py", "/server/share/eco.py"),
        (r"C:\", "C:"),
    ] {
        assert_eq!(
            FilePath::new(&unspell(os, true)),
            FilePath::new(path),
            "{os}"
        );
    }
    assert_eq!(spell("C:/models/eco.py", true), r"C:\models\eco.py");
    assert_eq!(spell("C:", true), r"C:\");
    assert_eq!(
        spell("/server/share/eco.py", true),
        r"\\server\share\eco.py"
    );
}

#[test]
fn other_systems_keep_backslashes() {
    assert_eq!(unspell("/models/a\\b.py", false), "/models/a\\b.py");
    assert_eq!(spell("/models/a\\b.py", false), "/models/a\\b.py");
}

#[test]
fn missing_files_are_not_found_and_folders_are_not_read() {
    let own = Folder::new("missing");
    let here = &own.0;
    assert_eq!(Disk.read(&here.join("nope.py")), Err(FileError::NotFound));
    assert_eq!(Disk.list(&here.join("nope")), Err(FileError::NotFound));
    assert_eq!(Disk.read(here), Err(FileError::NotFound));
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_never_in_circles() -> io::Result<()> {
    let own = Folder::new("links");
    let here = &own.0;
    let os = to_os(here);
    fs::create_dir_all(os.join("a/inner"))?;
    fs::create_dir_all(os.join("b"))?;
    fs::write(os.join("b/x.py"), "")?;
    let links = [
        ("a/inner", "a/inner/self"),
        ("a", "a/inner/up"),
        ("b", "a/to_b"),
        ("a", "b/to_a"),
        ("nowhere", "a/dangling.py"),
        ("b/x.py", "a/y.py"),
    ];
    for (target, link) in links {
        std::os::unix::fs::symlink(os.join(target), os.join(link))?;
    }
    let mut found = Vec::new();
    walk(here, here, &mut found);
    found.sort();
    assert_eq!(found, ["a/to_b/x.py", "a/y.py", "b/to_a/y.py", "b/x.py"]);
    Ok(())
}

#[cfg(unix)]
fn walk(root: &FilePath, folder: &FilePath, found: &mut Vec<String>) {
    for entry in Disk.list(folder).unwrap_or_default() {
        let path = folder.join(&entry.name);
        if entry.is_folder {
            walk(root, &path, found);
        } else {
            found.push(path.below(root).unwrap_or_default().to_owned());
        }
    }
}

/// An empty folder of a test's own, as long as the test runs.
struct Folder(FilePath);

impl Folder {
    fn new(name: &str) -> Self {
        let own = format!("datasurface-disk-{}-{name}", std::process::id());
        let os = std::env::temp_dir().join(own);
        let _ = fs::remove_dir_all(&os);
        let _ = fs::create_dir_all(&os);
        Self(from_os(&os).unwrap_or_else(|| FilePath::new("/nowhere")))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(to_os(&self.0));
    }
}
