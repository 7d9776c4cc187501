# verdict.awk: how a row stands, for the scripts that read rows. Their columns: workload, what, beside, Leat, other, value, low,
# high, relation, limit.
function verdict() {
    if ($9 == "-")
        return $5 == "absent" ? "absent" : "-"
    if ($5 == "absent")
        return "absent"
    return ($9 == "<=" ? $6 + 0 <= $10 + 0 : $6 + 0 >= $10 + 0) ? "reached" : "MISSED"
}
