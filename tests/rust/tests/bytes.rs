//! Both ways against peer.c, which LEAT_PEER names: each decodes what the other wrote, and both refuse the same.

use std::io::Write;
use std::process::{Command, Stdio};

fn peer(word: &str, input: &str) -> String {
    let program = std::env::var("LEAT_PEER").expect("LEAT_PEER: the program that tests/rust/peer.c becomes");
    let mut child = Command::new(program)
        .arg(word)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("LEAT_PEER runs");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    text
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn the_golden_bytes_are_those_of_this_crate() {
    assert_eq!(include_str!("../golden.txt"), bytes::golden());
}

#[test]
fn c_reads_what_rust_writes() {
    assert_eq!(peer("read", &bytes::golden()), "");
}

#[test]
fn rust_reads_what_c_writes() {
    let text = peer("write", "");
    let mut lines = text.lines();
    for case in bytes::cases() {
        let (name, written) = lines.next().unwrap().split_once(' ').unwrap();
        assert_eq!(name, case.name);
        if let Err(error) = (case.accepts)(&unhex(written)) {
            panic!("{name}: {error}");
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn rust_refuses_what_c_refuses() {
    for (name, wrong) in bytes::refused() {
        let case = bytes::cases().into_iter().find(|case| case.name == name).unwrap();
        assert!((case.refuses)(&wrong), "{name} accepts {wrong:02x?}");
    }
}
