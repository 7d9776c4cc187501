# shellcheck shell=bash
# The tree: which folder may include which, and that each header stands alone.

# docs/architecture.md draws these arrows. `public` is include/leat.
may_include() {
    case $1 in
    base) echo base ;;
    flow) echo base flow ;;
    check) echo base flow check ;;
    lower) echo base flow lower ;;
    view) echo base flow view ;;
    emit) echo base flow lower emit ;;
    build) echo base build ;;
    prove) echo base flow check emit lower build prove ;;
    deploy) echo base build deploy ;;
    rt) echo base rt ;;
    cli) echo base flow check lower view emit build prove deploy cli ;;
    esac
}

# The words of the rendezvous are spoken on both sides, and written once.
is_shared() { [ "$1" = rt/words.h ]; }

test_includes_go_one_way() {
    cd "$ROOT/src"
    for folder in */; do
        folder=${folder%/}
        allowed=$(may_include "$folder")
        [ -n "$allowed" ] || fail "src/$folder is in no list"
        grep -HoE '^ *# *include "[a-z0-9_]+/[^"]*"' "$folder"/*.[ch] | sed 's/: *# *include "/ /; s/"$//' |
            while read -r file header; do
                to=${header%%/*}
                [ "$to" != leat ] || continue
                is_shared "$header" && [ "$folder" != rt ] && continue
                grep -qw "$to" <<<"$allowed" || fail "src/$file includes $header: $folder may include: $allowed"
            done
    done
}

test_public_headers_include_only_public_ones() {
    cd "$ROOT/include/leat"
    # With their own names, so that they are found wherever they are installed.
    if grep -nE '# *include "' ./*.h ./*.def rt/*.h operators/*.h | grep -vE '"(\.\./)?(rt/|operators/)?[a-z0-9_]+\.(h|def)"'; then fail "see above"; fi
    if grep -nE '# *include <(uv|xxhash)' -r .; then fail "a public header needs a library"; fi
}

test_the_runtime_for_embedding_needs_no_event_loop() {
    # Archive members without libuv must not pull in one that needs it, from the functions that embedding calls.
    cat >e.c <<'C'
#include <leat/rt.h>
void *use[] = {(void *)leat_vec_grow, (void *)leat_str_format};
int main(void) { return use[0] == 0; }
C
    "$CC" -std=gnu17 -I"$ROOT/include" e.c "$BUILD/libleat_rt.a" -o e
    ./e
}

each_header_alone() { # each_header_alone COMPILER
    cd "$ROOT"
    for header in include/leat/leat.h include/leat/rt.h include/leat/*.h include/leat/rt/*.h include/leat/operators/*.h src/*/*.h; do
        case $header in
        */stage2.h) continue ;; # is given the user's file
        esac
        printf '#include "%s"\nint nothing;\n' "${header#include/}" >"$TMPDIR/w/alone.c"
        sed -i 's|"src/|"|' "$TMPDIR/w/alone.c"
        "$1" -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wstrict-prototypes -Werror -Iinclude -Isrc \
            -fsyntax-only "$TMPDIR/w/alone.c" || fail "$header does not stand alone"
    done
}
test_each_header_stands_alone_in_gcc() { each_header_alone gcc; }
test_each_header_stands_alone_in_clang() { each_header_alone clang; }

test_names_say_whose_they_are() {
    # What the archives define is Leat's: leat_ or leat__; libuv and libc are not defined here.
    nm -g --defined-only "$BUILD/libleat.a" "$BUILD/libleat_rt.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >names
    [ "$(wc -l <names)" -gt 100 ]
    if grep -vE '^(leat_|LEAT_|__asan|__odr|__ubsan|DW\.ref|__(start|stop)_leat|_*llvm)' names; then
        fail "names that could be anybody's"
    fi
}

