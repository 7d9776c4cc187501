//! The values of peer.c, as a Rust program would declare them.

use serde::{de::DeserializeOwned, Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

/// One value: its name, its bytes, and whether bytes are it.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// Decodes what C wrote: it must be this value, and the same bytes when it is written again.
    pub accepts: Box<dyn Fn(&[u8]) -> Result<(), String>>,
    /// Whether bytes can be decoded at all.
    pub refuses: Box<dyn Fn(&[u8]) -> bool>,
}

fn case<T: Serialize + DeserializeOwned + PartialEq + Debug + 'static>(name: &'static str, value: T) -> Case {
    Case {
        name,
        bytes: bincode::serialize(&value).expect("a value that bincode writes"),
        accepts: Box::new(move |bytes| {
            let got: T = bincode::deserialize(bytes).map_err(|error| error.to_string())?;
            if got != value {
                return Err(format!("got {got:?}, wanted {value:?}"));
            }
            let again = bincode::serialize(&got).map_err(|error| error.to_string())?;
            if again != bytes {
                return Err(format!("{got:?} is written as {again:02x?}, and C wrote {bytes:02x?}"));
            }
            Ok(())
        }),
        refuses: Box::new(|bytes| bincode::deserialize::<T>(bytes).is_err()),
    }
}

#[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
struct Item {
    id: u64,
    name: String,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Scalars {
    b: bool,
    i8: i8,
    u8: u8,
    i16: i16,
    u16: u16,
    i32: i32,
    u32: u32,
    i64: i64,
    u64: u64,
    f32: f32,
    f64: f64,
}

/// Explicit values are no part of the bytes: they are the variant's place.
#[derive(Serialize, Deserialize, PartialEq, Debug, Clone, Copy)]
enum Color {
    Red = 3,
    Green = 7,
    Blue = -1,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
enum Choice {
    U,
    N(u8),
    T(u8, u16),
    S { x: u8, y: bool },
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
enum Tree {
    Leaf(i32),
    Inner(Vec<Tree>),
    Named { name: String, below: Vec<Tree> },
    Pair([String; 2]),
    Hue(Option<Color>),
    Nothing,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Grid {
    cells: [[u16; 2]; 2],
    names: [String; 2],
    flags: [bool; 3],
    colors: [Color; 2],
    items: [Item; 1],
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct MemberId(u32);

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Everything {
    scalars: Scalars,
    text: String,
    bytes: Vec<u8>,
    item: Item,
    items: Vec<Item>,
    some: Option<Item>,
    none: Option<Box<Item>>,
    color: Color,
    choice: Choice,
    tree: Tree,
    grid: Grid,
    map: BTreeMap<String, i64>,
    matrix: Vec<Vec<i32>>,
    when: i64,
    maybe: Vec<Option<Color>>,
}

fn item(id: u64, name: &str) -> Item {
    Item { id, name: name.to_string() }
}

fn scalars() -> Scalars {
    Scalars {
        b: true,
        i8: i8::MIN,
        u8: u8::MAX,
        i16: -2,
        u16: 0x1234,
        i32: i32::MIN,
        u32: u32::MAX,
        i64: i64::MIN,
        u64: u64::MAX,
        f32: -0.0,
        f64: 1.5,
    }
}

fn tree() -> Tree {
    Tree::Inner(vec![
        Tree::Leaf(-5),
        Tree::Nothing,
        Tree::Named { name: "n".into(), below: vec![Tree::Hue(Some(Color::Blue)), Tree::Hue(None)] },
        Tree::Pair(["a".into(), String::new()]),
    ])
}

fn grid() -> Grid {
    Grid {
        cells: [[1, 2], [3, 4]],
        names: ["é".into(), String::new()],
        flags: [true, false, true],
        colors: [Color::Blue, Color::Red],
        items: [item(9, "nine")],
    }
}

fn totals() -> [(String, i64); 3] {
    [("".to_string(), 0), ("a".to_string(), -1), ("b".to_string(), i64::MAX)]
}

pub fn cases() -> Vec<Case> {
    vec![
        case("bool", true),
        case("i8", -1i8),
        case("u8", 7u8),
        case("i16", -2i16),
        case("u16", 0x1234u16),
        case("i32", -2i32),
        case("u32", 0x12345678u32),
        case("i64", -2i64),
        case("u64", u64::MAX),
        case("usize", 7usize),
        case("f32", 1.0f32),
        case("f64", 1.5f64),
        case("string", "hi \u{20ac}".to_string()),
        case("empty_string", String::new()),
        case("bytes", vec![1u8, 2, 255]),
        case("path", PathBuf::from("/a")),
        case("some", Some(5u8)),
        case("none", None::<u8>),
        case("some_item", Some(item(1, "x"))),
        case("vec", vec![1u16, 2, 3]),
        case("deque", VecDeque::from([1u16, 2, 3])),
        case("empty_vec", Vec::<u16>::new()),
        case("vec_of_bool", vec![true, false]),
        case("vec_of_strings", vec!["a".to_string(), String::new()]),
        case("vec_of_vecs", vec![vec![1i32, 2], vec![], vec![3]]),
        case("tuple", (1u8, 2u16)),
        case("pair_of_strings", ("k".to_string(), "v".to_string())),
        case("struct", item(1, "x")),
        case("scalars", scalars()),
        case("newtype", MemberId(7)),
        case("boxed", Box::new(item(1, "x"))),
        case("range", 1u32..5),
        case("duration", Duration::new(1, 500_000_000)),
        case("system_time", UNIX_EPOCH + Duration::new(1_700_000_000, 5)),
        case("unix_nanoseconds", 1_700_000_000_000_000_005i64),
        case("color_red", Color::Red),
        case("color_green", Color::Green),
        case("color_blue", Color::Blue),
        case("vec_of_colors", vec![Color::Blue, Color::Red]),
        case("some_color", Some(Color::Green)),
        case("choice_u", Choice::U),
        case("choice_n", Choice::N(9)),
        case("choice_t", Choice::T(1, 2)),
        case("choice_s", Choice::S { x: 1, y: true }),
        case("vec_of_choices", vec![Choice::U, Choice::N(9), Choice::U]),
        case("result_ok", Ok::<u8, String>(1)),
        case("result_err", Err::<u8, String>("no".into())),
        case("tree", tree()),
        case("tree_leaf", Tree::Leaf(i32::MIN)),
        case("grid", grid()),
        case("address_v4", IpAddr::V4(Ipv4Addr::LOCALHOST)),
        case("address_v6", IpAddr::V6(Ipv6Addr::LOCALHOST)),
        case("socket_v4", "127.0.0.1:80".parse::<SocketAddr>().unwrap()),
        case("socket_v6", "[::1]:80".parse::<SocketAddr>().unwrap()),
        case("map", BTreeMap::from(totals())),
        case("map_of_maps", BTreeMap::from([(1u8, BTreeMap::from(totals())), (2, BTreeMap::new())])),
        case("hash_map", HashMap::from([(1u8, "a".to_string())])),
        case("set", BTreeSet::from([1i32, 2, 300])),
        case("hash_set", HashSet::from(["a".to_string()])),
        case(
            "everything",
            Everything {
                scalars: scalars(),
                text: "text\0\n".into(),
                bytes: vec![0, 255],
                item: item(1, ""),
                items: vec![item(2, "two"), item(3, "three")],
                some: Some(item(4, "four")),
                none: None,
                color: Color::Green,
                choice: Choice::T(5, 6),
                tree: tree(),
                grid: grid(),
                map: BTreeMap::from(totals()),
                matrix: vec![vec![], vec![1, -1]],
                when: -1,
                maybe: vec![None, Some(Color::Red)],
            },
        ),
    ]
}

/// Bytes that are no value of the case's type: both sides refuse them.
pub fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let mut long = vec![0xff; 8];
    long.push(b'x');
    vec![
        ("bool", vec![2]),
        ("some", vec![2, 0]),
        ("some", vec![1]),
        ("color_red", vec![3, 0, 0, 0]),
        ("color_red", vec![7, 0, 0, 0]),
        ("color_red", vec![0, 0, 0]),
        ("choice_u", vec![4, 0, 0, 0]),
        ("choice_n", vec![1, 0, 0, 0]),
        ("choice_s", vec![3, 0, 0, 0, 1, 2]),
        ("result_ok", vec![2, 0, 0, 0, 0]),
        ("vec_of_choices", vec![1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("grid", vec![0; 30]),
        ("string", long),
        ("u64", vec![0; 7]),
    ]
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lines `name bytes` for what is accepted, `!name bytes` for what is refused.
pub fn golden() -> String {
    let mut text = String::new();
    for case in cases() {
        text += &format!("{} {}\n", case.name, hex(&case.bytes));
    }
    for (name, bytes) in refused() {
        text += &format!("!{name} {}\n", hex(&bytes));
    }
    text
}
