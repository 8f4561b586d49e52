//! Whatever is edited, and in whatever order: the model is that of a fresh load, and the work
//! follows what the edit affects.

mod cases;
mod comparisons;
mod equality;
mod operations;
mod programs;
mod rings;
mod transformations;
mod work;
mod workspace;
