# The rows as JSON for programs.
function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

BEGIN {
    printf "{\n  \"machine\": %s,\n  \"cores\": %d,\n  \"system\": %s,\n  \"quick\": %s,\n  \"rows\": [", quoted(machine), cores,
        quoted(kernel), quick ? "true" : "false"
}

{
    good = $6 == "<=" ? $5 + 0 <= $7 + 0 : $6 == ">=" ? $5 + 0 >= $7 + 0 : 1
    printf "%s\n    {\"workload\": %s, \"what\": %s, \"leat\": %s, \"by_hand\": %s, \"value\": %s", (NR > 1 ? "," : ""), quoted($1),
        quoted($2), quoted($3), $4 == "-" ? "null" : quoted($4), $5 == "-" ? "null" : $5 + 0
    if ($6 != "-")
        printf ", \"target\": %s, \"limit\": %s, \"reached\": %s", quoted($6), $7 + 0, good ? "true" : "false"
    printf "}"
}

END {
    print "\n  ]\n}"
}
