//! What the programs read from their environment, and what they print.

use std::time::{SystemTime, UNIX_EPOCH};

/// The number that the environment variable `name` holds.
pub fn number(name: &str) -> u64 {
    text(name).parse().expect("a number")
}

pub fn text(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

pub fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_nanos()
}

/// Says that the run begins, and hands `x` on: for the first step of a source.
pub fn began<T>(x: T) -> T {
    println!("began {}", now());
    x
}

pub fn ended(count: u64, sum: u64) {
    println!("ended {}\ncount {count}\nsum {sum}", now());
}
