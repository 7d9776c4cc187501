# shellcheck shell=bash
# The front door: what a stranger types first.

in_tree() { make --no-print-directory -C "$ROOT" BUILD="$BUILD" INSTALL_DEPS=no "$@"; }

test_make_demo_prints_what_the_readme_shows() {
    run_for 0 in_tree demo
    sed -n '/^\[service\/1\]/p' out >shown
    diff "$ROOT/examples/first_ten_distributed.expected" shown
}

test_make_without_work_does_nothing() {
    run_for 0 in_tree all
    lacks out "cc "
}

test_make_install_and_uninstall() {
    case $CC in */*) skip "an installed library with sanitizers is of no use" ;; esac
    in_tree install DESTDIR="$PWD/root" PREFIX=/opt/leat >log
    cp "$ROOT/examples/first_ten_distributed.c" flow.c
    # Moved, and away from the tree: it must find its own files.
    mv root elsewhere
    env -u LEAT_HOME PATH="$PWD/elsewhere/opt/leat/bin:/usr/bin:/bin" leat run flow.c >out
    diff "$ROOT/examples/first_ten_distributed.expected" out
    env -u LEAT_HOME "$PWD/elsewhere/opt/leat/bin/leat" doctor >doctor
    holds doctor "elsewhere/opt/leat/include"
    [ -s elsewhere/opt/leat/share/man/man1/leat.1 ]
    [ ! -x elsewhere/opt/leat/include/leat/leat.h ]
    mv elsewhere root
    in_tree uninstall DESTDIR="$PWD/root" PREFIX=/opt/leat >log
    [ -z "$(find root -type f)" ]
}

test_the_pkg_config_file_is_enough_for_a_compiler() {
    case $CC in */*) skip "an installed library with sanitizers is of no use" ;; esac
    in_tree install PREFIX="$PWD/p" >log
    pc=p/lib/pkgconfig/leat.pc
    grep -q "^Version: $(cat "$ROOT/VERSION")$" "$pc"
    prefix=$(sed -n 's/^prefix=//p' "$pc")
    [ "$prefix" = "$PWD/p" ]
    # What pkg-config would print, without it.
    expand() { sed -n "s/^$1: //p" "$pc" | sed "s|\${includedir}|$prefix/include|; s|\${libdir}|$prefix/lib/leat|"; }
    # shellcheck disable=SC2046 # flags
    cc -std=gnu17 "$ROOT/examples/first_ten.c" $(expand Cflags) $(expand Libs) -o program
    env -u LEAT_HOME ./program run >out
    diff "$ROOT/examples/first_ten.expected" out
}

test_the_manual_page_knows_every_command_and_option() {
    page=$ROOT/man/leat.1
    leat -h >help
    sed -n 's/^  \([a-z]*\)  .*/\1/p' help >commands
    [ "$(wc -l <commands)" -ge 10 ]
    while read -r command; do
        grep -q "^\.\(SS\|B\|BI\|BR\) .*$command" "$page" || fail "the manual does not know '$command'"
        leat "$command" -h | sed -n 's/^  \(--\{0,1\}[a-z-]*\).*/\1/p' | sed '/^-h/d' | while read -r option; do
            grep -q -- "$(sed 's/-/\\\\-/g' <<<"$option")" "$page" || fail "the manual does not know '$command $option'"
        done
    done <commands
    if command -v man >/dev/null && man --warnings -l "$page" 2>&1 >/dev/null | grep -i warning; then fail "see above"; fi
}

test_what_is_missing_is_said() {
    run_for 1 env INSTALL_DEPS=no CC=nosuchcompiler "$ROOT/tools/install-deps" build
    holds err "missing: gcc"
    run_for 2 env INSTALL_DEPS=no "$ROOT/tools/install-deps" nosuchgroup
    run_for 0 "$ROOT/tools/install-deps" build
    lacks err "recipe for target"
}

test_without_apt_it_says_what_to_look_for() {
    mkdir bin
    for tool in bash env id grep sed cut dirname cat; do ln -s "$(command -v "$tool")" "bin/$tool"; done
    run_for 1 env PATH="$PWD/bin" "$ROOT/tools/install-deps" build
    holds err "there is no apt-get here"
    holds err "binutils"
}

# apt-get is asked only for what is missing, and the lists are fetched before.
test_what_is_missing_is_installed() {
    [ "$(id -u)" -eq 0 ] || skip "as another user, sudo would ask"
    mkdir bin
    cat >bin/apt-get <<END
#!/bin/bash
echo "\$*" >>"$PWD/asked"
if [ "\$1" = install ]; then ln -sf /bin/true "$PWD/bin/nosuchcompiler"; fi
END
    chmod +x bin/apt-get
    run env PATH="$PWD/bin:$PATH" CC=nosuchcompiler "$ROOT/tools/install-deps" build
    [ "$status" -eq 0 ]
    [ "$(head -n 1 asked)" = "update -qq" ]
    grep -q '^install .* gcc$' asked
    holds err "installing from Debian: gcc"
}

# Peers of the benchmarks need not be there.
test_what_is_only_wanted_may_be_missing() {
    mkdir bin
    printf '#!/bin/bash\nexit 1\n' >bin/apt-get
    cp bin/apt-get bin/g++
    chmod +x bin/*
    run_for 0 env PATH="$PWD/bin:$PATH" "$ROOT/tools/install-deps" bench
    holds err "will be absent"
    holds err "libtbb-dev"
}

test_every_dependency_is_explained() {
    sed -nE 's/^ *(need|want) ([a-z0-9+-]*) .*/\2/p' "$ROOT/tools/install-deps" | sort -u >needed
    [ "$(wc -l <needed)" -ge 8 ]
    while read -r package; do
        grep -qF "$package" "$ROOT/docs/dependencies.md" || fail "docs/dependencies.md does not say why '$package' is needed"
    done <needed
}

test_help_names_every_target() {
    in_tree help >out
    for target in demo test check bench golden format install uninstall clean; do
        holds out "make $target"
    done
}

# What is named in B is no target, also where a target has that name.
test_bench_takes_names_in_two_ways() {
    in_tree -n bench B="fan_in check" >out 2>err
    lacks err "recipe for target"
    holds out "bench/run fan_in check"
    in_tree -n bench fan_in group_by >out 2>err
    lacks err "recipe for target"
    holds out "bench/run fan_in group_by"
}

test_links_in_pages_lead_somewhere() {
    cd "$ROOT"
    for page in *.md docs/*.md; do
        grep -oE '\]\([^)#]+' "$page" | sed 's/](//' | grep -v '^http' | while read -r link; do
            [ -e "$(dirname "$page")/$link" ] || fail "$page: there is no '$link'"
        done || [ $? -eq 1 ]
    done
}
