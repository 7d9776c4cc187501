# chart.awk: the rows as a chart (SVG): how long each side takes, as a multiple of Leat's time, on a logarithmic scale; behind
# verdict.awk. A workload has one line for each compiler or part, in which each side is a mark. Rows without two sides are left out.
function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    return text
}

# Where a multiple of Leat's time lies.
function x_of(times) {
    return left + (log(times) - log(least)) / (log(most) - log(least)) * (width - left - right)
}

function text(x, y, anchor, content, class) {
    printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor, class ? " class=\"" class "\"" : "", escaped(content)
}

function color(side) {
    if (!(side in index_of)) {
        index_of[side] = ++sides
        side_name[sides] = side
    }
    return colors[(index_of[side] - 1) % color_count + 1]
}

BEGIN {
    color_count = split("#1b6ca8 #c8502d #5b8c3a #8a5aa8 #b8860b #3aa0a0 #a83a6c #6b6b6b #d08a8a #404080", colors, " ")
    width = 980; left = 330; right = 30; top = 70; step = 17
    least = most = 1
}

$3 != "-" && $5 != "absent" && $6 + 0 > 0 && ($9 == "<=" || $9 == ">=" || $3 == "hand") {
    line = $1 ", " $2
    if (!(line in place)) {
        place[line] = ++lines
        line_name[lines] = line
    }
    # With `<=` it is Leat's time by the other's.
    times = $9 == ">=" ? $6 : 1 / $6
    mark[++marks] = place[line]
    mark_side[marks] = $3
    mark_times[marks] = times
    mark_verdict[marks] = $11
    if (times < least) least = times
    if (times > most) most = times
    color($3)
}

END {
    least = least < 0.5 ? least / 1.2 : 0.5
    most = most * 1.3
    height = top + lines * step + 40
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">\n", width, height
    print "<style>text { fill: #222 } .title { font-size: 15px; font-weight: bold } .scale { fill: #777 }</style>"
    printf "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height
    text(12, 22, "start", "Time by Leat's time: what is right of the line takes longer than Leat", "title")
    text(width - right, 22, "end", machine, "scale")
    at = left
    for (i = 1; i <= sides; i++) {
        printf "<circle cx=\"%.1f\" cy=\"44\" r=\"4\" fill=\"%s\"/>\n", at, color(side_name[i])
        text(at + 8, 48, "start", side_name[i])
        at += 24 + 7 * length(side_name[i])
    }
    for (decade = -3; decade <= 6; decade++) {
        times = 10 ^ decade
        if (times < least || times > most)
            continue
        printf "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>\n", x_of(times), top - 6, x_of(times), height - 30,
            decade == 0 ? "#222" : "#ccc"
        text(x_of(times), height - 14, "middle", times "x", "scale")
    }
    for (i = 1; i <= lines; i++) {
        y = top + (i - 0.5) * step
        text(left - 12, y + 4, "end", line_name[i])
        printf "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#eee\"/>\n", left, y, width - right, y
    }
    # A ring where a target was missed.
    for (i = 1; i <= marks; i++)
        printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"%s><title>%s</title></circle>\n", x_of(mark_times[i]),
            top + (mark[i] - 0.5) * step, color(mark_side[i]), mark_verdict[i] == "MISSED" ? " stroke=\"#d00\" stroke-width=\"2\"" : "",
            escaped(line_name[mark[i]] ": " mark_side[i] " " sprintf("%.2f", mark_times[i]) "x")
    print "</svg>"
}
