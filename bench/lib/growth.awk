# growth.awk: how cost grows, as a picture (SVG); after svg.awk. A line for each point: the curve, what its sizes are, the size,
# nanoseconds for a unit of work, and KiB of memory. Each curve has a field of its own, with both scales logarithmic: a line
# that is level costs the same at any size.
BEGIN {
    wide = 320; high = 230; columns = 3; time_color = "#1b6ca8"; memory_color = "#c8502d"
}

{
    if (!($1 in place)) {
        place[$1] = ++curves
        name[curves] = $1
        sizes[curves] = $2
    }
    c = place[$1]
    p = ++points[c]
    size[c, p] = $3
    time[c, p] = $4
    memory[c, p] = $5 * 1024 / 1000
}

# The decade at or below, and at or above.
function floor_of(number,   power) {
    power = int(log(number) / log(10) + (number < 1 ? -1 : 0) + 1e-9)
    return 10 ^ power
}

function ceiling_of(number,   power) {
    power = floor_of(number)
    return power < number * 0.999999 ? power * 10 : power
}

function quantity_of_time(ns) {
    return ns < 1000 ? sprintf("%.4g ns", ns) : ns < 1e6 ? sprintf("%.4g us", ns / 1e3) : sprintf("%.4g ms", ns / 1e6)
}

function quantity_of_memory(kb) {
    return kb < 1000 ? sprintf("%.4g kB", kb) : sprintf("%.4g MB", kb / 1000)
}

function draw(c,   left, right, top, bottom, p, x, y, most_size, least_time, most_time, least_memory, most_memory, was_x, was_y, was_m, m, at) {
    left = 60 + ((c - 1) % columns) * wide
    right = left + wide - 120
    top = 80 + int((c - 1) / columns) * high
    bottom = top + high - 80
    least_time = least_memory = 1e30
    for (p = 1; p <= points[c]; p++) {
        if (time[c, p] < least_time) least_time = time[c, p]
        if (time[c, p] > most_time) most_time = time[c, p]
        if (memory[c, p] < least_memory) least_memory = memory[c, p]
        if (memory[c, p] > most_memory) most_memory = memory[c, p]
    }
    least_time = floor_of(least_time); most_time = ceiling_of(most_time * 1.01)
    least_memory = floor_of(least_memory); most_memory = ceiling_of(most_memory * 1.01)
    most_size = size[c, points[c]]
    text(left, top - 14, "start", name[c], "name")
    text((left + right) / 2, bottom + 28, "middle", sizes[c], "scale")
    for (at = least_time; at <= most_time * 1.01; at *= 10) {
        y = scaled(at, least_time, most_time, bottom, top)
        line(left, y, right, y, "#ddd")
        text(left - 6, y + 4, "end", quantity_of_time(at), "scale")
    }
    for (at = least_memory; at <= most_memory * 1.01; at *= 10)
        text(right + 6, scaled(at, least_memory, most_memory, bottom, top) + 4, "start", quantity_of_memory(at), "scale")
    for (p = 1; p <= points[c]; p++) {
        x = scaled(size[c, p], size[c, 1], most_size, left, right)
        y = scaled(time[c, p], least_time, most_time, bottom, top)
        m = scaled(memory[c, p], least_memory, most_memory, bottom, top)
        if (p > 1) {
            line(was_x, was_m, x, m, memory_color)
            line(was_x, was_y, x, y, time_color)
        }
        dot(x, m, memory_color, size[c, p] ": " quantity_of_memory(memory[c, p]))
        dot(x, y, time_color, size[c, p] ": " quantity_of_time(time[c, p]))
        if (p == 1 || p == points[c])
            text(x, bottom + 14, "middle", size[c, p], "scale")
        was_x = x; was_y = y; was_m = m
    }
}

END {
    width = 40 + columns * wide
    svg_begin(width, 60 + int((curves + columns - 1) / columns) * high)
    text(12, 22, "start", "How cost grows: time for a unit of work, and memory", "title")
    text(width - 30, 22, "end", machine, "scale")
    dot(16, 42, time_color)
    text(24, 46, "start", "CPU time, of all processes together")
    dot(236, 42, memory_color)
    text(244, 46, "start", "most memory of a process")
    for (c = 1; c <= curves; c++)
        draw(c)
    svg_end()
}
