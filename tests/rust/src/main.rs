//! Prints what golden.txt holds.

fn main() {
    print!("{}", bytes::golden());
}
