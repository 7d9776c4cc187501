/*
 * quotes.c: what stands in the quotes of random flows, twice: as a function of values, and as C text.
 * The two of each stand one behind the other.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "model.h"

static const char *const words[8] = {"", "a", "leat", "water", "mill wheel", "sluice", "weir%", "\\/\"x"};

/* ---- the number of an element ---- */

static int64_t weight(struct string s)
{
    return (int64_t)s.length * 7 + (s.length > 0 ? (unsigned char)s.data[0] : 0);
}

static int64_t bag_sum(const struct value *bag)
{
    int64_t sum = bag->n;

    for (size_t i = 0; i < bag->item_count; i++)
        sum += bag->items[i].a % 1000 + (int64_t)bag->items[i].s.length;
    return sum;
}

static int64_t choice_weight(const struct value *x)
{
    return x->choice + (x->choice == CHOICE_NUMBER ? x->n : x->choice == CHOICE_NOTHING ? 0 : (int64_t)x->s.length);
}

static int64_t val_number(int form, enum val val, const struct value *x)
{
    switch (val) {
    case VAL_STR:
    case VAL_BYTES:
        return form % 2 ? weight(x->s) : (int64_t)x->s.length;
    case VAL_REC:
        return form % 2 ? x->n + (int64_t)x->s.length : x->n;
    case VAL_BAG:
        return form % 2 ? bag_sum(x) : x->n;
    case VAL_CHOICE:
        return form % 2 ? choice_weight(x) : x->choice;
    default:
        return form % 2 ? x->n + 1 : x->n;
    }
}

static char *val_number_text(int form, enum val val, const char *v)
{
    switch (val) {
    case VAL_BYTES:
        return form % 2 ? say("weight(text_of(%s))", v) : say("(int64_t)%s.length", v);
    case VAL_STR:
        return form % 2 ? say("weight(%s)", v) : say("(int64_t)%s.length", v);
    case VAL_REC:
        return form % 2 ? say("(%s.a + (int64_t)%s.s.length)", v, v) : say("%s.a", v);
    case VAL_BAG:
        return form % 2 ? say("bag_sum(%s)", v) : say("%s.n", v);
    case VAL_CHOICE:
        return form % 2 ? say("choice_weight(%s)", v) : say("(int64_t)%s.tag", v);
    default:
        return form % 2 ? say("((int64_t)%s + 1)", v) : say("(int64_t)%s", v);
    }
}

static int64_t key_number(enum key key, const struct value *x)
{
    return key == KEY_STR ? (int64_t)x->key_str.length : x->key_num;
}

static char *key_number_text(enum key key, const char *x)
{
    switch (key) {
    case KEY_STR:
        return say("(int64_t)%s.key.length", x);
    case KEY_MEMBER:
        return say("(int64_t)%s.key.id", x);
    default:
        return say("(int64_t)%s.key", x);
    }
}

int64_t number_value(int form, struct type type, const struct value *x)
{
    if (type.key == KEY_NONE || form % 4 < 2)
        return val_number(form, type.val, x);
    return form % 4 == 2 ? key_number(type.key, x) : key_number(type.key, x) + val_number(0, type.val, x);
}

char *number_text(int form, struct type type, const char *x)
{
    if (type.key == KEY_NONE)
        return val_number_text(form, type.val, x);
    if (form % 4 < 2)
        return val_number_text(form, type.val, say("%s.value", x));
    if (form % 4 == 2)
        return key_number_text(type.key, x);
    return say("(%s + %s)", key_number_text(type.key, x), val_number_text(0, type.val, say("%s.value", x)));
}

/* ---- the string of an element; n is a number that is at hand ---- */

struct string string_value(struct type type, const struct value *x, int64_t n)
{
    switch (type.val) {
    case VAL_STR:
    case VAL_BYTES:
    case VAL_REC:
        return x->s;
    case VAL_BAG:
        return x->item_count > 0 ? x->items[x->item_count - 1].s : string_of("");
    case VAL_CHOICE:
        return x->choice == CHOICE_TEXT || x->choice == CHOICE_ENDS ? x->s : string_of("");
    default:
        return type.key == KEY_STR ? x->key_str : string_of(say("n%d", (int)n));
    }
}

