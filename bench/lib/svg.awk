# svg.awk: what the charts share: how a picture begins and ends, its texts, lines and marks, and logarithmic scales.
function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    return text
}

function svg_begin(width, height) {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">\n", width, height
    print "<style>text { fill: #222 } .title { font-size: 15px; font-weight: bold } .name { font-weight: bold } .scale { fill: #777 }</style>"
    printf "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height
}

function svg_end() {
    print "</svg>"
}

function text(x, y, anchor, content, class) {
    printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor, class ? " class=\"" class "\"" : "", escaped(content)
}

function line(x1, y1, x2, y2, color) {
    printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, color
}

# A dot; what a browser says of it; `ring`: it is one that stands out.
function dot(x, y, color, title, ring) {
    printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"%s>", x, y, color, ring ? " stroke=\"#d00\" stroke-width=\"2\"" : ""
    printf "%s</circle>\n", title ? "<title>" escaped(title) "</title>" : ""
}

# Where a number lies between `from` (at least) and `to` (at most), logarithmically.
function scaled(number, least, most, from, to) {
    return from + (log(number) - log(least)) / (log(most) - log(least)) * (to - from)
}
