# shellcheck shell=bash
# Clients outside the flow, which are bash: it can dial TCP, and read and write a connection as a file.

# serve COMMAND...: in a process group of its own; the flow writes its port to the file `port`, or says it.
serve() {
    set -m
    "$@" >out 2>err &
    launched=$!
    set +m
}
has_port() { [ -s port ] || { grep -ao 'listens at 127.0.0.1:[0-9]*' err | cut -d : -f 2 >said && [ -s said ] && mv said port; }; }

dial() { # dial NAME: its descriptor is $NAME
    local descriptor

    wait_until has_port
    exec {descriptor}<>"/dev/tcp/127.0.0.1/$(cat port)"
    printf -v "$1" %s "$descriptor"
}
hang_up() { eval "exec $1>&-"; }

# shellcheck disable=SC2059 # the text is a format: it has escapes
says() { printf "$2" >&"$1"; }
hears() { # hears DESCRIPTOR TEXT: just this, one line
    local line

    IFS= read -r -t 30 -u "$1" line || fail "nothing was heard where this was expected: $2"
    [ "$line" = "$2" ] || fail "heard '$line', not '$2'"
}
hears_bytes() { # hears_bytes DESCRIPTOR HEXADECIMAL
    local heard

    heard=$(timeout 30 head -c $((${#2} / 2)) <&"$1" | od -An -v -tx1 | tr -d ' \n')
    [ "$heard" = "$2" ] || fail "heard '$heard', not '$2'"
}
hears_the_end() {
    local line

    if IFS= read -r -t 30 -u "$1" line; then fail "heard '$line' instead of the end"; fi
}

stop() { # as Ctrl-C does
    local status=0

    kill -INT -- "-$launched"
    wait "$launched" || status=$?
    [ "$status" -eq 130 ] || fail "status $status: $(cat err)"
    lacks err "error"
}
comes_to_its_end() {
    local status=0

    wait "$launched" || status=$?
    [ "$status" -eq 0 ] || fail "status $status: $(cat err)"
}
printed() { wait_until grep -qxF "$1" out; }

# The stream ends with its client, so that the count is known; and the client is told of it by closing in one direction.
test_a_flow_that_ends_with_its_client() {
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){
        .framing = LEAT_LINES, .port_file = "port", .ends_with_client = true});
    leat_stream(leat_str) lines = leat_source_external(server, leat_str, client);
    leat_for_each(lines, q(l, printf("%.*s\n", (int)l.length, l.data)));
    leat_for_each(leat_into_stream(leat_count(lines)), q(n, printf("%d lines\n", (int)n)));
    leat_send_external(leat_map(lines, leat_str, q(l, leat_str_format("%zu", l.length))), client);
C
    serve leat run f.c
    dial c
    says "$c" 'one\nthree\r\n\nthe last line has no end'
    hears "$c" 3
    hears "$c" 5
    hears "$c" 0
    hang_up "$c"
    comes_to_its_end
    out_is $'[server/0] one\n[server/0] three\n[server/0] \n[server/0] the last line has no end\n[server/0] 4 lines'
    [ ! -e port ]
}

# Records go there and back as bincode, through another process.
test_records_of_one_client_after_another() {
    flow_file f.c <<'C'
leat_record(order, (uint32_t, id), (leat_str, what))
---
    leat_process *server = process(flow, "server"), *worker = process(flow, "worker");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){.port_file = "port"});
    leat_stream(order) orders = leat_send_bincode(leat_source_external(server, order, client), worker);
    leat_for_each(orders, q(o, { printf("%u %.*s\n", (unsigned)o.id, (int)o.what.length, o.what.data); }));
    leat_send_external(leat_send_bincode(leat_map(orders, uint32_t, q(o, o.id + 1)), server), client);
C
    serve leat run f.c
    dial c
    says "$c" '\0\0\0\017\1\0\0\0\3\0\0\0\0\0\0\0tea'
    hears_bytes "$c" 0000000402000000
    hang_up "$c"
    dial d
    says "$d" '\0\0\0\014\377\0\0\0\0\0\0\0\0\0\0\0'
    hears_bytes "$d" 0000000400010000
    printed "[worker/0] 255 "
    says "$d" '\0\0\0\3abc'
    hears_the_end "$d"
    # The client hears of its end from the process, we from the deployer: either may come first.
    wait_until grep -qaE "\[server/0\] warning: closed client 1: it sent what is no element: .*f.c:[0-9]+" err
    dial e
    says "$e" '\0\0\0\014\2\0\0\0\0\0\0\0\0\0\0\0'
    hears_bytes "$e" 0000000403000000
    stop
}

