//! The words of the file `TEXT`, counted by four workers, which get a line each in turn, and added up by a reducer.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};

use hydro_lang::location::MemberId;
use hydro_lang::prelude::*;

pub struct Leader {}
pub struct Worker {}
pub struct Reducer {}

/// The lines of the text. A type of its own, as the types that quotes give are written into the generated programs.
pub struct Lines(std::io::Lines<BufReader<File>>);

pub fn lines() -> Lines {
    let file = File::open(crate::report::text("TEXT")).expect("the text");

    Lines(BufReader::with_capacity(1 << 16, file).lines())
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.0.next().map(|line| line.expect("a line"))
    }
}

/// How many words there are, and the sum of each word's hash times its count.
pub fn summary(counts: &HashMap<String, u64>) -> (u64, u64) {
    counts.iter().fold((0, 0), |(words, sum), (word, n)| {
        let hash = word.bytes().fold(0u64, |h, c| h.wrapping_mul(31).wrapping_add(c as u64));

        (words + n, sum.wrapping_add(hash.wrapping_mul(*n)))
    })
}

pub fn word_count<'a>(leader: &Process<'a, Leader>, workers: &Cluster<'a, Worker>, reducer: &Process<'a, Reducer>) {
    let lines = leader
        .source_iter(q!([()]))
        .flat_map_ordered(q!(|_| crate::report::began(crate::word_count::lines())))
        .enumerate()
        .map(q!(|(i, line)| (MemberId::from_raw_id((i % 4) as u32), line)))
        .demux(workers, TCP.fail_stop().bincode());
    let words = lines.flat_map_ordered(q!(|line| {
        line.split(' ').map(String::from).collect::<Vec<_>>()
    }));
    let partial = words
        .map(q!(|word| (word, ())))
        .into_keyed()
        .batch(&workers.tick(), nondet!(/** the reducer adds up */))
        .fold(q!(|| 0u64), q!(|n, _| *n += 1))
        .entries()
        .all_ticks()
        .send(reducer, TCP.fail_stop().bincode())
        .values();
    let counts = partial.fold(
        q!(|| (std::rc::Rc::new(std::cell::RefCell::new(HashMap::<String, u64>::new())), 0u64)),
        q!(
            |acc, (word, n)| {
                *acc.0.borrow_mut().entry(word).or_insert(0) += n;
                acc.1 += n;
            },
            commutative = manual_proof!(/** sums */)
        ),
    );

    counts
        .snapshot(&reducer.tick(), nondet!(/** only the last one is printed */))
        .into_stream()
        .all_ticks()
        .for_each(q!(|(counts, n)| if n == crate::report::number("WORDS") {
            let (words, sum) = crate::word_count::summary(&counts.borrow());

            crate::report::ended(words, sum);
        }));
}
