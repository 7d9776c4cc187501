/* write.c: a program of random flows, as C. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/* ---- a text that grows ---- */

struct output {
    char *text;
    size_t length;
    size_t capacity;
};

static void __attribute__((format(printf, 2, 3))) put(struct output *out, const char *format, ...)
{
    __builtin_va_list arguments;
    int length;

    for (;;) {
        size_t room = out->capacity - out->length;

        __builtin_va_start(arguments, format);
        length = vsnprintf(out->text ? out->text + out->length : NULL, room, format, arguments);
        __builtin_va_end(arguments);
        if (length >= 0 && (size_t)length < room)
            break;
        out->capacity = out->capacity * 2 + (size_t)length + 1;
        out->text = realloc(out->text, out->capacity);
        if (!out->text)
            exit(1);
    }
    out->length += (size_t)length;
}

/* ---- what quotes call ---- */

static const char preamble[] =
    "#include <inttypes.h>\n"
    "#include <leat/leat.h>\n"
    "#include <stdio.h>\n"
    "\n"
    "/* Not every flow needs every comparison; clang minds. */\n"
    "#pragma GCC diagnostic ignored \"-Wunused-function\"\n"
    "\n"
    "leat_record(item, (int64_t, a), (leat_str, s))\n"
    "leat_record(bag, (int64_t, n), (leat_vec(item), items))\n"
    "\n";

