//! Support for tests and benchmarks: models of any size, and the fixture language.

pub mod fixture;
pub mod generate;