# A variant and an enum, as a Rust client would send them: tag 2 is the string, and there is no tag 3.
test_a_client_is_told_apart_by_its_tags() {
    flow_file f.c <<'C'
leat_enum(color, (red, 3), (green, 7))
leat_variant(wish, (color, paint), (nothing), (leat_str, text))
---
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){.port_file = "port"});
    leat_stream(wish) wishes = leat_source_external(server, wish, client);
    leat_for_each(wishes, q(w, {
        switch (w.tag) {
        case wish_paint: printf("paint %d\n", (int)w.paint); break;
        case wish_nothing: printf("nothing\n"); break;
        case wish_text: printf("text %.*s\n", (int)w.text.length, w.text.data); break;
        }
        fflush(stdout);
    }));
    leat_send_external(leat_filter_map(wishes, color, q(w, { if (w.tag == wish_paint) yield(w.paint); })), client);
C
    serve leat run f.c
    dial c
    says "$c" '\0\0\0\017\2\0\0\0\3\0\0\0\0\0\0\0tea\0\0\0\4\1\0\0\0\0\0\0\010\0\0\0\0\1\0\0\0'
    hears_bytes "$c" 0000000401000000
    printed "[server/0] text tea"
    printed "[server/0] nothing"
    printed "[server/0] paint 7"
    says "$c" '\0\0\0\4\3\0\0\0'
    hears_the_end "$c"
    wait_until grep -qF "client 0: it sent what is no element: 'wish' has 3 tags, from 0, and this is 3" err
    dial d
    says "$d" '\0\0\0\010\0\0\0\0\7\0\0\0'
    hears_the_end "$d"
    wait_until grep -qF "client 1: it sent what is no element: 'color' has 2 tags, from 0, and this is 7" err
    stop
}

test_many_clients_with_raw_bytes_and_who_they_are() {
    flow_file f.c <<'C'
leat_keyed(piece, uint64_t, leat_bytes)
---
    leat_process *server = process(flow, "server");
    leat_external *clients = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_RAW, .port_file = "port"});
    leat_keyed_stream(piece) pieces = leat_source_external_many(server, piece, clients);
    leat_for_each(leat_source_external_events(server, clients), q(e, {
        printf("%d %s\n", (int)e.key, e.value == LEAT_JOINED ? "joined" : "left"); fflush(stdout); }));
    /* To the client with the next id, which may not be there. */
    leat_send_external_many(leat_map(pieces, piece, q(p, ((piece){p.key + 1, p.value}))), clients);
C
    serve leat run f.c
    dial a
    printed "[server/0] 0 joined"
    dial b
    printed "[server/0] 1 joined"
    says "$b" 'nobody hears this'
    says "$a" '\1\2\0\377'
    hears_bytes "$b" 010200ff
    hang_up "$a"
    printed "[server/0] 0 left"
    hang_up "$b"
    printed "[server/0] 1 left"
    stop
    out_is $'[server/0] 0 joined\n[server/0] 1 joined\n[server/0] 0 left\n[server/0] 1 left'
}

# What is sent before anybody has dialled waits, and then the flow ends.
test_results_wait_for_a_client() {
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port_file = "port"});
    leat_stream(int) numbers = leat_source_iter(server, int, q(range(0, 300000)));
    leat_send_external(leat_map(numbers, leat_str, q(n, leat_str_format("%d", n))), client);
C
    serve leat run f.c
    dial c
    timeout 60 cat <&"$c" >heard
    seq 0 299999 | cmp - heard
    comes_to_its_end
}

# Of what another process sends; it is held back meanwhile, and memory stays flat.
test_a_client_that_comes_late_holds_back_another_process() {
    flow_file f.c <<'C'
#include <sys/resource.h>
static long megabytes(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss >> 10;
}
---
    leat_process *first = process(flow, "first"), *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port_file = "port"});
    leat_stream(leat_str) made = leat_map(leat_source_iter(first, int, q(range(0, 400000))), leat_str, q(n, leat_str_format("%0100d", n)));
    leat_stream(leat_str) lines = leat_send_bincode(made, server);
    leat_send_external(lines, client);
    leat_for_each(leat_into_stream(leat_count(lines)), q(n, {
        printf("%d lines, %s\n", (int)n, megabytes() < 30 ? "in little memory" : "in too much memory");
    }));