/* In an order in which each calls those before it: what nobody calls is left out. */
static const struct helper {
    const char *name;
    const char *text;
} helpers[] = {
    {"weight(",
     "static inline int64_t weight(leat_str s)\n"
     "{\n"
     "    return (int64_t)s.length * 7 + (s.length > 0 ? (unsigned char)s.data[0] : 0);\n"
     "}\n"
     "\n"},
    {"bag_sum(",
     "static inline int64_t bag_sum(bag b)\n"
     "{\n"
     "    int64_t sum = b.n;\n"
     "\n"
     "    for (size_t i = 0; i < b.items.length; i++)\n"
     "        sum += b.items.data[i].a % 1000 + (int64_t)b.items.data[i].s.length;\n"
     "    return sum;\n"
     "}\n"
     "\n"},
    {"bag_last(",
     "static inline leat_str bag_last(bag b)\n"
     "{\n"
     "    return b.items.length > 0 ? b.items.data[b.items.length - 1].s : leat_str_of(\"\");\n"
     "}\n"
     "\n"},
    {"word(",
     "static inline leat_str word(int64_t n)\n"
     "{\n"
     "    static const char *const words[8] = {\"\", \"a\", \"leat\", \"water\", \"mill wheel\", \"sluice\", \"weir%\", \"\\\\/\\\"x\"};\n"
     "\n"
     "    return leat_str_of(words[n < 0 ? 0 : n % 8]);\n"
     "}\n"
     "\n"},
    {"rest(",
     "static inline leat_str rest(leat_str s)\n"
     "{\n"
     "    return s.length > 0 ? (leat_str){s.data + 1, s.length - 1} : s;\n"
     "}\n"
     "\n"},
    {"mark(",
     "static inline leat_str mark(leat_str s, int64_t n)\n"
     "{\n"
     "    return leat_str_format(\"%.*s.%d\", s.length < 10 ? (int)s.length : 10, s.data, (int)n);\n"
     "}\n"
     "\n"},
    {"join(",
     "static inline leat_str join(leat_str a, leat_str b)\n"
     "{\n"
     "    return leat_str_format(\"%.*s%.*s\", a.length < 12 ? (int)a.length : 12, a.data, b.length < 8 ? (int)b.length : 8, b.data);\n"
     "}\n"
     "\n"},
    {"make_bag(",
     "static inline bag make_bag(int64_t n, leat_str s)\n"
     "{\n"
     "    bag b = {.n = n};\n"
     "\n"
     "    for (int64_t i = 0; n > 0 && i < n % 4; i++)\n"
     "        leat_vec_push(&b.items, ((item){n + i, s}));\n"
     "    return b;\n"
     "}\n"
     "\n"},
    {"one_more(",
     "static inline bag one_more(bag b, leat_str s)\n"
     "{\n"
     "    leat_vec_push(&b.items, ((item){b.n, s}));\n"
     "    return b;\n"
     "}\n"
     "\n"},
    {"pick(",
     "static inline int64_t pick(int64_t n, int64_t members)\n"
     "{\n"
     "    return (n % members + members) % members;\n"
     "}\n"
     "\n"},
    {"show_int64_t(",
     "static inline void show_int64_t(int64_t x)\n"
     "{\n"
     "    printf(\"%\" PRId64, x);\n"
     "}\n"
     "\n"},
    {"show_uint64_t(",
     "static inline void show_uint64_t(uint64_t x)\n"
     "{\n"
     "    printf(\"%\" PRIu64, x);\n"
     "}\n"
     "\n"},
    {"show_leat_str(",
     "static inline void show_leat_str(leat_str s)\n"
     "{\n"
     "    uint32_t sum = 0;\n"
     "\n"
     "    for (size_t i = 0; i < s.length; i++)\n"
     "        sum = sum * 31 + (unsigned char)s.data[i];\n"
     "    if (s.length <= 40)\n"
     "        printf(\"'%.*s'\", (int)s.length, s.data);\n"
     "    else\n"
     "        printf(\"'%.*s' %zu %08x\", 8, s.data, s.length, (unsigned)sum);\n"
     "}\n"
     "\n"},
    {"show_item(",
     "static inline void show_item(item x)\n"
     "{\n"
     "    printf(\"%\" PRId64 \" \", x.a);\n"
     "    show_leat_str(x.s);\n"
     "}\n"
     "\n"},
    {"show_bag(",
     "static inline void show_bag(bag x)\n"
     "{\n"
     "    printf(\"%\" PRId64 \" [\", x.n);\n"
     "    for (size_t i = 0; i < x.items.length; i++) {\n"
     "        printf(\" \");\n"
     "        show_item(x.items.data[i]);\n"
     "    }\n"
     "    printf(\" ]\");\n"
     "}\n"
     "\n"},
    {"compare_int64_t(",
     "static inline int compare_int64_t(int64_t a, int64_t b)\n"
     "{\n"
     "    return (a > b) - (a < b);\n"
     "}\n"
     "\n"},
    {"compare_uint64_t(",
     "static inline int compare_uint64_t(uint64_t a, uint64_t b)\n"
     "{\n"
     "    return (a > b) - (a < b);\n"
     "}\n"
     "\n"},
    {"compare_leat_str(",
     "static inline int compare_leat_str(leat_str a, leat_str b)\n"
     "{\n"
     "    return leat_str_compare(a, b);\n"
     "}\n"
     "\n"},
    {"compare_item(",
     "static inline int compare_item(item a, item b)\n"
     "{\n"
     "    return a.a != b.a ? compare_int64_t(a.a, b.a) : leat_str_compare(a.s, b.s);\n"
     "}\n"
     "\n"},
    {"compare_bag(",
     "static inline int compare_bag(bag a, bag b)\n"
     "{\n"
     "    int order = compare_int64_t(a.n, b.n);\n"
     "\n"
     "    if (order == 0)\n"
     "        order = compare_int64_t((int64_t)a.items.length, (int64_t)b.items.length);\n"
     "    for (size_t i = 0; order == 0 && i < a.items.length; i++)\n"
     "        order = compare_item(a.items.data[i], b.items.data[i]);\n"
     "    return order;\n"
     "}\n"
     "\n"},
};
enum { HELPERS = sizeof helpers / sizeof *helpers };

static bool is_called(const char *name, const char *text)
{
    for (const char *at = text; (at = strstr(at, name)); at++)
        if (at == text || !strchr("abcdefghijklmnopqrstuvwxyz_0123456789", at[-1]))
            return true;
    return false;
}

/* `types` and `body`: what comes behind them. */
static void put_helpers(struct output *out, const char *types, const char *body)
{
    bool needed[HELPERS] = {false};

    for (int i = HELPERS; i-- > 0;) {
        needed[i] = is_called(helpers[i].name, types) || is_called(helpers[i].name, body);
        for (int k = i + 1; k < HELPERS && !needed[i]; k++)
            needed[i] = needed[k] && is_called(helpers[i].name, helpers[k].text);
    }
    for (int i = 0; i < HELPERS; i++)
        if (needed[i])
            put(out, "%s", helpers[i].text);
}

