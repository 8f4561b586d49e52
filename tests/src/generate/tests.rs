use super::*;

const RESERVED: &str = "all alter and any as asc avg begin between by case cast catch coalesce collate commit \
    convert count create cursor database deallocate declare delete desc distinct drop else elseif end except \
    execute exists fetch first for from full function group having if in index inner insert intersect into is \
    join left like limit loop max min next not null offset on only or order output plan prepare procedure \
    repeat right rollback row rows savepoint select set some sum table then throw top transaction trigger try \
    union update use using value values view when where while";

#[test]
fn sizes_are_what_they_are_called() {
    let counts = Size::S.shape().counts();
    assert_eq!(
        (counts.datasets, counts.columns, counts.workspaces),
        (100, 2_000, 10)
    );
    let counts = Size::M.shape().counts();
    assert_eq!(
        (counts.datasets, counts.columns, counts.workspaces),
        (10_000, 200_000, 1_000)
    );
    assert_eq!((counts.zones, counts.teams), (10, 100));
    let counts = Size::L.shape().counts();
    assert_eq!(
        (counts.datasets, counts.columns, counts.workspaces),
        (50_000, 1_000_000, 5_000)
    );
}

#[test]
fn m_has_the_lines_and_bytes_that_budgets_are_written_for() {
    let (lines, bytes) = generate(Size::M).python_size();
    assert!((322_000..328_000).contains(&lines), "{lines} lines");
    assert!((20_500_000..21_500_000).contains(&bytes), "{bytes} bytes");
}

#[test]
fn the_same_shape_gives_the_same_files() {
    assert_eq!(generate(Size::S).files, generate(Size::S).files);
}

#[test]
fn edits_are_where_they_say() {
    for shape in [Size::S.shape(), Size::M.shape()] {
        let model = generate_shape(shape);
        assert_eq!(model.edits.len(), 3);
        for edit in &model.edits {
            assert!(
                model.files[&edit.file][edit.offset..].starts_with(&edit.before),
                "{edit:?}"
            );
            assert_ne!(edit.before, edit.after);
        }
    }
}

#[test]
fn no_name_is_a_reserved_word() {
    let reserved: Vec<&str> = RESERVED.split_whitespace().collect();
    for (name, _, _) in words::COLUMNS {
        assert!(!reserved.contains(&name), "{name}");
    }
    for name in words::TOPICS
        .iter()
        .chain(&words::FORMS)
        .chain(&words::USES)
        .chain(&words::SUBJECTS)
    {
        assert!(name.chars().all(|c| c.is_ascii_lowercase()), "{name}");
    }
}
