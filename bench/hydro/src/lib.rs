//! The programs of the benchmarks, written in Hydro. Each process prints what bench/lib's readers understand:
//! `began NS`, `ended NS` on the machine's clock, then counts and checksums.

#[cfg(stageleft_runtime)]
hydro_lang::setup!();

pub mod channel;
pub mod report;
pub mod round_trip;
pub mod two_phase_commit;
pub mod word_count;
