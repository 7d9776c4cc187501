/*
 * pages.c: one page for each code: what it means, an example that is wrong, and what to write instead.
 */
#include "check/pages.h"

/* clang-format off */
const struct leat__page leat__pages[] = {
{
    "LEAT0101", "the inputs of an operator are at different places",
    "Every collection lives at one location: a process or a cluster. An operator runs where its inputs\n"
    "are, so that all of them have to be at one location; a tick takes what is at its own location, and\n"
    "a forward is completed at the location where it was made. Only network operators move a collection.\n"
    "Collections of two flows never meet: each flow is checked and run for itself.\n",
    "leat_stream(int) a = leat_source_iter(first, int, q(range(0, 10)));\n"
    "leat_stream(int) b = leat_source_iter(second, int, q(range(0, 10)));\n"
    "leat_stream(int) both = leat_merge(a, b);\n",
    "leat_stream(int) both = leat_merge(a, leat_send_bincode(b, first));\n",
},
{
    "LEAT0102", "a network operator of the wrong form",
    "From a process there is one sender, and the order is its own: leat_send_bincode to a process,\n"
    "leat_broadcast_bincode and leat_demux_bincode to a cluster. From a cluster there are several\n"
    "senders, and the program says what becomes of them: ..._tagged keeps the order of each, as a keyed\n"
    "stream of a record whose key is a leat_member; ..._interleaved mixes them, without order.\n"
    "The target belongs to the same flow.\n",
    "leat_stream(int) counts = leat_source_iter(workers, int, q(range(0, 10)));\n"
    "leat_stream(int) all = leat_send_bincode(counts, leader);\n",
    "leat_stream(int) all = leat_send_bincode_interleaved(counts, leader);\n"
    "\n"
    "leat_keyed(from, leat_member, int)           /* at file scope */\n"
    "leat_keyed_stream(from) each = leat_send_bincode_tagged(counts, leader, from);\n",
},
{
    "LEAT0103", "a forward that is never completed",
    "leat_forward gives a stream before what it consists of is known, so that a cycle can be written\n"
    "down. It has to be completed by leat_complete with the stream that it stands for; otherwise its\n"
    "readers wait for ever.\n",
    "leat_hole *hole;\n"
    "leat_stream(int) back = leat_forward(process, int, &hole);\n"
    "leat_for_each(back, q(n, printf(\"%d\\n\", n)));\n",
    "leat_stream(int) there = leat_send_bincode(leat_merge(first, back), other);\n"
    "leat_complete(hole, leat_send_bincode(there, process));\n",
},
{
    "LEAT0104", "a cycle within one turn",
    "A location runs its operators in order, each once in a turn. What goes round in a cycle has to wait\n"
    "somewhere: on the network, or, inside a tick, in leat_defer_tick, which gives it to the next tick.\n"
    "A tick runs as one. Seen from outside, what comes out of it by leat_all_ticks and goes into the\n"
    "same tick again by leat_batch is a cycle, whatever it passes through inside.\n",
    "leat_stream(int) back = leat_forward(process, int, &hole);\n"
    "leat_complete(hole, leat_map(leat_merge(first, back), int, q(n, n / 2)));\n",
    "leat_tick *tick = leat_tick_of(process);\n"
    "leat_stream(int) in = leat_batch(first, tick, nondet(\"each number for itself\"));\n"
    "leat_stream(int) back = leat_forward(tick, int, &hole);\n"
    "leat_stream(int) half = leat_map(leat_merge(in, back), int, q(n, n / 2));\n"
    "leat_complete(hole, leat_defer_tick(leat_filter(half, q(n, n > 0))));\n",
},
{
    "LEAT0105", "a location or a tick with nothing in it",
    "A warning: the location is started, and ends at once; the tick never runs. Mostly an operator\n"
    "stands at another location than was meant.\n",
    "leat_process *helper = leat_flow_process(flow, &(leat_process_spec){.name = \"helper\"});\n"
    "leat_for_each(numbers, q(n, printf(\"%d\\n\", n)));      /* numbers is not at helper */\n",
    "leat_for_each(leat_send_bincode(numbers, helper), q(n, printf(\"%d\\n\", n)));\n",
},
{
    "LEAT0106", "a collection that nobody reads",
    "A warning: what the operator gives is dropped. A flow does something by its sinks only:\n"
    "leat_for_each, leat_assert_equal, leat_embed_output.\n",
    "leat_map(numbers, int, q(n, n * n));\n",
    "leat_for_each(leat_map(numbers, int, q(n, n * n)), q(n, printf(\"%d\\n\", n)));\n",
},
{
    "LEAT0107", "a forward completed twice, or by another type",
    "A forward stands for one stream, of the element type that leat_forward named. (Two names of one\n"
    "scalar, as int and int32_t, are one type.)\n",
    "leat_stream(int) back = leat_forward(process, int, &hole);\n"
    "leat_complete(hole, some);\n"
    "leat_complete(hole, others);\n",
    "leat_complete(hole, leat_merge(some, others));\n",
},
{
    "LEAT0108", "a null handle",
    "A handle is what a leat_ call returned. One that is null belongs to no flow, so that the program\n"
    "ends there. Mostly it was declared and not assigned, or a function that makes it has failed.\n",
    "leat_stream(int) numbers = 0;\n"
    "leat_for_each(numbers, q(n, printf(\"%d\\n\", n)));\n",
    "leat_stream(int) numbers = leat_source_iter(process, int, q(range(0, 10)));\n"
    "leat_for_each(numbers, q(n, printf(\"%d\\n\", n)));\n",
},
{
    "LEAT0109", "inside of a tick and outside of it",
    "What is inside a tick is bounded, and starts afresh in each tick; what is outside goes on for ever.\n"
    "A stream comes in by leat_batch, a singleton by leat_snapshot, and a stream goes out by\n"
    "leat_all_ticks. Within a tick, leat_defer_tick gives elements to the next one. The network, sources\n"
    "and leat_sample_every are outside.\n",
    "leat_stream(int) batch = leat_batch(numbers, tick, nondet(\"...\"));\n"
    "leat_stream(int) sent = leat_send_bincode(batch, other);\n",
    "leat_stream(int) sent = leat_send_bincode(leat_all_ticks(batch), other);\n",
},
{
    "LEAT0110", "a channel's name that is none, or another's",
    "channel(\"...\") gives a channel a name, which stands in messages and in graphs, in place\n"
    "of the operator and its line. It has letters, digits, `_`, `-` and `.`, and belongs to one channel.\n",
    "leat_send_bincode(orders, a, channel(\"orders\"));\n"
    "leat_send_bincode(returns, b, channel(\"orders\"));\n",
    "leat_send_bincode(orders, a, channel(\"orders\"));\n"
    "leat_send_bincode(returns, b, channel(\"returns\"));\n",
},
{
    "LEAT0121", "an operator that cannot be on the cycle of a fixpoint",
    "What goes round leat_iterate goes round one by one, until nothing is new. On the way from it to its\n"
    "leat_complete may stand what handles each element as it comes: map, filter, filter_map, flat_map,\n"
    "key_by, map_values, inspect, merge, unique and join. A fold, a sort, or another fixpoint waits for\n"
    "an end that is only there when nothing comes any more. What is not on the cycle may be anything: the\n"
    "result can be counted, and what the cycle looks up can be a fold of something else.\n",
    "leat_stream(edge) reached = leat_iterate(edges, &hole);\n"
    "leat_complete(hole, leat_entries(leat_fold_keyed(reached, ...)));\n",
    "leat_stream(edge) reached = leat_iterate(edges, &hole);\n"
    "leat_complete(hole, leat_join(reached, edges, edge, q(key, l, r, (edge){l, r})));\n"
    "leat_keyed_singleton(edge) sums = leat_fold_keyed(reached, ...);\n",
},
{
    "LEAT0122", "a fixpoint with nothing that goes round",
    "leat_complete closes the cycle that leat_iterate begins: with what is made of its own elements,\n"
    "within the same turn. What comes from elsewhere is a part of the seed. What waits for the next tick\n"
    "(leat_defer_tick) or crosses the network goes round leat_forward.\n",
    "leat_stream(node) reached = leat_iterate(roots, &hole);\n"
    "leat_complete(hole, more_roots);\n",
    "leat_stream(node) reached = leat_iterate(leat_merge(roots, more_roots), &hole);\n"
    "leat_complete(hole, leat_flat_map(reached, node, q(n, { ... yield(neighbour); ... })));\n",
},
{
    "LEAT0123", "what goes round iterate_best is read elsewhere",
    "On the cycle of leat_iterate_best are elements that were the best of their key for a time: how many,\n"
    "and which, depends on what came first. Its result is for others: it has the best of each key.\n",
    "leat_stream(way) ways = leat_iterate_best(start, &hole, q(a, b, a.value < b.value));\n"
    "leat_stream(way) next = leat_join(ways, roads, way, q(...));\n"
    "leat_complete(hole, next);\n"
    "leat_for_each(next, ...);\n",
    "leat_for_each(ways, ...);\n",
},
{
    "LEAT0124", "an atomic region without a beginning or without an end",
    "leat_end_atomic gives an element when every later snapshot sees what it did. For that it has to know\n"
    "where its region begins: leat_atomic, and between the two only what gives each element at once (map,\n"
    "filter, filter_map, flat_map, key_by, map_values, inspect).\n",
    "leat_keyed_singleton(entry) state = leat_fold_keyed(writes, ...);\n"
    "leat_stream(ack) acks = leat_end_atomic(leat_map(writes, ack, q(w, ...)));\n",
    "leat_stream(write) now = leat_atomic(writes);\n"
    "leat_keyed_singleton(entry) state = leat_fold_keyed(now, ...);\n"
    "leat_stream(ack) acks = leat_end_atomic(leat_map(now, ack, q(w, ...)));\n",
},
{
    "LEAT0125", "an operator that holds back what is atomic",
    "What an atomic region leads to has to be done at the end of the turn in which an element came, or a\n"
    "snapshot that is taken after the acknowledgement might not see it. A job on a thread (leat_resolve),\n"
    "what waits for the next tick, and what waits for another input give their elements later; outside of\n"
    "ticks leat_lookup and its like wait so, and a fixpoint may take several turns.\n",
    "leat_stream(write) now = leat_atomic(writes);\n"
    "leat_singleton(int) sum = leat_fold(leat_resolve(now, int, q(w, slow(w))), ...);\n",
    "leat_stream(int) now = leat_atomic(leat_resolve(writes, int, q(w, slow(w))));\n"
    "leat_singleton(int) sum = leat_fold(now, ...);\n",
},
{
    "LEAT0201", "an operator that needs bounded input",
    "leat_sort, leat_entries, leat_into_stream, leat_assert_equal and the first input of leat_chain wait\n"
    "for the end of their input. leat_source_iter, leat_source_lines and the content of a tick are\n"
    "bounded, also behind the network: the end travels. leat_source_generate, leat_source_interval,\n"
    "leat_forward and leat_sample_every are unbounded, and so is what comes of them.\n"
    "An aggregate of unbounded input is a value that changes: it can be looked at, but has no last value.\n",
    "leat_stream(int64_t) beats = leat_source_interval(process, q(100), nondet(\"...\"));\n"
    "leat_for_each(leat_into_stream(leat_count(beats)), q(n, printf(\"%lu\\n\", n)));\n",
    "leat_for_each(leat_sample_every(leat_count(beats), q(1000), nondet(\"progress\")),\n"
    "              q(n, printf(\"%lu\\n\", n)));\n"
    "\n"
    "leat_tick *tick = leat_tick_of(process);      /* or in pieces that end */\n"
    "leat_stream(int64_t) batch = leat_batch(beats, tick, nondet(\"each beat for itself\"));\n"
    "leat_for_each(leat_sort(batch, q(a, b, (a > b) - (a < b))), q(n, printf(\"%ld\\n\", n)));\n",
},
{
    "LEAT0202", "an operator that needs each element once",
    "Channels bring each element once, unless the flow says otherwise: behind leat_weaken_retries an\n"
    "element may come several times (where there is an order, one behind the other). A fold or reduce, and\n"
    "the statement of for_each and inspect, then need the claim that a repetition makes no difference,\n"
    "idempotent(\"...\"), unless the C compiler can prove it of a step. What counts, numbers or collects\n"
    "(leat_count, leat_enumerate, leat_limit, leat_collect) cannot do with repetitions at all; leat_min,\n"
    "leat_max, leat_first, leat_last and leat_distinct_count can. leat_unique takes them away.\n"
    "A channel that is lossy(\"...\") loses elements: every summary, and what numbers or pairs them, then says\n"
    "why that is fine, by nondet(\"...\") or leat_assume_exactly_once before it; and so does leat_anti_join, to\n"
    "which what was lost was never there.\n",
    "leat_stream(int) again = leat_weaken_retries(numbers);\n"
    "leat_singleton(int) sum = leat_fold(again, int, q(0), q(acc, x, acc += x));\n",
    "leat_singleton(int) sum = leat_fold(leat_unique(again), int, q(0), q(acc, x, acc += x));\n"
    "\n"
    "leat_singleton(int) most = leat_fold(again, int, q(0), q(acc, x, acc = x > acc ? x : acc));\n"
    "\n"
    "leat_stream(int) once = leat_assume_exactly_once(again, nondet(\"an estimate is enough\"));\n",
},
{
    "LEAT0203", "an operator that cannot do without an order",
    "leat_enumerate, leat_limit, leat_zip and leat_zip_longest give something else in each order of their\n"
    "inputs, so that no claim makes up for a missing one. Order is lost by leat_merge, by\n"
    "..._interleaved, by leat_entries, and where a keyed stream is taken as a plain one.\n",
    "leat_stream(int) mixed = leat_send_bincode_interleaved(counts, leader);\n"
    "leat_for_each(leat_limit(mixed, q(3)), q(n, printf(\"%d\\n\", n)));\n",
    "leat_stream(int) sorted = leat_sort(mixed, q(a, b, (a > b) - (a < b)));\n"
    "leat_for_each(leat_limit(sorted, q(3)), q(n, printf(\"%d\\n\", n)));\n",
},
{
    "LEAT0204", "an operator that needs an order, or a claim that it needs none",
    "The step of a fold or reduce, and the statement of for_each and inspect, run once for each element,\n"
    "one after the other. On a stream without order they run in another order each time. Either the\n"
    "result is the same in any order: then say why, with commutative(\"...\"). Or it is not quite the\n"
    "same, as with sums of floats: then say why that is fine, with nondet(\"...\"). Or keep the order.\n"
    "The keyed forms, and all of them on a keyed stream, need an order for each key only.\n"
    "Of the step of a fold or reduce the C compiler is asked first. Where it can prove that the order makes\n"
    "no difference, whatever the values are, nothing has to be said: so it is for sums of integers, counts,\n"
    "bits, the least and the most, also in members of a record; not for floats, loops, and texts.\n",
    "leat_stream(int) partial = leat_send_bincode_interleaved(counts, leader);\n"
    "leat_singleton(int) code = leat_fold(partial, int, q(0), q(acc, x, acc = acc * 10 + x));\n",
    "leat_singleton(int) sum = leat_fold(partial, int, q(0), q(acc, x, acc += x));\n"
    "\n"
    "leat_singleton(set) all = leat_fold(partial, set, q((set){0}), q(acc, x, insert(&acc, x)),\n"
    "                                    commutative(\"a set is kept sorted\"));\n"
    "\n"
    "leat_keyed_stream(from) tagged = leat_send_bincode_tagged(counts, leader, from);\n"
    "leat_keyed_singleton(from) codes = leat_fold_keyed(tagged, from, q(0),\n"
    "                                                   q(acc, x, acc = acc * 10 + x));\n",
},
{
    "LEAT0205", "a reason that is missing or empty",
    "What depends on timing is written down with the reason why that is fine: leat_batch, leat_snapshot,\n"
    "leat_sample_every and leat_source_interval take nondet(\"...\"). A flow without nondet has one result.\n"
    "The reasons are drawn by `leat graph`. A claim (commutative, idempotent, monotone) says why it holds.\n",
    "leat_stream(int) batch = leat_batch(numbers, tick, nondet(\"\"));\n",
    "leat_stream(int) batch = leat_batch(numbers, tick, nondet(\"each number is printed for itself\"));\n",
},
{
    "LEAT0206", "time or chance in a quote",
    "leat_now and leat_random give another value in each run. A quote that calls them, itself or by a\n"
    "function of its source file, needs nondet(\"...\") at its operator.\n",
    "leat_stream(stamped) stamps = leat_map(numbers, stamped, q(n, (stamped){leat_now(), n}));\n",
    "leat_stream(stamped) stamps = leat_map(numbers, stamped, q(n, (stamped){leat_now(), n}),\n"
    "                                       nondet(\"the time of arrival is what is wanted\"));\n",
},
{
    "LEAT0207", "a threshold of a value that may fall",
    "leat_threshold gives its limit once, when a value has come to it. Whether it ever does must not depend\n"
    "on the moments at which the value is looked at: so the value must only ever grow. A leat_count does;\n"
    "of a leat_fold it is to be said, and why: monotone(\"...\").\n",
    "leat_singleton(int) last = leat_fold(numbers, int, q(0), q(acc, n, acc = n));\n"
    "leat_stream(int) passed = leat_threshold(last, q(100));\n",
    "leat_singleton(int) most = leat_fold(numbers, int, q(0), q(acc, n, { if (n > acc) acc = n; }),\n"
    "                                     monotone(\"a maximum\"));\n"
    "leat_stream(int) passed = leat_threshold(most, q(100));\n",
},
{
    "LEAT0221", "a quote that asks the C library for time or chance",
    "What time(), rand() and their like give is another value in each run, and Leat does not know of it.\n"
    "A quote asks Leat: leat_now(), leat_random(), with a reason at its operator. Nor may a quote that\n"
    "makes a value read files or standard input, or call what remembers something between calls, as\n"
    "strtok() does. `leat check` finds such calls in the compiled code, also in functions of other source\n"
    "files that the quote calls; the message says by which way.\n",
    "leat_stream(int) drawn = leat_map(numbers, int, q(n, n + rand() % 6));\n",
    "leat_stream(int) drawn = leat_map(numbers, int, q(n, n + (int)(leat_random() % 6)),\n"
    "                                  nondet(\"dice\"));\n",
},
{
    "LEAT0222", "a quote that depends on a variable which can change",
    "Each process has global and static variables of its own, as they were when the program was loaded:\n"
    "nothing that main() stores in them is there. And what a quote stores in one is seen by the elements\n"
    "that happen to come later at the same process. So a quote that makes a value, and what it calls, may\n"
    "read constants, and nothing else of that kind. The statement of leat_for_each and leat_inspect, and\n"
    "the body of a source, may keep such a state: they are there for their effects.\n"
    "`leat check` finds the variables in the compiled code, also behind functions of other source files.\n",
    "static int seen;\n"
    "leat_stream(int) numbered = leat_map(numbers, int, q(n, n + seen++));\n",
    "leat_stream(numbered) counted = leat_enumerate(numbers, numbered);\n"
    "\n"
    "static const int limit = 4;                       /* it never changes */\n"
    "\n"
    "int limit = atoi(argv[1]);                        /* known now: captured */\n"
    "leat_stream(int) few = leat_filter(numbers, q(n, n < limit), let(limit));\n",
},
{
    "LEAT0223", "a claim that does not hold",
    "commutative(\"...\") says that a step gives the same result in any order, idempotent(\"...\") that an\n"
    "element which comes again makes no difference, monotone(\"...\") that the value, a number, never becomes\n"
    "less. `leat check` tries each claim of a fold or reduce on random values, beginning with what it starts\n"
    "with, and prints the elements on which it fails. Sums of floats are rounded after each step, so that\n"
    "they are not commutative: if that is fine, it is non-determinism with a reason.\n",
    "leat_singleton(double) sum = leat_fold(mixed, double, q(0), q(acc, x, acc += x),\n"
    "                                       commutative(\"a sum\"));\n",
    "leat_singleton(double) sum = leat_fold(mixed, double, q(0), q(acc, x, acc += x),\n"
    "                                       nondet(\"rounding\"));\n",
},
{
    "LEAT0224", "a claim that could not be tried",
    "A note: on random values of its element type the step crashed, or took too long, before `leat check`\n"
    "had found anything. Steps need not take values that never come; but nothing is known of the claim.\n",
    "leat_fold(digits, table, q((table){0}), q(acc, x, acc.count[x]++), commutative(\"counts\"));\n",
    "leat_fold(digits, table, q((table){0}), q(acc, x, acc.count[x % 10u]++), commutative(\"counts\"));\n",
},
{
    "LEAT0225", "memory that can only grow",
    "A note of `leat check`: outside of ticks operators remember what they need of their input for ever, and\n"
    "this input never ends. leat_unique remembers each element, leat_join both inputs, the keyed folds one\n"
    "entry for each key. That is fine where there are only so many of them. Within a tick an operator starts\n"
    "afresh each time, so that only what one batch brings is kept.\n",
    "leat_stream(int) seen = leat_unique(endless);\n",
    "leat_tick *tick = leat_tick_of(process);\n"
    "leat_stream(int) batch = leat_batch(endless, tick, nondet(\"a repetition does no harm\"));\n"
    "leat_stream(int) seen = leat_all_ticks(leat_unique(batch));\n",
},
{
    "LEAT0226", "an option that changes nothing",
    "A warning: commutative(\"...\") is for what depends on an order, idempotent(\"...\") for what depends on\n"
    "repetitions, monotone(\"...\") for the value of a fold or reduce. Given elsewhere, it hides that the\n"
    "operator has no need of it, or that it would not help.\n",
    "leat_map(mixed, int, q(n, n + 1), commutative(\"one by one\"))\n",
    "leat_map(mixed, int, q(n, n + 1))\n",
},
{
    "LEAT0227", "a reason for nothing",
    "A note of `leat check`: nondet(\"...\") marks what timing or chance decides, so that it can be found. Here\n"
    "nothing is: no quote of the operator asks for the time or a random number, it does not depend on timing\n"
    "itself, and its input lacks nothing that it needs. Of leat_assume_ordered and leat_assume_exactly_once:\n"
    "the input is so already.\n",
    "leat_map(numbers, int, q(n, n + 1), nondet(\"one by one\"))\n",
    "leat_map(numbers, int, q(n, n + 1))\n",
},
{
    "LEAT0300", "an error of the C compiler",
    "The compiler rejects the source for a reason that has nothing to do with quotes or handles, or it\n"
    "could not be read at all. The message is the compiler's own.\n",
    "int limit = \"four\";\n",
    "int limit = 4;\n",
},
{
    "LEAT0301", "an error inside a quote",
    "The compiler rejects what stands in a quote. Its parameters have the element type of the input;\n"
    "in leat_map and leat_filter the body is an expression, or ({ ...; value; }); where elements are\n"
    "given one by one it is a block that calls yield(x).\n",
    "leat_for_each(orders, q(o, printf(\"%d\\n\", o.customr)));\n",
    "leat_for_each(orders, q(o, printf(\"%d\\n\", o.customer)));\n",
},
{
    "LEAT0302", "a handle of another element type or kind",
    "The element type is part of a handle's type, and so is its kind: stream, singleton, optional, keyed\n"
    "stream, keyed singleton. What an operator takes and gives is in leat/flow.h, and in\n"
    "`leat explain OPERATOR`.\n",
    "leat_stream(int) numbers = leat_source_iter(process, int64_t, q(range(0, 10)));\n",
    "leat_stream(int64_t) numbers = leat_source_iter(process, int64_t, q(range(0, 10)));\n",
},
{
    "LEAT0303", "a record with a member whose type has no descriptor",
    "A record or a variant is described by its members. Their types are scalars, leat_str, leat_bytes,\n"
    "other records, variants and enums, and leat_vec(T), leat_option(T) and leat_array(T, count) of these;\n"
    "T is a single name.\n",
    "struct point { int x, y; };\n"
    "leat_record(line, (struct point, from), (struct point, to))\n",
    "leat_record(point, (int, x), (int, y))\n"
    "leat_record(line, (point, from), (point, to))\n",
},
{
    "LEAT0304", "the program cannot be linked",
    "Something is declared and used, and defined in none of the files that are linked. Generated code\n"
    "is linked with the same objects and libraries as the program, which `leat run`, `leat build` and\n"
    "`leat cc` record; a program that was built by plain `cc` has no such record.\n",
    "cc -o flow flow.c helper.c $(pkg-config --cflags --libs leat)\n",
    "leat cc -o flow flow.c helper.c\n"
    "\n"
    "leat run flow.c helper.c\n",
},
{
    "LEAT0305", "the source is not where it was, or not what it was",
    "The code of the processes is compiled from the program's own source, which therefore has to be\n"
    "where it was when the program was compiled, and the same byte for byte.\n",
    "cc -o flow flow.c $(pkg-config --cflags --libs leat) && cd / && /home/me/flow\n",
    "leat cc -o flow flow.c && cd / && /home/me/flow      (remembers the directory)\n",
},
{
    "LEAT0310", "a quote uses a local that is not captured",
    "A quote runs later, on a process. There is all that its source file declares at file scope, and\n"
    "nothing of the function in which the flow is built: neither its locals nor its parameters. A global\n"
    "of the same name would be used instead, without a word. let(name) captures the value that the\n"
    "variable has now, as a constant.\n",
    "int limit = atoi(argv[1]);\n"
    "leat_stream(int) few = leat_filter(numbers, q(n, n < limit));\n",
    "leat_stream(int) few = leat_filter(numbers, q(n, n < limit), let(limit));\n",
},
{
    "LEAT0311", "a type that is declared inside a function",
    "Generated code includes the source file, and sees what is declared at file scope. A type that a\n"
    "function declares is not seen there, whether it is used as an element type or in a quote. (A type\n"
    "that the quote itself declares is fine.)\n",
    "void flow_of(leat_flow *flow)\n"
    "{\n"
    "    enum colour { RED, GREEN };\n"
    "    ... leat_map(numbers, int, q(n, n ? RED : GREEN)) ...\n",
    "enum colour { RED, GREEN };\n"
    "\n"
    "void flow_of(leat_flow *flow)\n",
},
{
    "LEAT0312", "a quote that is left other than by its end",
    "A quote becomes a function of its own. return and goto would mean that function or another, and a\n"
    "break or continue needs a loop (a switch) that is in the quote itself: the loop around the quote\n"
    "builds the flow, and is over when the quote runs.\n",
    "leat_map(lines, int, q(line, ({ if (line.length == 0) return 0; number_in(line); })))\n",
    "leat_map(lines, int, q(line, line.length == 0 ? 0 : number_in(line)))\n",
},
{
    "LEAT0313", "an element type that cannot cross the network",
    "What is sent is encoded by its type's descriptor. Scalars, enums, leat_str, leat_bytes and\n"
    "leat_member have one, and so has what leat_record, leat_keyed, leat_variant and leat_enum declare,\n"
    "with its leat_vec and leat_option. A struct without one can be used within a location. An address\n"
    "means nothing in another process.\n",
    "typedef struct { int x, y; } point;\n"
    "leat_stream(point) there = leat_send_bincode(points, other);\n",
    "leat_record(point, (int, x), (int, y))\n"
    "leat_stream(point) there = leat_send_bincode(points, other);\n",
},
{
    "LEAT0314", "a value that cannot be captured",
    "A captured value is written into the generated code as a constant: let takes the names of scalars,\n"
    "enums, strings, char arrays, and of a leat_cluster *; let_as(type, name) takes a record or a variant,\n"
    "whose type was declared by leat_record or leat_variant. It is the name that the quote finds again, so\n"
    "that it has to be a name.\n",
    "leat_filter(numbers, q(n, n < options.limit), let(options))\n",
    "int limit = options.limit;\n"
    "leat_filter(numbers, q(n, n < limit), let(limit))\n",
},
{
    "LEAT0315", "the source has changed since the program was compiled",
    "The flow was built by the program as it was compiled, and the code of its quotes would be compiled\n"
    "from the source as it is now: two versions of one program.\n",
    "leat cc -o flow flow.c && vi flow.c && ./flow\n",
    "leat run flow.c      (compiles what has changed, every time)\n",
},
{
    "LEAT0316", "a function for quotes is called while the flow is built",
    "leat_self, leat_now, leat_random, leat_argument, leat_member_count, leat_scratch_reset, leat_vec_push,\n"
    "and what makes texts (leat_str_format, leat_str_concat, leat_str_copy, leat_str_upper, leat_str_lower,\n"
    "leat_str_room) run on a process: inside q(...), or in a function that a quote calls. Outside of\n"
    "quotes the flow is being built, and there is no process yet.\n",
    "int64_t start = leat_now();\n"
    "leat_map(numbers, int64_t, q(n, n + start), let(start))\n",
    "leat_map(numbers, int64_t, q(n, n + leat_now()), nondet(\"the time of arrival\"))\n",
},
{
    "LEAT0317", "a capture that is not used",
    "A warning: no quote of the operator names it. Mostly another name was meant.\n",
    "leat_filter(numbers, q(n, n < 10), let(limit))\n",
    "leat_filter(numbers, q(n, n < limit), let(limit))\n",
},
{
    "LEAT0318", "an operator that looks into its elements",
    "leat_unique and leat_assert_equal compare whole elements, a keyed operation looks up keys, and\n"
    "leat_sort of input without order breaks ties by what the elements consist of. They need to know\n"
    "that: the type has to have a descriptor.\n",
    "struct entry { int key; int value; };\n"
    "leat_keyed_singleton(struct entry) sums = leat_reduce_keyed(entries, q(a, b, a += b));\n",
    "leat_keyed(entry, int, int)\n"
    "leat_keyed_singleton(entry) sums = leat_reduce_keyed(entries, q(a, b, a += b));\n",
},
{
    "LEAT0320", "there is no C compiler, or it cannot be run",
    "Leat compiles the processes of a flow with the C compiler of the system: cc, gcc or clang in PATH,\n"
    "or what the environment variable CC names. `leat doctor` looks at all that is needed.\n",
    "CC=gcc-99 leat run flow.c\n",
    "sudo apt-get install gcc libc6-dev\n",
},
{
    "LEAT0321", "a file or a directory that cannot be written",
    "What was compiled is kept in $XDG_CACHE_HOME/leat, or else in ~/.cache/leat. Where that cannot be\n"
    "written, another directory is used, with a warning. `leat clean` empties it.\n",
    "XDG_CACHE_HOME=/proc leat run flow.c\n",
    "XDG_CACHE_HOME=/tmp/cache leat run flow.c\n",
},
{
    "LEAT0322", "the headers and archives of Leat are not found",
    "They are looked for beside the command `leat` (its build directory, or where it was installed), in\n"
    "/usr/local and in /usr; or where LEAT_HOME says, and then only there.\n",
    "LEAT_HOME=/nowhere leat run flow.c\n",
    "make && build/leat run flow.c\n"
    "\n"
    "sudo make install && leat run flow.c\n",
},
{
    "LEAT0401", "standard input is asked for twice",
    "A run has one standard input, and each line of it is read once. One process may ask for it, by\n"
    ".standard_input in its spec, and there one source may read it. Its stream can be read by several\n"
    "operators, and sent to others. A cluster may ask for it only if it has one member.\n",
    "leat_cluster *workers = leat_flow_cluster(\n"
    "    flow, &(leat_cluster_spec){.name = \"worker\", .members = 4, .standard_input = true});\n",
    "leat_process *reader = leat_flow_process(\n"
    "    flow, &(leat_process_spec){.name = \"reader\", .standard_input = true});\n"
    "leat_stream(leat_str) lines = leat_source_lines(reader, q(\"-\"));\n"
    "leat_stream(leat_str) mine = leat_demux_bincode(lines, workers, q(line, line.length % 4));\n",
},
{
    "LEAT0402", "a flow that was never run",
    "leat_flow_new begins a flow, the operators build it, and leat_deployment_run does with it what the\n"
    "program's arguments ask for. Without that nothing happens.\n",
    "leat_flow *flow = leat_flow_new();\n"
    "flow_of(flow);\n"
    "return 0;\n",
    "leat_flow *flow = leat_flow_new();\n"
    "flow_of(flow);\n"
    "return leat_deployment_run(deployment, flow);\n",
},
{
    "LEAT0403", "standard input is read, and was not asked for",
    "leat_source_lines with the path \"-\" reads the standard input of the process. It is empty, unless\n"
    "the spec of the location asks for that of the run.\n",
    "leat_process *reader = leat_flow_process(flow, &(leat_process_spec){.name = \"reader\"});\n"
    "leat_stream(leat_str) lines = leat_source_lines(reader, q(\"-\"));\n",
    "leat_process *reader = leat_flow_process(\n"
    "    flow, &(leat_process_spec){.name = \"reader\", .standard_input = true});\n",
},
{
    "LEAT0501", "a flow that cannot be embedded",
    "`leat emit --embed` makes plain functions of a flow: no process is started, and no loop runs. So the\n"
    "flow has one process, no network, no timers and no files, and stands in one source file. Elements\n"
    "come in by leat_embed_input, and go out by leat_embed_output.\n",
    "leat_stream(leat_str) lines = leat_source_lines(process, q(\"input.txt\"));\n",
    "leat_stream(leat_str) lines = leat_embed_input(process, leat_str, \"lines\");\n",
},
{
    "LEAT0601", "clients outside the flow that are used in two ways",
    "An external is one socket, at one process. What its clients send is read once, by\n"
    "leat_source_external (one client at a time) or by leat_source_external_many (any number, each with\n"
    "an id); it is sent to by leat_send_external or leat_send_external_many to match. It has a port or a\n"
    "path. Only the stream of one client can end with it.\n",
    "leat_external *clients = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES});\n"
    "leat_stream(leat_str) lines = leat_source_external(process, leat_str, clients);\n"
    "leat_send_external_many(answers, clients);\n",
    "leat_keyed(line_of, uint64_t, leat_str) /* at file scope */\n"
    "leat_keyed_stream(line_of) lines = leat_source_external_many(process, line_of, clients);\n"
    "leat_send_external_many(answers, clients);\n",
},
{
    "LEAT0602", "what the connection of a client cannot hold",
    "The framing of an external says what goes over its connections. LEAT_FRAMES: any type with a\n"
    "descriptor, as a length and bincode. LEAT_LINES: leat_str. LEAT_RAW: leat_bytes. Of many clients\n"
    "that is the type of the values; the key is the client's id.\n",
    "leat_external *clients = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES});\n"
    "leat_stream(int) numbers = leat_source_external(process, int, clients);\n",
    "leat_stream(leat_str) lines = leat_source_external(process, leat_str, clients);\n",
},
};
/* clang-format on */
const size_t leat__page_count = sizeof leat__pages / sizeof *leat__pages;
