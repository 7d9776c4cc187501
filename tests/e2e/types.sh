# shellcheck shell=bash
# Types that C would take, and the wire cannot have; and values that are of no use to the one who gets them.

program() { # program DECLARATION: flow.c, which declares it on its third line
    cat >flow.c <<C
#include <leat/leat.h>
#include <stdio.h>
$1

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *other = leat_flow_process(flow, &(leat_process_spec){.name = "other"});
    ${2:-(void)other, (void)p;}
    return leat_deployment_run(deployment, flow);
}
C
}

wrong() { # wrong MESSAGE DECLARATION
    local compiler

    program "$2"
    for compiler in gcc clang; do
        CC=$compiler run_for 1 leat check flow.c
        holds err "error[LEAT0302]: $1"
        holds err "flow.c:3:1"
        holds err 'error: 1 error'
    done
}

test_two_constants_of_one_value_are_refused() {
    wrong 'leat_enum: two constants have one value' 'leat_enum(color, (red, 3), (green, 7), (blue, 3))'
}

test_a_key_is_no_array() {
    wrong 'leat_keyed: C assigns no array; put the array into a record' 'leat_keyed(cell, leat_array(int, 2), double)'
    wrong 'leat_keyed: C assigns no array; put the array into a record' 'leat_keyed(moves, int, leat_array(int, 2))'
}

test_a_value_that_is_none_of_its_enum_is_not_sent() {
    program 'leat_enum(color, (red, 3), (green, 7))' \
        'leat_stream(color) colors = leat_source_iter(p, color, q({ yield(color_red); yield((color)4); }));
    leat_for_each(leat_send_bincode(colors, other), q(c, printf("%d\n", (int)c)));'
    run_for 1 leat run flow.c
    holds err "[p/0] error: 4 is no value of the enum 'color', and cannot be sent: color_red = 3, color_green = 7"
}

test_a_tag_that_its_variant_has_not_is_not_sent() {
    program 'leat_variant(shape, (int, square), (leat_str, label))' \
        'leat_stream(shape) shapes = leat_source_iter(p, shape, q({ yield(((shape){.tag = (enum shape_tag)2})); }));
    leat_for_each(leat_send_bincode(shapes, other), q(s, printf("%d\n", (int)s.tag)));'
    run_for 1 leat run flow.c
    holds err "[p/0] error: a variant 'shape' with the tag 2, which is none of its 2, cannot be sent"
}
