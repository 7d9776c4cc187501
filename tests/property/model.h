/*
 * model.h: a random flow as a graph of nodes, what each collection holds, and what it guarantees.
 *
 * The property test makes random flows (generate.c), works out by lists and loops what each of their
 * sinks must see (reference.c), writes them down as C programs (write.c), runs those with `leat run` in
 * several ways and compares (trial.c). What differs is made small (shrink.c). Nothing here includes or
 * links anything of src/: what the flows mean is written down a second time.
 */
#ifndef PROPERTY_MODEL_H
#define PROPERTY_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory that is never given back, and text ---- */

void *hold(size_t size); /* zeroed */
char *say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- chance: splitmix64 ---- */

struct chance {
    uint64_t state;
};
uint64_t chance_next(struct chance *chance);
/* 0 to below - 1. */
int chance_below(struct chance *chance, int below);
/* from to to. */
int chance_between(struct chance *chance, int from, int to);
bool chance_percent(struct chance *chance, int percent);

/* ---- element types: nothing or a key, and a value ---- */

enum key { KEY_NONE, KEY_NUM, KEY_STR, KEY_SEQ, KEY_MEMBER, KEY_COLOR, KEYS };
enum val { VAL_NUM, VAL_STR, VAL_REC, VAL_BAG, VAL_CHOICE, VAL_BYTES, VAL_COUNT, VALS };

struct type {
    enum key key;
    enum val val;
};

struct string {
    const char *data;
    size_t length;
};

/* item: {int64_t a; leat_str s}. */
struct item {
    int64_t a;
    struct string s;
};

/* The cases of a choice: a number, a text, nothing, and an array of two texts. */
enum { CHOICE_NUMBER, CHOICE_TEXT, CHOICE_NOTHING, CHOICE_ENDS, CHOICES };

/*
 * A value of any type: each uses its part. An item is n and s; a bag {int64_t n; leat_vec(item) items}. Bytes
 * are a string here. A choice has its case in `choice`, and its payload in n, in s, or in s twice. A color is a key: key_num is its value.
 */
struct value {
    int64_t key_num;
    struct string key_str;
    int64_t n;
    struct string s;
    int choice;
    const struct item *items;
    size_t item_count;
};

struct list {
    struct value *items;
    size_t count;
    size_t capacity;
};

void list_add(struct list *list, struct value value);
void list_append(struct list *list, const struct list *other);

bool type_equal(struct type a, struct type b);
const char *type_name(struct type type); /* in C: "int64_t", "num_item" */
const char *key_name(enum key key); /* the type of the key in C */
const char *window_name(enum key key, enum val accumulator);
struct string string_of(const char *text);
int string_compare(struct string a, struct string b);
/* Bytes, then length: of what the program's compare_TYPE() does. */
int value_compare(struct type type, const struct value *a, const struct value *b);
extern const int color_values[3];
/* The bytes that bincode 1 writes. */
int value_compare_encoded(struct type type, const struct value *a, const struct value *b);
int value_compare_keys(struct type type, const struct value *a, const struct value *b);
/* As the program's print_TYPE() prints it. */
char *value_text(struct type type, const struct value *value);

/* ---- quotes: each can be evaluated, and written as C; quotes.c ---- */

/* An element from another: its number is (number * a + b) % m. */
struct make {
    int number; /* which number of the input */
    int64_t a, b, m;
    int string; /* which string */
    int width;
    int key;
    int64_t keys; /* how many there are */
    bool same_key;
    bool same_items; /* of a bag from a bag */
    bool one_more;   /* and one is pushed behind them */
};

/* A condition. */
struct test {
    enum { TEST_MODULO, TEST_STRING, TEST_DIFFERS, TEST_ALL, TEST_KINDS } kind;
    int number;
    int64_t a, b;
    bool captured; /* a and b come by let() */
};

/* What a fold or a reduce does with an element; which there are depends on the accumulator's type. */
enum step {
    STEP_SUM,        /* commutative */
    STEP_MOST,       /* commutative */
    STEP_LAST,
    STEP_MIX,
    STEP_SELDOM,
    STEP_PUSH,
    STEP_PUSH_SOME,
    STEP_RESTART,
    STEP_WINDOW,
    STEP_POP,
    STEPS
};

