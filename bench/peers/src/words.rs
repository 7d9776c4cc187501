//! Texts: a diamond of words, upper case in place and in new texts, and texts that grow.

use dfir_rs::dfir_syntax;

use crate::{peer, Barrier, Run};

peer!(leat_peer_words_diamond_dfir_rs, diamond);
peer!(leat_peer_words_upcase_dfir_rs, upcase);
peer!(leat_peer_words_upcase_allocating_dfir_rs, upcase_allocating);
peer!(leat_peer_words_concatting_dfir_rs, concatting);

/// `struct word`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Word {
    letters: *const u8,
    length: usize,
}

impl Word {
    fn text(self) -> &'static str {
        // SAFETY: the program that calls keeps its input as long as it lives, and it is UTF-8.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(self.letters, self.length)) }
    }
}

fn texts(run: &Run) -> Vec<String> {
    run.input::<Word>().iter().map(|word| word.text().to_owned()).collect()
}

fn hash(word: &str) -> u32 {
    word.bytes().fold(0, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)))
}

fn diamond<B: Barrier>(run: &mut Run) {
    let words = texts(run);
    run.measure(
        || {
            let words = words.clone();
            dfir_syntax! {
                odd = source_iter(words) -> filter(|word: &String| hash(word) % 2 == 1) -> tee();
                odd -> flat_map(|word: String| [format!("hi {word}"), format!("bye {word}")]) -> all;
                odd -> filter(|word: &String| word.len() % 5 == 0) -> all;
                all = union() -> fold::<'tick>(|| 0u64, |sum: &mut u64, word: String| {
                    std::hint::black_box(word.as_ptr());
                    *sum += word.len() as u64;
                }) -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

macro_rules! twenty {
    ($run:ident, $map:expr) => {
        let rows = texts($run);
        $run.measure(
            || {
                let rows = rows.clone();
                dfir_syntax! {
                    source_iter(rows)
                        -> map($map) -> map($map) -> map($map) -> map($map) -> map($map)
                        -> map($map) -> map($map) -> map($map) -> map($map) -> map($map)
                        -> map($map) -> map($map) -> map($map) -> map($map) -> map($map)
                        -> map($map) -> map($map) -> map($map) -> map($map) -> map($map)
                        -> for_each(|row: String| B::sink_bytes(row.as_bytes()));
                }
            },
            |graph| graph.run_available_sync(),
        );
    };
}

fn in_place(mut row: String) -> String {
    row.make_ascii_uppercase();
    row
}

fn in_a_new_one(row: String) -> String {
    row.to_uppercase()
}

fn with_more(mut row: String) -> String {
    row.push_str("barfoo");
    row
}

fn upcase<B: Barrier>(run: &mut Run) {
    twenty!(run, in_place);
}

fn upcase_allocating<B: Barrier>(run: &mut Run) {
    twenty!(run, in_a_new_one);
}

fn concatting<B: Barrier>(run: &mut Run) {
    twenty!(run, with_more);
}
