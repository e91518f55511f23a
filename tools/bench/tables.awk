# Tables from what was measured: awk -v form=markdown|html -f tables.awk KNOWN RESULTS BENEFIT. Columns of RESULTS: see `record` in
# run.sh. Of several runs of the same, the median counts.
BEGIN { FS = "\t" }
FILENAME == ARGV[1] { known[$1, $2] = $3; next }
FILENAME == ARGV[3] { benefit[$1, $2] = $3; next }
{
    part = $1; problem = $2; solver = $4
    add("part", part); add("problem" part, problem); add("solver" part, solver)
    pairs[part, problem] = $3
    key = part SUBSEP problem SUBSEP solver
    target[key] = $5
    n = ++runs[key]
    time[key, n] = $6; memory[key] = larger(memory[key], $9)
    cost[key] = $10; bound[key] = $11; outcome[key] = $13
}
END {
    titles()
    for (key in runs) find_best(key)
    for (p = 1; p <= count["part"]; ++p) {
        part = list["part", p]
        heading(title[part])
        if (part == "growth") growth_table()
        else if (part == "national") national_table()
        else wide_table(part)
    }
}

function titles() {
    title["instances"] = "Studies of this repository, to be proven to 0.01 %"
    title["orlib"] = "OR-Library, capacitated facility location, to be proven to 1e-6"
    title["studies"] = "Generated studies, to be proven to 0.01 %"
    title["networks"] = "Streets of generated towns, to be proven to 0.01 %"
    title["national"] = "The whole country, from files to report"
    title["growth"] = "Growth: one iteration of the price ascent"
}

# -- Numbers --

function add(kind, name) {
    if ((kind, name) in seen) return
    seen[kind, name] = 1
    list[kind, ++count[kind]] = name
}
function larger(a, b) { return a + 0 > b + 0 ? a : b }
function magnitude(x) { return x < 0 ? -x : x }
function median(key,    n, i, j, t, sorted) {
    n = runs[key]
    for (i = 1; i <= n; ++i) {
        for (j = i; j > 1 && sorted[j - 1] > time[key, i] + 0; --j) sorted[j] = sorted[j - 1]
        sorted[j] = time[key, i] + 0
    }
    return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}
function gap(key) {
    if (cost[key] == "none" || bound[key] == "none") return 1e9
    return larger(0, (cost[key] - bound[key]) / larger(1e-9, magnitude(cost[key])))
}
function claimed(key) { return gap(key) <= target[key] * 1.0001 + 1e-12 }
function proven(key) { return claimed(key) && wrong(key) == "" }
# No bound can exceed the cost of a plan, and no plan can beat a published optimum.
function wrong(key,    known_cost) {
    known_cost = best[key]
    if (known_cost == "") return ""
    if (bound[key] != "none" && bound[key] > known_cost + 2e-6 * magnitude(known_cost)) return "WRONG: bound above a known plan"
    if (is_optimum[key] && cost[key] != "none" && cost[key] < known_cost - 2e-6 * magnitude(known_cost)) return "WRONG: below the optimum"
    return ""
}
function digits(x) { return x < 0.005 ? "< 0.01" : sprintf(x < 10 ? "%.2f" : x < 100 ? "%.1f" : "%.0f", x) }
function percent(share) { return sprintf(share < 0.001 ? "%.4f %%" : share < 0.1 ? "%.2f %%" : "%.0f %%", 100 * share) }

# -- Tables --