struct value make_value(const struct make *make, struct type from, const struct value *x, struct type to);
/* `plus`: text behind the number's b. */
char *make_text(const struct make *make, struct type from, const char *x, const char *plus, struct type to);
/* An item of two values; `left`: its string is of the left one. */
struct value pair_value(int number, bool left, struct type l, const struct value *a, struct type r, const struct value *b);
char *pair_text(int number, bool left, struct type l, const char *a, struct type r, const char *b);
/* The same, where either may be missing: NULL, and in C a pointer. */
struct value perhaps_pair_value(int number, bool left, struct type l, const struct value *a, struct type r, const struct value *b);
char *perhaps_pair_text(int number, bool left, struct type l, const char *a, struct type r, const char *b);
/* Only its key. */
void key_value(const struct make *make, struct type from, const struct value *x, enum key key, struct value *to);
char *key_text(const struct make *make, struct type from, const char *x, enum key key);
bool test_value(const struct test *test, struct type from, const struct value *x);
char *test_text(const struct test *test, struct type from, const char *x, int node);
int64_t number_value(int form, struct type type, const struct value *x);
char *number_text(int form, struct type type, const char *x);
struct string string_value(struct type type, const struct value *x, int64_t n);
char *string_text(struct type type, const char *x, const char *n);
bool step_exists(enum step step, enum val from, enum val acc, bool reduces);
bool step_is_commutative(enum step step);
void step_value(enum step step, int number, struct type from, const struct value *x, enum val acc_type, struct value *acc,
                bool reduces);
char *step_text(enum step step, int number, struct type from, const char *x, enum val acc_type, bool reduces, const char *compare);
struct value initial_value(enum val acc, bool guarded);
char *initial_text(enum val acc, bool guarded);

/* ---- flows ---- */

enum op {
#define OPERATOR(ID, name) OP_##ID,
#include "operators.list"
#undef OPERATOR
    OPS
};
extern const char *const op_names[OPS];

enum kind { KIND_STREAM, KIND_SINGLETON, KIND_OPTIONAL, KIND_KEYED_STREAM, KIND_KEYED_SINGLETON };

/*
 * What a collection holds that depends on timing, and what takes that away again: where nothing else
 * may read it. A SUM's parts are summed up behind the tick, and so on; LAST: only its last element counts;
 * REPEATED: it may come again, as far as the checker knows.
 * ATOMIC: it has to come to an end_atomic.
 * SPREAD: over the members of a cluster by a hash of the keys, which the reference does not know: it takes another,
 * and nobody may see the difference, who sees what came from all members.
 * GUARD: an empty tick gives its initial value too, which a filter has to take out.
 */
enum ghost { GHOST_NONE, GHOST_GUARD, GHOST_SUM, GHOST_MOST, GHOST_KEYED_SUM, GHOST_KEYED_MOST, GHOST_UNIQUE, GHOST_NUMBERED, GHOST_LAST, GHOST_REPEATED, GHOST_SPREAD, GHOST_ATOMIC };

enum { KEPT_FOR = 5 }; /* elements of a KEPT source that hold one string */

enum {
    NODES_MOST = 96,
    INPUTS_MOST = 3,
    PLACES_MOST = 6,
    MEMBERS_MOST = 4,
    REGIONS_MOST = 12,
    FLOWS_MOST = 64,
    OUTSIDE = -1, /* of all regions */
};

/* RANGE: just a range, or one in a body; KEPT: a string of the body's own outlives its yields. */
enum source_form { FORM_RANGE, FORM_BODY, FORM_SCRATCH, FORM_KEPT, FORM_ENDLESS };
enum flat_form { FLAT_LOOP, FLAT_RANGE, FLAT_ITEMS, FLAT_TWICE, FLAT_COUNTDOWN, FLAT_EDGES };

struct node {
    enum op op;
    int input[INPUTS_MOST];
    int inputs;
    int region;
    int place;      /* index of the program's place; of a network operator its target */
    int completion; /* of a forward */
    struct type type;

    /* Quotes and the like; which count depends on the operator. */
    int form;
    int64_t count; /* elements of a source, of a limit */
    int64_t by_member; /* a source on a cluster: how much more for each member */
    struct make make;
    struct test test;
    enum step step;
    int number;
    bool descending;
    bool total; /* a sort by all of the element */
    bool prints; /* an inspect: a sink too */
    bool guarded; /* the initial value of a fold is one that nothing else gives */