char *string_text(struct type type, const char *x, const char *n)
{
    const char *v = type.key == KEY_NONE ? x : say("%s.value", x);

    switch (type.val) {
    case VAL_BYTES:
        return say("text_of(%s)", v);
    case VAL_STR:
        return say("%s", v);
    case VAL_REC:
        return say("%s.s", v);
    case VAL_BAG:
        return say("bag_last(%s)", v);
    case VAL_CHOICE:
        return say("choice_string(%s)", v);
    default:
        return type.key == KEY_STR ? say("%s.key", x) : say("leat_str_format(\"n%%d\", (int)%s)", n);
    }
}

static int64_t word_index(int64_t n)
{
    return n < 0 ? 0 : n % 8;
}

enum { STRING_PLAIN, STRING_WORD, STRING_REST, STRING_MARK, STRING_WIDE, STRING_FORMS };

static struct string make_string(const struct make *make, struct type from, const struct value *x, int64_t n)
{
    struct string s;

    switch (make->string % STRING_FORMS) {
    case STRING_WORD:
        return string_of(words[word_index(n)]);
    case STRING_REST:
        s = string_value(from, x, n);
        return s.length > 0 ? (struct string){s.data + 1, s.length - 1} : s;
    case STRING_MARK:
        s = string_value(from, x, n);
        return string_of(say("%.*s.%d", s.length < 10 ? (int)s.length : 10, s.data, (int)n));
    case STRING_WIDE:
        return string_of(say("%0*d", make->width, (int)n));
    default:
        return string_value(from, x, n);
    }
}

static char *make_string_text(const struct make *make, struct type from, const char *x, const char *n)
{
    switch (make->string % STRING_FORMS) {
    case STRING_WORD:
        return say("word(%s)", n);
    case STRING_REST:
        return say("rest(%s)", string_text(from, x, n));
    case STRING_MARK:
        return say("mark(%s, %s)", string_text(from, x, n), n);
    case STRING_WIDE:
        return say("leat_str_format(\"%%0*d\", %d, (int)%s)", make->width, n);
    default:
        return string_text(from, x, n);
    }
}

/* ---- an element from another ---- */

static void push(struct value *bag, struct item item)
{
    struct item *items = hold((bag->item_count + 1) * sizeof *items);

    if (bag->item_count > 0)
        memcpy(items, bag->items, bag->item_count * sizeof *items);
    items[bag->item_count++] = item;
    bag->items = items;
}

static void make_bag(struct value *bag, int64_t n, struct string s)
{
    struct item *items = hold(4 * sizeof *items);
    int64_t count = n > 0 ? n % 4 : 0;

    bag->n = n;
    for (int64_t i = 0; i < count; i++)
        items[i] = (struct item){n + i, s};
    bag->items = items;
    bag->item_count = (size_t)count;
}

static void make_key(const struct make *make, enum key key, const struct value *x, int64_t n, struct value *to)
{
    if (make->same_key) {
        to->key_num = x->key_num;
        to->key_str = x->key_str;
        return;
    }
    switch (key) {
    case KEY_NUM:
    case KEY_SEQ:
        to->key_num = n % make->keys;
        break;
    case KEY_STR:
        to->key_str = make->key % 2 ? string_of(say("key %d", (int)(n % make->keys))) : string_of(words[word_index(n)]);
        break;
    case KEY_COLOR:
        to->key_num = color_values[n < 0 ? 0 : n % 3];
        break;
    case KEY_MEMBER:
        to->key_num = (uint32_t)(n % make->keys);
        break;
    default:
        break;
    }
}

static char *make_key_text(const struct make *make, enum key key, const char *x, const char *n)
{
    if (make->same_key)
        return say("%s.key", x);
    switch (key) {
    case KEY_NUM:
        return say("%s %% %" PRId64, n, make->keys);
    case KEY_SEQ:
        return say("(uint64_t)(%s %% %" PRId64 ")", n, make->keys);
    case KEY_STR:
        if (make->key % 2)
            return say("leat_str_format(\"key %%d\", (int)(%s %% %" PRId64 "))", n, make->keys);
        return say("word(%s)", n);
    case KEY_COLOR:
        return say("color_of(%s)", n);
    default:
        return say("(leat_member){(uint32_t)(%s %% %" PRId64 ")}", n, make->keys);
    }
}

void key_value(const struct make *make, struct type from, const struct value *x, enum key key, struct value *to)
{
    make_key(make, key, x, (number_value(make->number, from, x) * make->a + make->b) % make->m, to);
}

