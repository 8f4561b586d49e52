//! The table that is printed.

use std::fmt::Write as _;
use std::time::Duration;

use tests::generate::Size;

/// What one program took for one task.
pub(crate) struct Row {
    pub(crate) size: Size,
    pub(crate) what: String,
    pub(crate) program: &'static str,
    pub(crate) times: Vec<Duration>,
    /// In bytes.
    pub(crate) peak: Option<u64>,
    pub(crate) note: String,
}

/// The rows as Markdown; rows of another program also say how many times ours takes of theirs.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut text = String::from(
        "| size | task | program | runs | p50 | p95 | p99 | peak memory | work per edit |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let [p50, p95, p99] = [50, 95, 99].map(|part| milliseconds(percentile(&row.times, part)));
        let _ = writeln!(
            text,
            "| {:?} | {} | {} | {} | {p50} | {p95} | {p99} | {} | {} |",
            row.size,
            row.what,
            row.program,
            row.times.len(),
            row.peak
                .map_or("?".to_owned(), |bytes| format!("{} MB", bytes / 1_000_000)),
            row.note,
        );
    }
    let mut ratios = String::new();
    for pair in rows.windows(2) {
        let [ours, theirs] = pair else { continue };
        if ours.size != theirs.size || ours.what != theirs.what {
            continue;
        }
        let [p50, p95, p99] = [50, 95, 99].map(|part| {
            let theirs = percentile(&theirs.times, part).as_secs_f64();
            percentile(&ours.times, part).as_secs_f64() / theirs
        });
        let memory = match (ours.peak, theirs.peak) {
            (Some(ours), Some(theirs)) => {
                let hundredths = ours * 100 / theirs.max(1);
                format!("{}.{:02}", hundredths / 100, hundredths % 100)
            }
            _ => "?".to_owned(),
        };
        let _ = writeln!(
            ratios,
            "| {:?} | {} | {p50:.2} | {p95:.2} | {p99:.2} | {memory} |",
            ours.size, ours.what
        );
    }
    if !ratios.is_empty() {
        text.push_str("\nOur time and memory as a multiple of theirs:\n\n| size | task | p50 | p95 | p99 | peak memory |\n|---|---|---|---|---|---|\n");
        text.push_str(&ratios);
    }
    text
}

/// The time that `part` percent of the runs stay within.
fn percentile(times: &[Duration], part: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    let rank = (sorted.len() * part).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 {
        format!("{milliseconds:.2} ms")
    } else {
        format!("{milliseconds:.0} ms")
    }
}
