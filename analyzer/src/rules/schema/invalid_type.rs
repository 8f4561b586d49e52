//! Column types with parameters that make no sense.

use crate::eval::value::Place;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-type",
    group: Group::Schema,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_type.md"),
    checks: &[Check::Object("DDLColumn", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    each_problem(part, false, |column, Wrong { place, what, fixes }| {
        findings
            .report(&RULE, place, format!("Column `{}` cannot have this type: {what}.", column.name("name").shown()))
            .made_by(Some(column.maker()))
            .fixes = fixes;
    });
}

/// What is wrong with a type.
pub(in crate::rules) struct Wrong {
    pub(in crate::rules) place: Place,
    /// As the end of a sentence.
    pub(in crate::rules) what: String,
    pub(in crate::rules) fixes: Vec<Fix>,
}

impl Wrong {
    fn at(place: Place, what: String) -> Self {
        Self { place, what, fixes: Vec::new() }
    }
}

/// Writes a number in the place of an argument.
fn number(kind: Node<'_>, attr: &'static str, what: &str, number: i64) -> Option<Fix> {
    let place = kind.argument(attr)?;
    Some(Fix::new(format!("Make {what} {number}"), Edit::Code { place, code: number.to_string() }))
}

/// Shows what is wrong with the types of a column that are outside of arrays, or those within.
pub(in crate::rules) fn each_problem(part: &Part<'_>, within: bool, mut see: impl FnMut(Node<'_>, Wrong)) {
    let Some(kind) = part.node.node("type").value() else { return };
    let mut stack = vec![(kind, false, 0)];
    while let Some((kind, inside, depth)) = stack.pop() {
        if kind.is_maybe() || depth > 16 {
            continue;
        }
        if inside == within
            && let Some(wrong) = problem(kind)
        {
            see(part.node, wrong);
        }
        let inside = inside || kind.is("ArrayType");
        for attr in ["dataType", "valueType", "keyType"] {
            stack.extend(kind.node(attr).value().map(|inner| (inner, inside, depth + 1)));
        }
        if kind.is("StructType") {
            let fields = kind.nodes("fields").list;
            stack.extend(fields.into_iter().rev().map(|inner| (inner, inside, depth + 1)));
        }
    }
}

fn problem(kind: Node<'_>) -> Option<Wrong> {
    let int = |attr: &'static str| kind.int(attr).value();
    let at = |attr: &'static str| kind.place_of(attr);
    let sizes = [
        ("BoundedDataType", "maxSize", "its size"),
        ("Geography", "maxSize", "its size"),
        ("FixedIntegerDataType", "sizeInBits", "its number of bits"),
        ("CustomFloat", "sizeInBits", "its number of bits"),
        ("CustomFloat", "maxExponent", "its largest exponent"),
        ("MicroScaling_CustomFloat", "batchSize", "its batch size"),
    ];
    for (class, attr, what) in sizes {
        if kind.is(class)
            && let Some(size) = int(attr).filter(|size| *size <= 0)
        {
            let mut wrong = Wrong::at(at(attr), format!("{what} is {size}, it has to be greater than 0"));
            // A size below 0 is a way of others to say that there is none.
            let is_optional = matches!(class, "BoundedDataType" | "Geography") && !kind.is("Decimal");
            if let Some(place) = kind.argument(attr).filter(|_| is_optional) {
                wrong.fixes.push(Fix::new("Leave it without a limit", Edit::Code { place, code: "None".to_owned() }));
            }
            return Some(wrong);
        }
    }
    if kind.is("Decimal") {
        decimal(kind)
    } else if kind.is("CustomFloat") {
        float(kind)
    } else if kind.is("Geography") {
        let system = kind.node("srs").value()?;
        let number = system.int("srid").value().filter(|number| *number < 0)?;
        Some(Wrong::at(
            system.place_of("srid"),
            format!("its reference system has the number {number}, there are none below 0"),
        ))
    } else {
        None
    }
}

fn decimal(kind: Node<'_>) -> Option<Wrong> {
    if kind.get("maxSize").is_absent() {
        return Some(Wrong::at(kind.place_of("maxSize"), "a decimal needs a number of digits".to_owned()));
    }
    let digits = kind.int("precision").value()?;
    let place = kind.place_of("precision");
    if digits < 0 {
        let mut wrong =
            Wrong::at(place, format!("it has {digits} digits after the point, it cannot have fewer than 0"));
        wrong.fixes.extend(number(kind, "precision", "the digits after the point", 0));
        return Some(wrong);
    }
    let size = kind.int("maxSize").value().filter(|size| digits > *size)?;
    let mut wrong = Wrong::at(place, format!("{digits} digits after the point are more than the {size} it has in all"));
    wrong.fixes.extend(number(kind, "precision", "the digits after the point", size));
    wrong.fixes.extend(number(kind, "maxSize", "the digits in all", digits));
    Some(wrong)
}

fn float(kind: Node<'_>) -> Option<Wrong> {
    let int = |attr: &'static str| kind.int(attr).value();
    let at = |attr: &'static str| kind.place_of(attr);
    if let Some(least) = int("minExponent").filter(|least| *least >= 0) {
        return Some(Wrong::at(
            at("minExponent"),
            format!("its smallest exponent is {least}, it has to be less than 0"),
        ));
    }
    if let Some(precision) = int("precision") {
        if precision < 0 {
            return Some(Wrong::at(at("precision"), format!("its precision is {precision}, it cannot be less than 0")));
        }
        if let Some(bits) = int("sizeInBits").filter(|bits| precision > *bits) {
            return Some(Wrong::at(
                at("precision"),
                format!("a precision of {precision} bits does not fit into its {bits} bits"),
            ));
        }
    }
    let is = |attr: &'static str, member: &str| kind.member(attr).value() == Some(Symbol::new(member));
    if is("nonFiniteBehavior", "NanOnly") && is("nanEncoding", "NegativeZero") {
        let class = kind.class().text();
        return Some(Wrong::at(
            at("nanEncoding"),
            format!(
                "`{class}` writes NaN as negative zero and has no infinities, which the check of the pull request refuses together"
            ),
        ));
    }
    None
}
