//! The version of the DSL's package that is installed beside a model.

use std::sync::Arc;

use crate::eval::value::Place;
use crate::syntax::ir::{FileId, UnitId};
use crate::text::Span;

/// The file that says what is installed.
pub(crate) const REQUIREMENTS: &str = "requirements.txt";

/// The one version that requirements ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pin {
    pub(crate) version: Arc<str>,
    pub(crate) place: Place,
}

/// The version of `datasurface` that a file of requirements asks for, where it asks for exactly one.
pub(crate) fn read_pin(file: FileId, text: &str) -> Option<Pin> {
    let mut pins = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((version, at)) = pinned(line) {
            let from = u32::try_from(start + at).ok()?;
            let to = u32::try_from(start + at + version.len()).ok()?;
            pins.push(Pin {
                version: version.into(),
                place: Place {
                    file,
                    unit: UnitId::NONE,
                    span: Span::new(from, to),
                },
            });
        }
        start += line.len();
    }
    // Lines for different platforms may ask for different ones.
    (pins.len() == 1).then(|| pins.pop()).flatten()
}

/// The version of a line such as `datasurface[yellow]==1.4.2 ; python_version > "3.11"  # why`, and
/// where in the line it starts.
fn pinned(line: &str) -> Option<(&str, usize)> {
    let code = line.split(['#', ';']).next()?;
    let (name, version) = code.split_once("==")?;
    let name = name.split('[').next()?.trim();
    let version = version.trim_start_matches('=').trim();
    let is_one = !version.is_empty()
        && version
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.');
    if !name.eq_ignore_ascii_case("datasurface") || !is_one {
        return None;
    }
    Some((version, line.find(version)?))
}
