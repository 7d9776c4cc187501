# chart.awk: the rows as a chart (SVG): how long each side takes, as a multiple of Leat's time, on a logarithmic scale; behind
# verdict.awk, and after svg.awk. A workload has one line for each compiler or part, in which each side is a mark. Rows without two
# sides are left out.
# Where a multiple of Leat's time lies.
function x_of(times) {
    return scaled(times, least, most, left, width - right)
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
    name = $1 ", " $2
    if (!(name in place)) {
        place[name] = ++lines
        line_name[lines] = name
    }
    # With `<=` it is Leat's time by the other's.
    times = $9 == ">=" ? $6 : 1 / $6
    mark[++marks] = place[name]
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
    svg_begin(width, height)
    text(12, 22, "start", "Time by Leat's time: what is right of the line takes longer than Leat", "title")
    text(width - right, 22, "end", machine, "scale")
    at = left
    for (i = 1; i <= sides; i++) {
        dot(at, 44, color(side_name[i]))
        text(at + 8, 48, "start", side_name[i])
        at += 24 + 7 * length(side_name[i])
    }
    for (decade = -3; decade <= 6; decade++) {
        times = 10 ^ decade
        if (times < least || times > most)
            continue
        line(x_of(times), top - 6, x_of(times), height - 30, decade == 0 ? "#222" : "#ccc")
        text(x_of(times), height - 14, "middle", times "x", "scale")
    }
    for (i = 1; i <= lines; i++) {
        y = top + (i - 0.5) * step
        text(left - 12, y + 4, "end", line_name[i])
        line(left, y, width - right, y, "#eee")
    }
    # A ring where a target was missed.
    for (i = 1; i <= marks; i++)
        dot(x_of(mark_times[i]), top + (mark[i] - 0.5) * step, color(mark_side[i]),
            line_name[mark[i]] ": " mark_side[i] " " sprintf("%.2f", mark_times[i]) "x", mark_verdict[i] == "MISSED")
    svg_end()
}
