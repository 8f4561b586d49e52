//! `model`: what every model under a path evaluates to.

use std::sync::Arc;

use anyhow::bail;
use datasurface_analyzer::Files;

use super::check::{Target, load};
use super::output::print;
use super::{Exit, ModelArgs, ModelFormat};
use crate::disk::Disk;

pub(super) fn run(arguments: &ModelArgs) -> anyhow::Result<Exit> {
    let target = Target::new(&arguments.path)?;
    let files: Arc<dyn Files> = Arc::new(Disk);
    let host = load(&files, &target)?;
    if host.snapshot().status().models.is_empty() {
        bail!("{}", target.nothing_found());
    }
    let report = host.model_report(&target.root);
    match arguments.output_format {
        ModelFormat::Json => print(&report.to_json_lines()?)?,
    }
    Ok(Exit::Clean)
}