    /* Derived: derive.c. */
    enum kind kind;
    bool bounded;
    bool ordered;  /* as the checker sees it; of a keyed stream: for each key */
    bool known;    /* the order is known to the reference */
    enum ghost ghost;
    bool endless;
    bool behind_cycle; /* it ends when no message is left anywhere */

    /* What it holds on each member: reference.c. */
    struct list lists[MEMBERS_MOST];
    struct list round[MEMBERS_MOST];
    struct list before[MEMBERS_MOST]; /* of the round before */
};

/* Nodes that belong together: those of a tick, or of a cycle through the network. Consecutive. */
struct region {
    enum region_kind {
        REGION_EXACT, /* a tick whose one batch holds one element: what each tick sees is known */
        REGION_ANY,   /* a tick whose batches may be cut anywhere */
        REGION_LAST,  /* a tick that looks at a changing value: the last counts */
        REGION_CYCLE,
    } kind;
    int place;
    bool is_clocked; /* exact, and without a batch: it begins with the first tick, and causes all others itself */
};

struct place {
    bool is_cluster;
    int members;
};

struct flow {
    const struct program *program;
    int number; /* in all of the run, from 0 */
    struct node nodes[NODES_MOST];
    int count;
    struct region regions[REGIONS_MOST];
    int region_count;
};

struct program {
    uint64_t seed;
    struct place places[PLACES_MOST];
    int place_count;
    bool one_way; /* elements go to places with higher numbers only: no channel is on a cycle */
    struct flow *flows[FLOWS_MOST];
    int flow_count;
};

/* An operator that sends: its place is where it sends to. */
bool op_is_network(enum op op);
bool in_tick(const struct flow *flow, const struct node *node);

/* Derives a node's kind and guarantees from its inputs; false: a node like this is no valid flow. derive.c */
bool derive_node(struct flow *flow, int index);
/* All of them, and that regions are whole. */
bool derive_flow(struct flow *flow);
/* Whether what is upstream of this node may be stopped: everything behind it is a limit's input. */
bool is_cancellable(const struct flow *flow, int index);
bool prints(const struct flow *flow, int index);

/* Works out what the nodes from `from` on hold; false: more than is sensible. reference.c */
bool evaluate(struct flow *flow, int from);

/* How a sink's lines are compared. */
enum comparison { COMPARE_SEQUENCE, COMPARE_SET, COMPARE_BY_KEY, COMPARE_LAST };
enum comparison comparison_of(const struct node *node);

/* A random flow of 2 to 40 operators; generate.c */
struct flow *generate_flow(const struct program *program, int number, uint64_t seed);
/* The operator that all flows like, of which they have many; -1: each likes another. */
extern int liked_by_all;
void generate_places(struct program *program);

/* The program as C; lines in `comment` go on top. write.c */
char *write_program(const struct program *program, const char *comment);

/* What a sink's lines begin with. */
int sink_number(const struct flow *flow, int index);

/* ---- running; trial.c ---- */

struct condition {
    const char *profile;
    int64_t slice, soft_mark, hard_mark, read_buffer; /* 0: as it is by default */
    uint64_t without;                                 /* bit n: trick n of tricks.def is left out */
};
char *condition_text(const struct condition *condition); /* options of `leat run` */

struct trial {
    bool failed;
    enum failure { FAILED_NOT, FAILED_DIFFERENT, FAILED_STATUS, FAILED_REFUSED, FAILED_ENDLESS } how;
    char *why;              /* what differs */
    bool flows[FLOWS_MOST]; /* those that have a sink that differs; none: the run as a whole failed */
};
/* A program in a directory of its own, so that it is compiled once for all conditions. */
struct trials {
    const struct program *program;
    char *directory;
};
void begin_trials(struct trials *trials, const struct program *program);
struct trial try_with(const struct trials *trials, const struct condition *condition);
void end_trials(struct trials *trials);
extern int trial_seconds; /* a run that takes longer has failed */

/* Makes a failing program small, for at most so many seconds; shrink.c. Returns one that fails as well. */
struct program *shrink(const struct program *program, const struct condition *condition, int seconds, struct trial *trial);

#endif