char *key_text(const struct make *make, struct type from, const char *x, enum key key)
{
    return say("({ const int64_t number = (%s * %" PRId64 " + %" PRId64 ") %% %" PRId64 "; %s; })", number_text(make->number, from, x), make->a,
               make->b, make->m, make_key_text(make, key, x, "number"));
}

struct value make_value(const struct make *make, struct type from, const struct value *x, struct type to)
{
    struct value made = {0};
    int64_t n = (number_value(make->number, from, x) * make->a + make->b) % make->m;

    if (to.key != KEY_NONE)
        make_key(make, to.key, x, n, &made);
    if (to.val == VAL_BAG && make->same_items) {
        made.n = n;
        made.items = x->items;
        made.item_count = x->item_count;
        if (make->one_more)
            push(&made, (struct item){n, make_string(make, from, x, n)});
    } else if (to.val == VAL_BAG) {
        make_bag(&made, n, make_string(make, from, x, n));
    } else if (to.val == VAL_CHOICE) {
        made.choice = (int)(n < 0 ? 0 : n % CHOICES);
        made.n = made.choice == CHOICE_NUMBER ? n : 0;
        if (made.choice == CHOICE_TEXT || made.choice == CHOICE_ENDS)
            made.s = make_string(make, from, x, n);
    } else {
        made.n = to.val == VAL_STR || to.val == VAL_BYTES ? 0 : n;
        if (to.val == VAL_STR || to.val == VAL_BYTES || to.val == VAL_REC)
            made.s = make_string(make, from, x, n);
    }
    return made;
}

/* The number is worked out once: the whole is a statement expression. */
char *make_text(const struct make *make, struct type from, const char *x, const char *plus, struct type to)
{
    const char *number = say("(%s * %" PRId64 " + %" PRId64 "%s) %% %" PRId64, number_text(make->number, from, x), make->a,
                             make->b, plus, make->m);
    const char *value;

    if (to.key == KEY_NONE && to.val == VAL_NUM)
        return say("%s", number);
    switch (to.val) {
    case VAL_STR:
        value = make_string_text(make, from, x, "number");
        break;
    case VAL_BYTES:
        value = say("bytes_of(%s)", make_string_text(make, from, x, "number"));
        break;
    case VAL_REC:
        value = say("(item){number, %s}", make_string_text(make, from, x, "number"));
        break;
    case VAL_BAG:
        if (make->same_items)
            value = say("(bag){number, %s%s.items}", x, from.key == KEY_NONE ? "" : ".value");
        else
            value = say("make_bag(number, %s)", make_string_text(make, from, x, "number"));
        if (make->same_items && make->one_more)
            value = say("one_more(%s, %s)", value, make_string_text(make, from, x, "number"));
        break;
    case VAL_CHOICE:
        value = say("make_choice(number, %s)", make_string_text(make, from, x, "number"));
        break;
    case VAL_COUNT:
        value = "(uint64_t)number";
        break;
    default:
        value = "number";
    }
    if (to.key != KEY_NONE)
        value = say("(%s){%s, %s}", type_name(to), make_key_text(make, to.key, x, "number"), value);
    return say("({ const int64_t number = %s; (void)number; %s; })", number, value);
}

/* ---- an item from two values ---- */

struct value pair_value(int number, bool left, struct type l, const struct value *a, struct type r, const struct value *b)
{
    int64_t n = (number_value(number, l, a) * 3 + number_value(number, r, b)) % 1000003;

    return (struct value){.n = n, .s = left ? string_value(l, a, n) : string_value(r, b, n)};
}

char *pair_text(int number, bool left, struct type l, const char *a, struct type r, const char *b)
{
    return say("({ const int64_t number = (%s * 3 + %s) %% 1000003; (item){number, %s}; })", number_text(number, l, a), number_text(number, r, b),
               left ? string_text(l, a, "number") : string_text(r, b, "number"));
}

enum { NO_LEFT = 7, NO_RIGHT = 11 };

struct value perhaps_pair_value(int number, bool left, struct type l, const struct value *a, struct type r, const struct value *b)
{
    int64_t n = (a ? number_value(number, l, a) : NO_LEFT) * 3;

    n = (n + (b ? number_value(number, r, b) : NO_RIGHT)) % 1000003;
    if (left)
        return (struct value){.n = n, .s = a ? string_value(l, a, n) : string_of("none")};
    return (struct value){.n = n, .s = b ? string_value(r, b, n) : string_of("none")};
}