static void put_keyed_type(struct output *out, struct type type)
{
    static const char *const keys[KEYS] = {"", "int64_t", "leat_str", "uint64_t", "leat_member"};
    static const char *const shows[KEYS] = {"", "show_int64_t(x.key)", "show_leat_str(x.key)", "show_uint64_t(x.key)", "show_uint64_t(x.key.id)"};
    static const char *const compares[KEYS] = {"", "compare_int64_t(a.key, b.key)", "compare_leat_str(a.key, b.key)",
                                               "compare_uint64_t(a.key, b.key)", "compare_uint64_t(a.key.id, b.key.id)"};
    const char *name = type_name(type), *value = type_name((struct type){KEY_NONE, type.val});

    put(out, "leat_keyed(%s, %s, %s)\n\n", name, keys[type.key], value);
    put(out, "static inline void show_%s(%s x)\n{\n    %s;\n    printf(\" => \");\n    show_%s(x.value);\n}\n\n", name, name,
        shows[type.key], value);
    put(out, "static inline int compare_%s(%s a, %s b)\n{\n    int order = %s;\n\n    return order ? order : compare_%s(a.value, b.value);\n}\n\n",
        name, name, name, compares[type.key], value);
}

static void put_types(struct output *out, const struct program *program)
{
    bool used[KEYS][VALS] = {{false}};

    for (int f = 0; f < program->flow_count; f++)
        for (int i = 0; i < program->flows[f]->count; i++)
            used[program->flows[f]->nodes[i].type.key][program->flows[f]->nodes[i].type.val] = true;
    for (int key = KEY_NUM; key < KEYS; key++)
        for (int val = 0; val < VALS; val++)
            if (used[key][val])
                put_keyed_type(out, (struct type){(enum key)key, (enum val)val});
    put(out, "#define PRINT(sink, show) (printf(\"%%d \", sink), show, (void)printf(\"\\n\"))\n\n");
}

/* ---- nodes ---- */

static const char *place_name(const struct program *program, int place)
{
    return say("%c%d", program->places[place].is_cluster ? 'c' : 'p', place);
}

static const char *kind_name(enum kind kind)
{
    static const char *const names[] = {"leat_stream", "leat_singleton", "leat_optional", "leat_keyed_stream", "leat_keyed_singleton"};

    return names[kind];
}

int sink_number(const struct flow *flow, int index)
{
    return flow->number * 100 + index;
}

static char *source_text(const struct flow *flow, const struct node *node)
{
    struct type num = {KEY_NONE, VAL_NUM};
    const char *place = place_name(flow->program, node->place), *type = type_name(node->type);
    const char *more = node->by_member ? say(" + %" PRId64 " * (int64_t)leat_self().id", node->by_member) : "";
    const char *op = op_names[node->op];

    if (node->form == FORM_RANGE && node->number % 2)
        return say("leat_%s(%s, %s, q(range(%d, %" PRId64 "%s)))", op, place, type, node->number, node->count + node->number, more);
    if (node->form == FORM_RANGE)
        return say("leat_%s(%s, %s, q({ range(%d, %" PRId64 "%s); }))", op, place, type, node->number, node->count + node->number, more);
    if (node->form == FORM_KEPT)
        return say("leat_%s(%s, %s, q({ leat_str kept = {0}; for (int64_t i = 0; i < %" PRId64 "%s; i++) { if (i %% %d == 0) "
                   "kept = leat_str_format(\"kept since %%d\", (int)i); const item x = {i%s, kept}; yield(%s); } }))", op, place, type, node->count,
                   more, (int)KEPT_FOR, more, make_text(&node->make, (struct type){KEY_NONE, VAL_REC}, "x", "", node->type));
    if (node->form == FORM_ENDLESS)
        return say("leat_%s(%s, %s, q({ for (int64_t i = 0;; i++) { const int64_t x = i; yield(%s); leat_scratch_reset(); } }))", op, place,
                   type, make_text(&node->make, num, "x", "", node->type));
    return say("leat_%s(%s, %s, q({ for (int64_t i = 0; i < %" PRId64 "%s; i++) { const int64_t x = i%s; yield(%s);%s } }))", op, place, type,
               node->count, more, more, make_text(&node->make, num, "x", "", node->type), node->form == FORM_SCRATCH ? " leat_scratch_reset();" : "");
}

