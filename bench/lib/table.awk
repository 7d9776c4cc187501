# The rows as a table for people, behind verdict.awk. Ends with status 1 where a target was missed.
function line(   i, text) {
    text = ""
    for (i = 1; i <= columns; i++)
        text = text sprintf(i <= 3 || i == columns ? "%-" width[i] "s  " : "%" width[i] "s  ", cell[i])
    sub(/ +$/, "", text)
    print text
}

BEGIN {
    columns = split("workload\twhat\tbeside\tLeat\tother\tratio\tquartiles\ttarget\tverdict", head, "\t")
    for (i = 1; i <= columns; i++)
        width[i] = length(head[i])
}

{
    found = $11
    if (found == "MISSED")
        missed[++misses] = $1 ", " $2 ", beside " $3 ": " $6 ", target " $9 " " $10
    if (found == "absent")
        absent++
    if (found == "limit")
        limits++
    split($1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 "\t" $6 "\t" ($7 == "-" ? "-" : $7 " .. " $8) "\t" ($9 == "-" ? "-" : $9 " " $10) "\t" found, one, "\t")
    for (i = 1; i <= columns; i++) {
        table[NR, i] = one[i]
        if (length(one[i]) > width[i])
            width[i] = length(one[i])
    }
}

END {
    for (i = 1; i <= columns; i++)
        cell[i] = head[i]
    line()
    for (r = 1; r <= NR; r++) {
        for (i = 1; i <= columns; i++)
            cell[i] = table[r, i]
        line()
    }
    if (absent)
        printf "%d of %d rows are of peers that cannot be had here\n", absent, NR
    if (limits)
        printf "%d of %d rows are at the limit: the C by hand would miss their target too\n", limits, NR
    if (misses)
        printf "%d of %d rows missed their target:\n", misses, NR
    for (i = 1; i <= misses; i++)
        print "    " missed[i]
    exit misses > 0
}
