//! What the DSL accepts as a SQL identifier.

/// Words that cannot be names, in any letter case.
const RESERVED: &[&str] = &[
    "ALL",
    "ALTER",
    "AND",
    "ANY",
    "AS",
    "ASC",
    "AVG",
    "BEGIN",
    "BETWEEN",
    "BY",
    "CASE",
    "CAST",
    "CATCH",
    "COALESCE",
    "COLLATE",
    "COMMIT",
    "CONVERT",
    "COUNT",
    "CREATE",
    "CURSOR",
    "DATABASE",
    "DEALLOCATE",
    "DECLARE",
    "DELETE",
    "DESC",
    "DISTINCT",
    "DROP",
    "ELSE",
    "ELSEIF",
    "END",
    "EXCEPT",
    "EXECUTE",
    "EXISTS",
    "FETCH",
    "FIRST",
    "FOR",
    "FROM",
    "FULL",
    "FUNCTION",
    "GROUP",
    "HAVING",
    "IF",
    "IN",
    "INDEX",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "LOOP",
    "MAX",
    "MIN",
    "NEXT",
    "NOT",
    "NULL",
    "OFFSET",
    "ON",
    "ONLY",
    "OR",
    "ORDER",
    "OUTPUT",
    "PLAN",
    "PREPARE",
    "PROCEDURE",
    "REPEAT",
    "RIGHT",
    "ROLLBACK",
    "ROW",
    "ROWS",
    "SAVEPOINT",
    "SELECT",
    "SET",
    "SOME",
    "SUM",
    "TABLE",
    "THEN",
    "THROW",
    "TOP",
    "TRANSACTION",
    "TRIGGER",
    "TRY",
    "UNION",
    "UPDATE",
    "USE",
    "USING",
    "VALUE",
    "VALUES",
    "VIEW",
    "WHEN",
    "WHERE",
    "WHILE",
];

/// Why a name is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refusal {
    Empty,
    TooLong,
    Reserved,
    FirstCharacter(char),
    Character(char),
}

impl Refusal {
    /// What is wrong with the name, as the end of a sentence about it.
    pub(crate) fn describe(self, name: &str) -> String {
        match self {
            Self::Empty => "is empty".to_owned(),
            Self::TooLong => format!("has {} characters, 128 are allowed", name.len()),
            Self::Reserved => "is a reserved SQL word".to_owned(),
            Self::FirstCharacter(c) => format!("starts with `{c}`, not with a letter A-Z"),
            Self::Character(c) => format!("contains `{c}`; only A-Z, 0-9 and `_` are allowed"),
        }
    }
}

/// Whether a column, dataset, datastore, workspace, group or transformer may have this name.
pub(crate) fn is_valid(name: &str) -> bool {
    refusal(name).is_none()
}

/// What is wrong with a name, if anything.
pub(crate) fn refusal(name: &str) -> Option<Refusal> {
    // The library's pattern ends in `$`, which takes one trailing newline along.
    let text = name.strip_suffix('\n').unwrap_or(name);
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return Some(Refusal::Empty);
    };
    if !first.is_ascii_alphabetic() {
        return Some(Refusal::FirstCharacter(first));
    }
    if let Some(bad) = chars.find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
        return Some(Refusal::Character(bad));
    }
    if text.len() > 128 {
        return Some(Refusal::TooLong);
    }
    RESERVED
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text))
        .then_some(Refusal::Reserved)
}
