# shellcheck shell=bash
# The bytes of elements are those of Rust's bincode 1: tests/rust/golden.txt holds what the crate wrote.

test_c_writes_what_rust_does() {
    "$BUILD/rust/peer" write >written
    grep -v '^!' "$ROOT/tests/rust/golden.txt" | diff -u - written
}

test_c_reads_what_rust_wrote_and_refuses_the_rest() {
    run "$BUILD/rust/peer" read <"$ROOT/tests/rust/golden.txt"
    out_is_empty
    [ "$status" -eq 0 ]
}

test_what_is_not_as_it_should_be_is_noticed() {
    sed 's/^u16 3412$/u16 3413/; s/^!bool 02$/!bool 01/' "$ROOT/tests/rust/golden.txt" >wrong
    run_for 1 "$BUILD/rust/peer" read <wrong
    out_is 'u16: is another value
!bool: is accepted'
}
