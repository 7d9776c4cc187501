/* write.c: a program of random flows, as C. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operator.h"

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
    "leat_enum(color, (red, 3), (green, 7), (none, -1))\n"
    "leat_variant(choice, (int64_t, number), (leat_str, text), (nothing), (leat_array(leat_str, 2), ends))\n"
    "leat_record(bag, (int64_t, n), (leat_vec(item), items))\n"
    "\n";

/* In an order in which each calls those before it: what nobody calls is left out. */
static const struct helper {
    const char *name;
    const char *text;
} helpers[] = {
    {"text_of(",
     "static inline leat_str text_of(leat_bytes b)\n"
     "{\n"
     "    return (leat_str){b.data, b.length};\n"
     "}\n"
     "\n"},
    {"bytes_of(",
     "static inline leat_bytes bytes_of(leat_str s)\n"
     "{\n"
     "    return (leat_bytes){s.data, s.length};\n"
     "}\n"
     "\n"},
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
    {"choice_string(",
     "static inline leat_str choice_string(choice x)\n"
     "{\n"
     "    return x.tag == choice_text ? x.text : x.tag == choice_ends ? x.ends[1] : leat_str_of(\"\");\n"
     "}\n"
     "\n"},
    {"choice_weight(",
     "static inline int64_t choice_weight(choice x)\n"
     "{\n"
     "    return (int64_t)x.tag + (x.tag == choice_number ? x.number : (int64_t)choice_string(x).length);\n"
     "}\n"
     "\n"},
    {"make_choice(",
     "static inline choice make_choice(int64_t n, leat_str s)\n"
     "{\n"
     "    switch (n < 0 ? 0 : n % 4) {\n"
     "    case 0:\n"
     "        return leat_variant_of(choice, number, n);\n"
     "    case 1:\n"
     "        return leat_variant_of(choice, text, s);\n"
     "    case 2:\n"
     "        return leat_variant_of(choice, nothing);\n"
     "    default:\n"
     "        return leat_variant_of(choice, ends, {s, s});\n"
     "    }\n"
     "}\n"
     "\n"},
    {"color_of(",
     "static inline color color_of(int64_t n)\n"
     "{\n"
     "    return n < 0 || n % 3 == 0 ? color_red : n % 3 == 1 ? color_green : color_none;\n"
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
    {"show_leat_bytes(",
     "static inline void show_leat_bytes(leat_bytes b)\n"
     "{\n"
     "    show_leat_str(text_of(b));\n"
     "}\n"
     "\n"},
    {"show_item(",
     "static inline void show_item(item x)\n"
     "{\n"
     "    printf(\"%\" PRId64 \" \", x.a);\n"
     "    show_leat_str(x.s);\n"
     "}\n"
     "\n"},
    {"show_choice(",
     "static inline void show_choice(choice x)\n"
     "{\n"
     "    switch (x.tag) {\n"
     "    case choice_number:\n"
     "        printf(\"number %\" PRId64, x.number);\n"
     "        break;\n"
     "    case choice_text:\n"
     "        printf(\"text \");\n"
     "        show_leat_str(x.text);\n"
     "        break;\n"
     "    case choice_nothing:\n"
     "        printf(\"nothing\");\n"
     "        break;\n"
     "    case choice_ends:\n"
     "        printf(\"ends \");\n"
     "        show_leat_str(x.ends[0]);\n"
     "        printf(\" \");\n"
     "        show_leat_str(x.ends[1]);\n"
     "        break;\n"
     "    }\n"
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
    {"compare_leat_bytes(",
     "static inline int compare_leat_bytes(leat_bytes a, leat_bytes b)\n"
     "{\n"
     "    return leat_str_compare(text_of(a), text_of(b));\n"
     "}\n"
     "\n"},
    {"compare_item(",
     "static inline int compare_item(item a, item b)\n"
     "{\n"
     "    return a.a != b.a ? compare_int64_t(a.a, b.a) : leat_str_compare(a.s, b.s);\n"
     "}\n"
     "\n"},
    {"compare_choice(",
     "static inline int compare_choice(choice a, choice b)\n"
     "{\n"
     "    if (a.tag != b.tag)\n"
     "        return a.tag < b.tag ? -1 : 1;\n"
     "    if (a.tag == choice_number)\n"
     "        return compare_int64_t(a.number, b.number);\n"
     "    return leat_str_compare(choice_string(a), choice_string(b));\n"
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
    static const char *const shows[KEYS] = {"", "show_int64_t(x.key)", "show_leat_str(x.key)", "show_uint64_t(x.key)", "show_uint64_t(x.key.id)",
                                        "show_int64_t(x.key)"};
    static const char *const compares[KEYS] = {"", "compare_int64_t(a.key, b.key)", "compare_leat_str(a.key, b.key)",
                                               "compare_uint64_t(a.key, b.key)", "compare_uint64_t(a.key.id, b.key.id)", "compare_int64_t(a.key, b.key)"};
    const char *name = type_name(type), *value = type_name((struct type){KEY_NONE, type.val});

    put(out, "leat_keyed(%s, %s, %s)\n\n", name, key_name(type.key), value);
    put(out, "static inline void show_%s(%s x)\n{\n    %s;\n    printf(\" => \");\n    show_%s(x.value);\n}\n\n", name, name,
        shows[type.key], value);
    put(out, "static inline int compare_%s(%s a, %s b)\n{\n    int order = %s;\n\n    return order ? order : compare_%s(a.value, b.value);\n}\n\n",
        name, name, name, compares[type.key], value);
}

static void put_types(struct output *out, const struct program *program)
{
    bool used[KEYS][VALS] = {{false}}, tagged[KEYS][VALS] = {{false}}, windowed[KEYS][VALS] = {{false}};

    for (int f = 0; f < program->flow_count; f++)
        for (int i = 0; i < program->flows[f]->count; i++) {
            const struct node *node = &program->flows[f]->nodes[i];
            const struct network *network = &operators[node->op]->network;

            used[node->type.key][node->type.val] = true;
            if (node->op == OP_FOLD_WINDOW || node->op == OP_FOLD_SESSION)
                windowed[node->type.key][node->form] = true;
            tagged[node->type.key][node->type.val] |= network->route == ROUTE_KEY && network->mixing == MIX_TAGGED;
        }
    for (int key = KEY_NUM; key < KEYS; key++)
        for (int val = 0; val < VALS; val++)
            if (used[key][val])
                put_keyed_type(out, (struct type){(enum key)key, (enum val)val});
    for (int key = KEY_NUM; key < KEYS; key++)
        for (int val = 0; val < VALS; val++)
            if (tagged[key][val])
                put(out, "leat_keyed(member_of_%s, leat_member, %s)\n", type_name((struct type){(enum key)key, (enum val)val}),
                    type_name((struct type){(enum key)key, (enum val)val}));
    for (int key = KEY_NUM; key < KEYS; key++)
        for (int val = 0; val < VALS; val++)
            if (windowed[key][val])
                put(out, "leat_windowed(%s, %s, %s)\n", window_name((enum key)key, (enum val)val), key_name((enum key)key),
                    type_name((struct type){KEY_NONE, (enum val)val}));
    put(out, "#define PRINT(sink, show) (printf(\"%%d \", sink), show, (void)printf(\"\\n\"))\n\n");
}

/* ---- nodes ---- */

const char *place_name(const struct program *program, int place)
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

const char *test_captures(const struct node *node, int index)
{
    if (!node->test.captured || !operators[node->op]->has_test || node->test.kind == TEST_ALL)
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
}

static char *node_text(const struct flow *flow, int index)
{
    const struct node *node = &flow->nodes[index];
    const char *in = say("n%d", node->inputs > 0 ? node->input[0] : 0);
    char *inputs = say("%s", in);

    if (op_is_network(node->op))
        return sent_text(flow, index, in);
    if (operators[node->op]->write)
        return operators[node->op]->write(flow, index, in);
    for (int i = 1; i < node->inputs; i++)
        inputs = say("%s, n%d", inputs, node->input[i]);
    return say("leat_%s(%s)", op_names[node->op], inputs);
}

/* Index of an output's node; -1: nobody needs it. */
static int find_output(const struct flow *flow, int index, int form)
{
    for (int i = index + 1; i < flow->count; i++)
        if (operators[flow->nodes[i].op]->is_output && flow->nodes[i].input[0] == index && flow->nodes[i].form == form)
            return i;
    return -1;
}

char *output_name(const struct flow *flow, int index, int form)
{
    int output = find_output(flow, index, form);

    return output < 0 ? say("unread%d_%d", index, form) : say("n%d", output);
}

static void declare_outputs(struct output *out, const struct flow *flow, int index)
{
    const struct node *node = &flow->nodes[index];

    for (int form = 1; form <= operators[node->op]->outputs; form++) {
        struct node output = {.form = form};

        operators[node->op]->derive_output(&output, node, &flow->nodes[node->input[0]]);
        put(out, "    %s(%s) %s;\n", kind_name(output.kind), type_name(output.type), output_name(flow, index, form));
    }
    if (operators[node->op]->is_statement)
        put(out, "    %s(%s) n%d;\n", kind_name(node->kind), type_name(node->type), index);
}

static void put_node(struct output *out, const struct flow *flow, int index, bool *ticks)
{
    const struct node *node = &flow->nodes[index];

    if (node->region != OUTSIDE && flow->regions[node->region].kind != REGION_CYCLE && !ticks[node->region]) {
        ticks[node->region] = true;
        put(out, "    leat_tick *t%d = leat_tick_of(%s);\n", node->region, place_name(flow->program, flow->regions[node->region].place));
    }
    if (operators[node->op]->is_output)
        return;
    put_captured(out, node, index);
    declare_outputs(out, flow, index);
    const char *before = operators[node->op]->before ? operators[node->op]->before(flow, index) : NULL;

    if (before)
        put(out, "%s", before);
    if (operators[node->op]->has_hole)
        put(out, "    leat_hole *h%d;\n", index);
    if (operators[node->op]->is_sink || operators[node->op]->is_statement)
        put(out, "    %s;\n", node_text(flow, index));
    else
        put(out, "    %s(%s) n%d = %s;\n", kind_name(node->kind), type_name(node->type), index, node_text(flow, index));
    for (int form = 1; form <= operators[node->op]->outputs; form++)
        if (find_output(flow, index, form) < 0)
            put(out, "    leat_null(%s);\n", output_name(flow, index, form));
    for (int i = 0; i < index; i++)
        if (operators[flow->nodes[i].op]->has_hole && flow->nodes[i].completion == index)
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

static bool is_used(const struct program *program, int place)
{
    for (int f = 0; f < program->flow_count; f++)
        for (int i = 0; i < program->flows[f]->count; i++)
            if (program->flows[f]->nodes[i].place == place)
                return true;
    return false;
}

static void put_main(struct output *out, const struct program *program)
{
    put(out, "int main(int argc, char **argv)\n{\n    leat_deployment *deployment = leat_deployment_new(argc, argv);\n"
             "    leat_flow *flow = leat_flow_new();\n");
    for (int i = 0; i < program->place_count; i++) {
        const char *name = place_name(program, i);

        if (!is_used(program, i)) /* or there would be a warning that nothing is there */
            put(out, "    %s%s = NULL;\n", program->places[i].is_cluster ? "leat_cluster *" : "leat_process *", name);
        else if (program->places[i].is_cluster)
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
