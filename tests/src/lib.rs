//! Test support.

pub mod protocol;
