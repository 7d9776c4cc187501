# The rows as JSON for programs, behind verdict.awk.
function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

function number(text) {
    return text == "-" ? "null" : text + 0
}

BEGIN {
    printf "{\n  \"machine\": %s,\n  \"cores\": %d,\n  \"system\": %s,\n  \"quick\": %s,\n  \"rows\": [", quoted(machine), cores,
        quoted(kernel), quick ? "true" : "false"
}

{
    printf "%s\n    {\"workload\": %s, \"what\": %s, \"beside\": %s, \"leat\": %s, \"other\": %s, \"value\": %s, \"quartiles\": [%s, %s]",
        (NR > 1 ? "," : ""), quoted($1), quoted($2), $3 == "-" ? "null" : quoted($3), $4 == "-" ? "null" : quoted($4),
        $5 == "-" || $5 == "absent" ? "null" : quoted($5), number($6), number($7), number($8)
    if ($9 != "-")
        printf ", \"target\": %s, \"limit\": %s", quoted($9), $10 + 0
    printf ", \"verdict\": %s}", $11 == "-" ? "null" : quoted(tolower($11))
}

END {
    print "\n  ]\n}"
}