char *perhaps_pair_text(int number, bool left, struct type l, const char *a, struct type r, const char *b)
{
    char *at_a = say("(*%s)", a), *at_b = say("(*%s)", b);
    char *n = say("((%s ? %s : %d) * 3 + (%s ? %s : %d)) %% 1000003", a, number_text(number, l, at_a), NO_LEFT, b, number_text(number, r, at_b), NO_RIGHT);

    return say("({ const int64_t number = %s; (item){number, %s ? %s : leat_str_of(\"none\")}; })", n, left ? a : b,
               left ? string_text(l, at_a, "number") : string_text(r, at_b, "number"));
}

/* ---- conditions ---- */

bool test_value(const struct test *test, struct type from, const struct value *x)
{
    int64_t n = number_value(test->number, from, x);

    switch (test->kind) {
    case TEST_STRING:
        return string_compare(string_value(from, x, n), string_of(words[test->a % 8])) > 0;
    case TEST_MODULO:
        return n % test->a != test->b;
    case TEST_DIFFERS:
        return n != test->a;
    default:
        return test->a;
    }
}

char *test_text(const struct test *test, struct type from, const char *x, int node)
{
    const char *n = number_text(test->number, from, x);
    const char *a = test->captured ? say("a%d", node) : say("%" PRId64, test->a);
    const char *b = test->captured ? say("b%d", node) : say("%" PRId64, test->b);

    switch (test->kind) {
    case TEST_STRING:
        return say("leat_str_compare(%s, word(%s)) > 0", string_text(from, x, n), a);
    case TEST_MODULO:
        return say("%s %% %s != %s", n, a, b);
    case TEST_DIFFERS:
        return say("%s != %s", n, a);
    default:
        return say("%s", test->a ? "true" : "false");
    }
}

/* ---- steps ---- */

bool step_is_commutative(enum step step)
{
    return step == STEP_SUM || step == STEP_MOST;
}

bool step_exists(enum step step, enum val from, enum val acc, bool reduces)
{
    if (reduces)
        return from == acc && (step == STEP_MOST || step == STEP_LAST || step == STEP_SELDOM || (step == STEP_PUSH && acc == VAL_BAG));
    switch (step) {
    case STEP_SUM:
    case STEP_MOST:
    case STEP_LAST:
    case STEP_MIX:
    case STEP_SELDOM:
        return acc == VAL_NUM || acc == VAL_STR || acc == VAL_REC;
    default:
        return acc == VAL_BAG;
    }
}

static struct string join(struct string a, struct string b)
{
    return string_of(say("%.*s%.*s", a.length < 12 ? (int)a.length : 12, a.data, b.length < 8 ? (int)b.length : 8, b.data));
}

static void step_of_bag(enum step step, int64_t n, struct string s, struct value *acc)
{
    acc->n += n;
    if (step == STEP_PUSH_SOME && n % 3 != 0)
        return;
    if (step == STEP_RESTART && acc->item_count >= 5)
        acc->item_count = 0;
    if (step == STEP_WINDOW && acc->item_count >= 4) {
        acc->items++;
        acc->item_count--;
    }
    if (step == STEP_POP && acc->item_count >= 3)
        acc->item_count -= 2;
    push(acc, (struct item){n, s});
}

static void step_of_reduce(enum step step, int64_t n, enum val val, const struct value *x, struct value *acc)
{
    struct type type = {KEY_NONE, val};

    if (step == STEP_LAST || (step == STEP_SELDOM && n % 3 == 0) ||
        (step == STEP_MOST && value_compare(type, x, acc) > 0)) {
        /* The key of a keyed reduce stays. */
        acc->n = x->n;
        acc->s = x->s;
        acc->choice = x->choice;
        acc->items = x->items;
        acc->item_count = x->item_count;
    }
    if (step == STEP_PUSH)
        push(acc, (struct item){n, string_value(type, x, n)});
}