static char *flat_map_text(const struct node *node, const char *in, struct type from)
{
    const char *count = say("%s %% %" PRId64, number_text(node->number, from, "x"), node->count + 1);
    const char *body;

    switch (node->form) {
    case FLAT_RANGE:
        body = say("range(0, %s);", count);
        break;
    case FLAT_ITEMS:
        body = say("for (size_t i = 0; i < %s.items.length; i++) yield(%s.items.data[i]);", from.key == KEY_NONE ? "x" : "x.value",
                   from.key == KEY_NONE ? "x" : "x.value");
        break;
    case FLAT_TWICE:
        body = "yield(x); yield(x);";
        break;
    case FLAT_COUNTDOWN:
        body = from.val == VAL_NUM ? "if (x > 0) yield(x - 1);" : "if (x.a > 0) yield(((item){x.a - 1, x.s}));";
        break;
    default:
        body = say("for (int64_t i = 0; i < %s; i++) yield(%s);", count, make_text(&node->make, from, "x", " + i", node->type));
    }
    return say("leat_flat_map(%s, %s, q(x, { %s }))", in, type_name(node->type), body);
}

/* The values that a condition captures. */
static const char *test_captures(const struct node *node, int index)
{
    if (!node->test.captured || (node->op != OP_FILTER && node->op != OP_FILTER_MAP) || node->test.kind == TEST_ALL)
        return "";
    if (node->test.kind == TEST_MODULO)
        return say(", let(a%d, b%d)", index, index);
    return say(", let(a%d)", index);
}

static void put_captured(struct output *out, const struct node *node, int index)
{
    if (*test_captures(node, index))
        put(out, "    int64_t a%d = %" PRId64 ";\n", index, node->test.a);
    if (*test_captures(node, index) && node->test.kind == TEST_MODULO)
        put(out, "    int64_t b%d = %" PRId64 ";\n", index, node->test.b);
    if (node->op == OP_LIMIT && node->count % 2)
        put(out, "    uint64_t most%d = %" PRId64 ";\n", index, node->count);
}

/* Said where it is true and the order may be lost. */
static const char *claim(const struct node *node, const struct node *input)
{
    return step_is_commutative(node->step) && !input->ordered ? ", commutative(\"a sum, or the greatest\")" : "";
}

static const char *printed_claim(const struct node *input)
{
    return input->ordered ? "" : ", commutative(\"the lines are compared as a set\")";
}

static char *sort_text(const struct node *node, const char *in)
{
    const char *a = node->descending ? "b" : "a", *b = node->descending ? "a" : "b";

    if (node->total)
        return say("leat_sort(%s, q(a, b, compare_%s(%s, %s)))", in, type_name(node->type), a, b);
    return say("leat_sort(%s, q(a, b, compare_int64_t(%s %% %" PRId64 ", %s %% %" PRId64 ")))", in, number_text(node->number, node->type, a),
               node->count, number_text(node->number, node->type, b), node->count);
}

static char *aggregate_text(const struct node *node, const char *in, const struct node *input)
{
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED, reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    struct type from = keyed ? (struct type){KEY_NONE, input->type.val} : input->type;
    const char *step = step_text(node->step, node->number, from, "x", node->type.val, reduces, say("compare_%s", type_name(from)));
    const char *name = op_names[node->op];

    if (reduces)
        return say("leat_%s(%s, q(acc, x, %s)%s)", name, in, step, claim(node, input));
    return say("leat_%s(%s, %s, q(%s), q(acc, x, %s)%s)", name, in, type_name(node->type), initial_text(node->type.val, node->guarded), step,
               claim(node, input));
}

