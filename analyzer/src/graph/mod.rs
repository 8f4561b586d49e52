//! The pipelines that follow from a model: which dataset a platform has to take in, deliver and
//! transform for whom.
//!
//! One graph per platform and runtime environment, read from left to right: ingestion, export,
//! trigger, transformer, ingestion of what it makes, and so on. Nothing here changes the model, and
//! nothing above it is known.

mod absent;
mod beside;
mod build;
mod cycles;
mod infer;
mod part;
mod priority;
mod reach;
mod scope;
mod served;
mod shape;
mod target;

pub(crate) use beside::{Change, Compared, beside};
pub(crate) use infer::{Pipelines, infer};
pub(crate) use part::neighbourhood;
pub(crate) use served::served;
pub(crate) use shape::{
    Absence, Because, Consistency, Graph, Origin, Priority, Root, RootReason, Spot, State, Step,
    StepKey, Trigger,
};
pub(crate) use target::differ;