void step_value(enum step step, int number, struct type from, const struct value *x, enum val acc_type, struct value *acc, bool reduces)
{
    int64_t n = number_value(number, from, x);
    struct string s = string_value(from, x, n);
    struct string old = acc->s;
    int64_t old_n = acc->n;

    if (reduces) {
        step_of_reduce(step, n, from.val, x, acc);
        return;
    }
    if (acc_type == VAL_BAG) {
        step_of_bag(step, n, s, acc);
        return;
    }
    switch (step) {
    case STEP_SUM:
        acc->n += n;
        acc->s = string_compare(s, old) > 0 ? s : old;
        break;
    case STEP_MOST:
        acc->n = n > old_n ? n : old_n;
        acc->s = string_compare(s, old) > 0 ? s : old;
        break;
    case STEP_LAST:
        acc->n = n;
        acc->s = s;
        break;
    case STEP_MIX:
        acc->n = (old_n * 31 + n) % 1000003;
        acc->s = join(old, s);
        break;
    default:
        if (n % 3 == 0) {
            acc->n = n;
            acc->s = s;
        }
    }
    if (acc_type == VAL_NUM)
        acc->s = (struct string){0};
    if (acc_type == VAL_STR)
        acc->n = 0;
}

static char *bag_step_text(enum step step)
{
    const char *push = "leat_vec_push(&acc.items, ((item){n, s}));";

    switch (step) {
    case STEP_PUSH_SOME:
        return say("acc.n += n; if (n %% 3 == 0) %s", push);
    case STEP_RESTART:
        return say("acc.n += n; if (acc.items.length >= 5) acc.items = (leat_vec(item)){0}; %s", push);
    case STEP_WINDOW:
        return say("acc.n += n; if (acc.items.length >= 4) { acc.items.data++; acc.items.length--; } %s", push);
    case STEP_POP:
        return say("acc.n += n; if (acc.items.length >= 3) acc.items.length -= 2; %s", push);
    default:
        return say("acc.n += n; %s", push);
    }
}

static char *plain_step_text(enum step step, const char *n, const char *s)
{
    switch (step) {
    case STEP_SUM:
        return say("%s%s%s%s%s%s", n ? n : "", n ? " += n; " : "", s ? "if (leat_str_compare(s, " : "", s ? s : "",
                   s ? ") > 0) " : "", s ? say("%s = s;", s) : "");
    case STEP_MOST:
        return say("%s%s", n ? say("if (n > %s) %s = n; ", n, n) : "",
                   s ? say("if (leat_str_compare(s, %s) > 0) %s = s;", s, s) : "");
    case STEP_LAST:
        return say("%s%s", n ? say("%s = n; ", n) : "", s ? say("%s = s;", s) : "");
    case STEP_MIX:
        return say("%s%s", n ? say("%s = (%s * 31 + n) %% 1000003; ", n, n) : "", s ? say("%s = join(%s, s);", s, s) : "");
    default:
        return say("if (n %% 3 == 0) { %s%s }", n ? say("%s = n; ", n) : "", s ? say("%s = s;", s) : "");
    }
}

static char *reduce_step_text(enum step step, const char *x, const char *compare)
{
    switch (step) {
    case STEP_LAST:
        return say("acc = %s;", x);
    case STEP_SELDOM:
        return say("if (n %% 3 == 0) acc = %s;", x);
    case STEP_MOST:
        return say("if (%s(%s, acc) > 0) acc = %s;", compare, x, x);
    default:
        return say("leat_vec_push(&acc.items, ((item){n, s}));");
    }
}

char *step_text(enum step step, int number, struct type from, const char *x, enum val acc_type, bool reduces, const char *compare)
{
    const char *body;

    if (reduces)
        body = reduce_step_text(step, x, compare);
    else if (acc_type == VAL_BAG)
        body = bag_step_text(step);
    else
        body = plain_step_text(step, acc_type == VAL_NUM ? "acc" : acc_type == VAL_REC ? "acc.a" : NULL,
                               acc_type == VAL_STR ? "acc" : acc_type == VAL_REC ? "acc.s" : NULL);
    return say("{ const int64_t n = %s; const leat_str s = %s; (void)n; (void)s; %s }",
               number_text(number, from, x), string_text(from, x, "n"), body);
}

/* ---- what a fold begins with ---- */

enum { GUARDED = -7777 };

struct value initial_value(enum val acc, bool guarded)
{
    return (struct value){.n = guarded && acc != VAL_STR ? GUARDED : 0, .s = string_of("")};
}

char *initial_text(enum val acc, bool guarded)
{
    int n = guarded ? GUARDED : 0;

    switch (acc) {
    case VAL_STR:
        return say("leat_str_of(\"\")");
    case VAL_REC:
        return say("((item){%d, leat_str_of(\"\")})", n);
    case VAL_BAG:
        return say("((bag){.n = %d})", n);
    default:
        return say("%d", n);
    }
}