C
    serve leat run f.c
    wait_until grep -q "has .* bytes for its client, and waits until one dials 127.0.0.1:" err
    dial c
    [ "$(timeout 60 cat <&"$c" | wc -l)" -eq 400000 ]
    comes_to_its_end
    case $CC in */*) ;; *) out_is "[server/0] 400000 lines, in little memory" ;; esac
}

test_an_interface_of_ip_6() {
    if ! grep -qs ' lo$' /proc/net/if_inet6; then skip "this machine has no IPv6"; fi
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){
        .framing = LEAT_LINES, .interface = "::1", .port_file = "port", .ends_with_client = true});
    leat_for_each(leat_source_external(server, leat_str, client), q(l, printf("%.*s\n", (int)l.length, l.data)));
C
    serve leat run f.c
    wait_until has_port
    echo "over IPv6" >"/dev/tcp/::1/$(cat port)"
    comes_to_its_end
    out_is "[server/0] over IPv6"
}

# Another external goes on; but this client is told at once that nothing more comes for it.
test_a_client_is_told_when_all_is_sent() {
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *few = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port_file = "port"});
    leat_external *other = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port_file = "other"});
    leat_stream(leat_str) two = leat_source_iter(server, leat_str, q({ yield(leat_str_of("a")); yield(leat_str_of("b")); }));
    leat_send_external(two, few);
    leat_send_external(leat_source_external(server, leat_str, other), other);
C
    serve leat run f.c
    dial c
    [ "$(timeout 30 cat <&"$c")" = $'a\nb' ]
    wait_until [ -s other ]
    mv other port
    dial d
    says "$d" 'still there\n'
    hears "$d" "still there"
    stop
}

# A limit wants no more of its client: the flow ends, though the client does not.
test_a_client_that_is_not_wanted_any_more() {
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port_file = "port"});
    leat_stream(leat_str) first = leat_limit(leat_source_external(server, leat_str, client), q(2));
    leat_for_each(first, q(l, printf("%.*s\n", (int)l.length, l.data)));
C
    serve leat run f.c
    dial c
    says "$c" 'a\nb\nc\nd\n'
    hears_the_end "$c"
    comes_to_its_end
    out_is $'[server/0] a\n[server/0] b'
}

test_a_port_that_is_taken() {
    flow_file f.c <<'C'
    leat_process *server = process(flow, "server");
    leat_external *client = leat_flow_external(flow, &(leat_external_spec){
        .name = "shop", .framing = LEAT_LINES, .port = (unsigned)atoi(getenv("PORT")), .port_file = getenv("PORT_FILE")});
    leat_for_each(leat_source_external(server, leat_str, client), q(l, printf("%.*s\n", (int)l.length, l.data)));
C
    PORT=0 PORT_FILE=port serve leat run f.c
    wait_until has_port
    mv out first_out
    PORT=$(cat port) PORT_FILE=other run_for 1 leat run f.c
    matches err "the external shop \(f.c:[0-9]+\) cannot listen: tcp:127.0.0.1:[0-9]+: Address already in use"
    kill -INT -- "-$launched"
    wait "$launched" || true
}

test_the_echo_server() {
    PORT=0 serve leat run "$ROOT/examples/echo_server.c"
    dial a
    dial b
    says "$a" 'hello\n'
    says "$b" 'good morning\n'
    hears "$a" "hello"
    hears "$b" "good morning"
    hang_up "$a"
    says "$b" 'still here\n'
    hears "$b" "still here"
    stop
}

test_the_chat() {
    PORT=0 serve leat run "$ROOT/examples/chat.c"
    # Each has joined when it hears an earlier one, who speaks until then.
    dial a
    for name in b c; do
        dial "$name"
        until IFS= read -r -t 0.05 -u "${!name}" line && [ "$line" = "0: there?" ]; do
            says "$a" 'there?\n'
        done
    done
    says "$c" 'hello, all\n'
    hears "$a" "2: hello, all"
    until IFS= read -r -t 30 -u "$b" line && [ "$line" != "0: there?" ]; do :; done
    [ "$line" = "2: hello, all" ] || fail "heard '$line'"
    hang_up "$b"
    says "$a" 'good bye\n'
    until IFS= read -r -t 30 -u "$c" line && [ "$line" != "0: there?" ]; do :; done
    [ "$line" = "0: good bye" ] || fail "heard '$line'"
    stop
}
