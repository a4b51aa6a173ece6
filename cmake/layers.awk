# Checks every #include "room/…" against src/layers.txt (the first file read). Entries are transitive.
function may(from, to,    list, count, i) {
    if (from == to) return 1
    if (direct[from] == "*") return to != "city" && to != "worker"
    count = split(direct[from], list, " ")
    for (i = 1; i <= count; i++) if (may(list[i], to)) return 1
    return 0
}
FILENAME ~ /layers\.txt$/ {
    if ($0 !~ /^[a-z]/) next
    split($0, half, ":")
    split(half[1], head, " ")
    split(half[2], tail, "|")
    direct[head[1]] = tail[1]
    gsub(/^ +| +$/, "", direct[head[1]])
    folder[head[1]] = head[2]
    next
}
# The innermost: a room may stand in another's folder.
function room_of(path,    name, found) {
    for (name in folder)
        if (index(path, folder[name] "/") == 1 && (found == "" || length(folder[name]) > length(folder[found]))) found = name
    return found
}
/^#include "/ {
    split($0, parts, "\"")
    from = room_of(FILENAME)
    if (from == "") next
    to = room_of("src/" parts[2])
    if (to == "") to = room_of(parts[2])
    if (to == "") { print FILENAME ":" FNR ": \"" parts[2] "\" is in no room of src/layers.txt"; bad = 1; next }
    if (!may(from, to)) { print FILENAME ":" FNR ": room '" from "' may not include \"" parts[2] "\" (src/layers.txt)"; bad = 1 }
}
END { exit bad }