test_no_file_is_too_large() {
    cd "$ROOT"
    wc -l src/*/*.[ch] include/leat/*.h include/leat/rt/*.h include/leat/operators/*.h | awk '$2 != "total" && $1 > 1000 { print; bad = 1 } END { exit bad }'
}

test_text_files_are_clean() {
    cd "$ROOT"
    files=$(git ls-files '*.c' '*.h' '*.sh' '*.md' '*.def' Makefile tools tests/run .ci | grep -v '^tests/golden/')
    # shellcheck disable=SC2086 # names without spaces
    if grep -nE '[ 	]+$' $files /dev/null; then fail "spaces at the end of a line"; fi
    # shellcheck disable=SC2086
    if grep -lP '\t' $(grep -v '^Makefile$' <<<"$files" | grep '\.[ch]$'); then fail "tabs"; fi
    # shellcheck disable=SC2086
    if grep -nE '\b(FIXME|XXX|HACK)\b' $(grep '^src\|^include' <<<"$files"); then fail "say it in an issue"; fi
}

test_every_source_is_built() {
    cd "$ROOT"
    make -n BUILD="$PWD/never" INSTALL_DEPS=no all units fuzzers 2>/dev/null | grep -v '^echo "emit ' | grep -v '^LEAT_HOME=' | grep -oE '(src|tests)/[a-z/_0-9]+\.c' | sort -u >"$TMPDIR/w/built"
    ls src/*/*.c tests/unit/test_*.c tests/fuzz/fuzz_*.c tests/property/*.c tests/rust/*.c | sort >"$TMPDIR/w/there"
    diff "$TMPDIR/w/there" "$TMPDIR/w/built"
}

test_every_example_has_its_output() {
    cd "$ROOT"
    for source in examples/*.c tests/flows/*.c tests/programs/*.c; do
        # Some are run by tests/e2e: a word count is compared with a pipeline of commands, servers have clients.
        [ -e "${source%.c}.expected" ] || grep -qF "$source" tests/e2e/*.sh || fail "$source is never run"
    done
}

# Whoever changes what a planted fault changes has to plant it anew: tests/property/find_mutants then finds out whether it is found.
test_every_planted_fault_changes_something() {
    cd "$ROOT"
    for fault in tests/property/mutants/*.sed; do
        file=$(sed -n '1s/^# \([^:]*\):.*/\1/p' "$fault")
        if sed -f "$fault" "$file" | cmp -s - "$file"; then
            fail "$fault changes nothing in $file"
        fi
    done
}

# docs/ir.md has the grammar; here it is as one expression for each kind of line.
test_plans_keep_to_their_grammar() {
    cd "$ROOT/tests/golden/ir"
    cat ./*.ir | grep -vE '^leat-ir 1$' |
        grep -vE '^channel [0-9]+ [a-z_0-9]+ from [^ ]+ to [^ ]+ : .+$' |
        grep -vE '^location [0-9]+ (process|cluster) [^ ]+$' |
        grep -vE '^  %[0-9]+ [a-z_]+_[0-9]+_[0-9]+( of %[0-9]+(, %[0-9]+)*)? : [^:]+( tick [0-9]+)?( channel [0-9]+ (to|from) [^ ]+)? (un)?bounded (un)?ordered( changing)?( read)?( same-element %[0-9]+)?( on-cycle-of %[0-9]+)?( carried)?( cut)?( fills)?( unrolled)?( cancellable)?$' >"$TMPDIR/w/others" || true
    [ ! -s "$TMPDIR/w/others" ] || fail "$(cat "$TMPDIR/w/others")"
    # Inputs stand before what reads them; but what goes round a fixpoint comes from behind it.
    awk '$3 == "of" && /^  %/ {
            at = substr($1, 2) + 0
            for (i = 4; $i != ":"; i++) {
                input = substr($i, 2) + 0
                if (input >= at && !($2 ~ /^iterate/ && i > 4)) { print FILENAME ": " $0; bad = 1 }
            }
        }
        END { exit bad }' ./*.ir
}