# By more than solvers' tolerances.
function clearly_less(a, b) { return a < b - 1e-6 * magnitude(b) }
# The published optimum, or the cheapest plan that is known or was found.
function find_best(key,    name, s, other) {
    split(key, name, SUBSEP)
    best[key] = known[name[1], name[2]]
    is_optimum[key] = name[1] == "orlib" && best[key] != ""
    for (s = 1; s <= count["solver" name[1]] && !is_optimum[key]; ++s) {
        other = name[1] SUBSEP name[2] SUBSEP list["solver" name[1], s]
        if (other in cost && cost[other] != "none" && (best[key] == "" || clearly_less(cost[other], best[key]))) best[key] = cost[other]
    }
    if (best[key] != "") best_known[name[1], name[2]] = best[key]
}
function cell_of(key) {
    if (!(key in runs)) return "-"
    if (wrong(key) != "") return wrong(key)
    if (proven(key)) return digits(median(key)) " s"
    if (outcome[key] != "answered") return "failed"
    if (cost[key] == "none") return "no plan in " digits(median(key)) " s"
    if (bound[key] == "none") return "no bound in " digits(median(key)) " s"
    return percent(gap(key)) " left after " digits(median(key)) " s"
}
function wide_table(part,    i, s, problem, row) {
    row = "problem|pairs|best known"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" list["solver" part, s]
    table_starts(row)
    for (i = 1; i <= count["problem" part]; ++i) {
        problem = list["problem" part, i]
        row = problem "|" pairs[part, problem] "|" ((part, problem) in best_known ? sprintf("%.3f", best_known[part, problem]) : "none")
        for (s = 1; s <= count["solver" part]; ++s) row = row "|" cell_of(part SUBSEP problem SUBSEP list["solver" part, s])
        table_row(row)
    }
    summary(part)
    table_ends()
}
function summary(part,    s, row) {
    row = "proven||"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" count_proven(part, list["solver" part, s])
    table_row(row)
    row = "longest of the proven||"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" longest(part, list["solver" part, s])
    table_row(row)
    row = "times as long as " list["solver" part, 1] "||"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" ratio(part, list["solver" part, s], list["solver" part, 1])
    table_row(row)
    row = "largest memory||"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" most_memory(part, list["solver" part, s]) " MB"
    table_row(row)
}
function count_proven(part, solver,    i, key, n, tried) {
    for (i = 1; i <= count["problem" part]; ++i) {
        key = part SUBSEP list["problem" part, i] SUBSEP solver
        if (!(key in runs)) continue
        ++tried
        n += proven(key)
    }
    return n + 0 " of " tried + 0
}
function longest(part, solver,    i, key, most) {
    for (i = 1; i <= count["problem" part]; ++i) {
        key = part SUBSEP list["problem" part, i] SUBSEP solver
        if (key in runs && proven(key)) most = larger(most, median(key))
    }
    return digits(most + 0) " s"
}
# Geometric mean over the problems that both have proven; times below 10 ms count as 10 ms.
function ratio(part, solver, ours,    i, a, b, n, sum) {
    for (i = 1; i <= count["problem" part]; ++i) {
        a = part SUBSEP list["problem" part, i] SUBSEP solver
        b = part SUBSEP list["problem" part, i] SUBSEP ours
        if (!(a in runs) || !(b in runs) || !proven(a) || !proven(b)) continue
        sum += log(larger(0.01, median(a)) / larger(0.01, median(b)))
        ++n
    }
    return n ? digits(exp(sum / n)) " (" n ")" : "-"
}
function most_memory(part, solver,    i, key, most) {
    for (i = 1; i <= count["problem" part]; ++i) {
        key = part SUBSEP list["problem" part, i] SUBSEP solver
        if (key in runs) most = larger(most, memory[key])
    }
    return most + 0
}
function national_table(    i, s, key, problem) {
    table_starts("study|pairs|solver|cost, EUR/yr|bound, EUR/yr|cost gap|benefit gap|seconds in all|memory")
    for (i = 1; i <= count["problem" part]; ++i)
        for (s = 1; s <= count["solver" part]; ++s) {
            problem = list["problem" part, i]
            key = part SUBSEP problem SUBSEP list["solver" part, s]
            if (!(key in runs)) continue
            table_row(problem "|" pairs[part, problem] "|" list["solver" part, s] "|" \
                (cost[key] == "none" ? "none|none|-" : sprintf("%.0f|%.0f|%s", cost[key], bound[key], percent(gap(key)))) "|" \
                benefit_of(problem, list["solver" part, s]) "|" digits(median(key)) "|" memory[key] " MB")
        }
    table_ends()
}
function benefit_of(problem, solver,    share) {
    share = benefit[problem, solver]
    return share == "" || share == "none" ? "-" : percent(share)
}
function growth_table(    i, s, key, row, problem) {
    row = "study|pairs"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|ms, " list["solver" part, s] "|ns per pair"
    table_starts(row)
    for (i = 1; i <= count["problem" part]; ++i) {
        problem = list["problem" part, i]
        row = problem "|" pairs[part, problem]
        for (s = 1; s <= count["solver" part]; ++s) {
            key = part SUBSEP problem SUBSEP list["solver" part, s]
            row = row "|" sprintf("%.3f", 1000 * median(key)) "|" sprintf("%.0f", 1e9 * median(key) / pairs[part, problem])
        }
        table_row(row)
    }
    row = "grows as pairs to the power|"
    for (s = 1; s <= count["solver" part]; ++s) row = row "|" sprintf("%.2f", exponent(list["solver" part, s])) "|"
    table_row(row)
    table_ends()
}
# Slope of log time over log pairs, least squares.
function exponent(solver,    i, problem, x, y, n, sx, sy, sxx, sxy) {
    for (i = 1; i <= count["problem" part]; ++i) {
        problem = list["problem" part, i]
        x = log(pairs[part, problem])
        y = log(median(part SUBSEP problem SUBSEP solver))
        ++n; sx += x; sy += y; sxx += x * x; sxy += x * y
    }
    return n * sxx > sx * sx ? (n * sxy - sx * sy) / (n * sxx - sx * sx) : 0
}

# -- Markdown and HTML --

function heading(text) { print form == "html" ? "<h2>" text "</h2>" : "\n## " text "\n" }
function table_starts(row,    cell, n, i, line) {
    n = split(row, cell, "|")
    if (form == "html") {
        print "<div class=\"wide\"><table><thead><tr>"
        for (i = 1; i <= n; ++i) print "<th" (i > 1 ? " class=\"n\"" : "") ">" cell[i] "</th>"
        print "</tr></thead><tbody>"
        return
    }
    line = "|"
    for (i = 1; i <= n; ++i) line = line (i > 1 ? "---:|" : "---|")
    print "| " join(cell, n, " | ") " |\n" line
}
function table_row(row,    cell, n, i) {
    n = split(row, cell, "|")
    if (form == "html") {
        printf "<tr>"
        for (i = 1; i <= n; ++i) printf "<td%s>%s</td>", (i > 1 ? " class=\"n\"" : ""), cell[i]
        print "</tr>"
    } else
        print "| " join(cell, n, " | ") " |"
}
function table_ends() { if (form == "html") print "</tbody></table></div>" }
function join(cell, n, between,    i, text) {
    text = cell[1]
    for (i = 2; i <= n; ++i) text = text between cell[i]
    return text
}
