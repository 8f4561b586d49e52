//! Support for tests and benchmarks: models of any size, the fixture language, and a client in memory.

pub mod fixture;
pub mod generate;
pub mod protocol;
pub mod repository;
pub mod sample;
