# The rows as a table for people. Ends with status 1 where a target was missed.
function line(   i, text) {
    text = ""
    for (i = 1; i <= columns; i++)
        text = text sprintf(i <= 2 ? "%-" width[i] "s  " : "%" width[i] "s  ", cell[i])
    sub(/ +$/, "", text)
    print text
}

BEGIN {
    columns = split("workload\twhat\tLeat\tby hand\tvalue\ttarget\tverdict", head, "\t")
    for (i = 1; i <= columns; i++)
        width[i] = length(head[i])
}

{
    target = $6 == "-" ? "-" : $6 " " $7
    good = $6 == "<=" ? $5 + 0 <= $7 + 0 : $6 == ">=" ? $5 + 0 >= $7 + 0 : 1
    verdict = $6 == "-" ? "-" : good ? "reached" : "MISSED"
    missed += !good
    split($1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 "\t" target "\t" verdict, one, "\t")
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
    if (missed)
        printf "%d of %d rows missed their target\n", missed, NR
    exit missed > 0
}