static char *join_text(const struct flow *flow, const struct node *node)
{
    struct type l = {KEY_NONE, flow->nodes[node->input[0]].type.val}, r = {KEY_NONE, flow->nodes[node->input[1]].type.val};
    const char *string = node->form / 2 ? string_text(l, "l", "number") : string_text(r, "r", "number");
    const char *pair = say("(item){number, %s}", string);

    if (node->type.key != KEY_NONE)
        pair = say("(%s){key, %s}", type_name(node->type), pair);
    return say("leat_join(n%d, n%d, %s, q(key, l, r, ({ const int64_t number = (%s * 3 + %s) %% 1000003; (void)key; (void)l; (void)r; %s; })))",
               node->input[0], node->input[1], type_name(node->type), number_text(node->number, l, "l"), number_text(node->number, r, "r"), pair);
}

static char *network_text(const struct flow *flow, const struct node *node, const char *in, struct type from)
{
    const char *to = place_name(flow->program, node->place), *name = op_names[node->op];
    const char *member = say("q(x, pick(%s, leat_member_count(%s)))", number_text(node->number, from, "x"), to);

    switch (node->op) {
    case OP_SEND_TAGGED:
    case OP_BROADCAST_TAGGED:
        return say("leat_%s(%s, %s, %s)", name, in, to, type_name(node->type));
    case OP_DEMUX:
    case OP_DEMUX_INTERLEAVED:
        return say("leat_%s(%s, %s, %s, let(%s))", name, in, to, member, to);
    case OP_DEMUX_TAGGED:
        return say("leat_%s(%s, %s, %s, %s, let(%s))", name, in, to, member, type_name(node->type), to);
    default:
        return say("leat_%s(%s, %s)", name, in, to);
    }
}

static char *node_text(const struct flow *flow, int index)
{
    const struct node *node = &flow->nodes[index], *input = node->inputs > 0 ? &flow->nodes[node->input[0]] : NULL;
    const char *in = say("n%d", node->inputs > 0 ? node->input[0] : 0), *op = op_names[node->op], *type = type_name(node->type);

    switch (node->op) {
    case OP_SOURCE_ITER:
    case OP_SOURCE_GENERATE:
        return source_text(flow, node);
    case OP_MAP:
        return say("leat_map(%s, %s, q(x, %s))", in, type, make_text(&node->make, input->type, "x", "", node->type));
    case OP_FILTER:
        return say("leat_filter(%s, q(x, %s)%s)", in, test_text(&node->test, input->type, "x", index), test_captures(node, index));
    case OP_FILTER_MAP:
        return say("leat_filter_map(%s, %s, q(x, { if (%s) yield(%s); })%s)", in, type, test_text(&node->test, input->type, "x", index),
                   make_text(&node->make, input->type, "x", "", node->type), test_captures(node, index));
    case OP_FLAT_MAP:
        return flat_map_text(node, in, input->type);
    case OP_INSPECT:
        return say("leat_inspect(%s, q(x, %s)%s)", in, prints(flow, index) ? say("PRINT(%d, show_%s(x))", sink_number(flow, index), type) : "(void)x",
                   printed_claim(input));
    case OP_ENUMERATE:
        return say("leat_enumerate(%s, %s)", in, type);
    case OP_LIMIT:
        return node->count % 2 ? say("leat_limit(%s, q(most%d), let(most%d))", in, index, index) : say("leat_limit(%s, q(%" PRId64 "))", in, node->count);
    case OP_MERGE:
    case OP_CHAIN:
        return node->inputs == 3 ? say("leat_%s(%s, n%d, n%d)", op, in, node->input[1], node->input[2])
                                 : say("leat_%s(%s, n%d)", op, in, node->input[1]);
    case OP_JOIN:
        return join_text(flow, node);
    case OP_SORT:
        return sort_text(node, in);
    case OP_FOLD:
    case OP_REDUCE:
    case OP_FOLD_KEYED:
    case OP_REDUCE_KEYED:
        return aggregate_text(node, in, input);
    case OP_BATCH:
    case OP_SNAPSHOT:
        return say("leat_%s(%s, t%d, nondet(\"what is looked at does not depend on it\"))", op, in, node->region);
    case OP_SAMPLE_EVERY:
        return say("leat_sample_every(%s, q(1), nondet(\"only the last is looked at\"))", in);
    case OP_FORWARD:
        return say("leat_forward(%s, %s, &h%d)",
                   flow->regions[node->region].kind == REGION_CYCLE ? place_name(flow->program, node->place) : say("t%d", node->region), type, index);
    case OP_FOR_EACH:
        return say("leat_for_each(%s, q(x, PRINT(%d, show_%s(x)))%s)", in, sink_number(flow, index), type, printed_claim(input));
    case OP_UNIQUE:
    case OP_COUNT:
    case OP_ENTRIES:
    case OP_INTO_STREAM:
    case OP_ALL_TICKS:
    case OP_DEFER_TICK:
        return say("leat_%s(%s)", op, in);
    default:
        return network_text(flow, node, in, input->type);
    }
}

