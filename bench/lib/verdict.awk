# verdict.awk: puts a verdict behind each row; it reads the rows twice. Their columns: workload, what, beside, Leat, other, value,
# low, high, relation, limit.
#
#     reached, MISSED   the target
#     limit             a peer's target is missed, but the C by hand would miss it too, and Leat is as fast as that must be:
#                       the peer is nearer to what the machine can do than it was where the target was measured
#     absent            the peer cannot be had here
#     -                 there is no target
BEGIN {
    FS = OFS = "\t"
}

function reached() {
    return $9 == "<=" ? $6 + 0 <= $10 + 0 : $6 + 0 >= $10 + 0
}

FNR == NR {
    if ($3 == "hand" && $9 == "<=" && reached())
        by_hand[$1, $2] = $6
    next
}

{
    if ($5 == "absent")
        verdict = "absent"
    else if ($9 == "-")
        verdict = "-"
    else if (reached())
        verdict = "reached"
    else if ($9 == ">=" && ($1, $2) in by_hand && $6 * by_hand[$1, $2] < $10)
        verdict = "limit"
    else
        verdict = "MISSED"
    print $0, verdict
}
