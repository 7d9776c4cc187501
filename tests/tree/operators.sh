# shellcheck shell=bash
# The reference page of the operators: it is what the table of operators says, and no operator is left out.

test_the_page_of_operators_is_up_to_date() {
    LEAT=$BUILD/leat "$ROOT/tools/operators-page" >page
    diff "$ROOT/docs/operators.md" page || fail "make golden writes docs/operators.md anew"
}

test_the_page_holds_every_operator() {
    [ "$(grep -c '^| `' "$ROOT/docs/operators.md")" -eq "$(grep -c '^LEAT_OP(' "$ROOT/include/leat/operators.def")" ] ||
        fail "an operator is not on the page: the macro in its usage is defined in no header of include/leat/operators"
}