static void put_node(struct output *out, const struct flow *flow, int index, bool *ticks)
{
    const struct node *node = &flow->nodes[index];

    if (node->region != OUTSIDE && flow->regions[node->region].kind != REGION_CYCLE && !ticks[node->region]) {
        ticks[node->region] = true;
        put(out, "    leat_tick *t%d = leat_tick_of(%s);\n", node->region, place_name(flow->program, flow->regions[node->region].place));
    }
    put_captured(out, node, index);
    if (node->op == OP_FORWARD)
        put(out, "    leat_hole *h%d;\n", index);
    if (node->op == OP_FOR_EACH)
        put(out, "    %s;\n", node_text(flow, index));
    else
        put(out, "    %s(%s) n%d = %s;\n", kind_name(node->kind), type_name(node->type), index, node_text(flow, index));
    for (int i = 0; i < index; i++)
        if (flow->nodes[i].op == OP_FORWARD && flow->nodes[i].completion == index)
            put(out, "    leat_complete(h%d, n%d);\n", i, index);
}

/* ---- the program ---- */

static void put_places(struct output *out, const struct program *program, bool types)
{
    for (int i = 0; i < program->place_count; i++)
        put(out, ", %s%s", types ? program->places[i].is_cluster ? "leat_cluster *" : "leat_process *" : "", place_name(program, i));
}

static void put_flow(struct output *out, const struct flow *flow)
{
    bool ticks[REGIONS_MOST] = {false};

    put(out, "static void flow_%d(leat_flow *flow", flow->number);
    put_places(out, flow->program, true);
    put(out, ")\n{\n    (void)flow;\n");
    for (int i = 0; i < flow->program->place_count; i++)
        put(out, "    (void)%s;\n", place_name(flow->program, i));
    put(out, "\n");
    for (int i = 0; i < flow->count; i++)
        put_node(out, flow, i, ticks);
    put(out, "}\n\n");
}

static void put_main(struct output *out, const struct program *program)
{
    put(out, "int main(int argc, char **argv)\n{\n    leat_deployment *deployment = leat_deployment_new(argc, argv);\n"
             "    leat_flow *flow = leat_flow_new();\n");
    for (int i = 0; i < program->place_count; i++) {
        const char *name = place_name(program, i);

        if (program->places[i].is_cluster)
            put(out, "    leat_cluster *%s = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = \"%s\", .members = %d}));\n", name, name,
                program->places[i].members);
        else
            put(out, "    leat_process *%s = leat_flow_process(flow, (&(leat_process_spec){.name = \"%s\"}));\n", name, name);
    }
    put(out, "\n");
    for (int f = 0; f < program->flow_count; f++) {
        put(out, "    flow_%d(flow", program->flows[f]->number);
        put_places(out, program, false);
        put(out, ");\n");
    }
    put(out, "    return leat_deployment_run(deployment, flow);\n}\n");
}

/* What was put, held; the output is empty again. */
static char *take_text(struct output *out)
{
    char *text = say("%s", out->text ? out->text : "");

    free(out->text);
    *out = (struct output){0};
    return text;
}

char *write_program(const struct program *program, const char *comment)
{
    struct output out = {0};
    const char *types, *body;

    put_types(&out, program);
    types = take_text(&out);
    for (int f = 0; f < program->flow_count; f++)
        put_flow(&out, program->flows[f]);
    put_main(&out, program);
    body = take_text(&out);
    put(&out, "/* %s */\n%s", comment, preamble);
    put_helpers(&out, types, body);
    put(&out, "%s%s", types, body);
    return take_text(&out);
}
