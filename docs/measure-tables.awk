# The tables and verdicts of measure-tables. In: lines "peer", table, name, value and "run", table, seed, score, log-loss, calibration error,
# seconds, rows.
BEGIN {
  kinds[1] = ""; kinds[2] = "_logLoss"; kinds[3] = "_ece"; kinds[4] = "_s"
}

$1 == "peer" && NF == 4 {
  peer[$2, $3] = $4
  name = $3
  if (sub(/_(s|logLoss|ece|se)$/, "", name) == 0 && !(name in known)) {
    known[name] = 1
    names[++peers] = name
  }
}

$1 == "run" {
  if (!($2 in runs)) {
    tables[++count] = $2
  }
  runs[$2]++
  rows[$2] = $8
  if (!($3 in nth)) {
    nth[$3] = ++seeds
  }
  for (k = 1; k <= 4; k++) {
    if ($(k + 3) != "-") {
      own[$2, k, nth[$3]] = $(k + 3)
      has[$2, k] = 1
    }
  }
}

# Mean over the seeds.
function mean(table, k,    s, sum) {
  for (s = 1; s <= seeds; s++) sum += own[table, k, s]
  return sum / seeds
}

# Standard error of that mean; of the means of all tables with this figure where no table is given.
function error(table, k,    s, t, n, value, sum, square, variance) {
  if (seeds < 2) return 0
  for (s = 1; s <= seeds; s++) {
    value = n = 0
    for (t = 1; t <= count; t++) {
      if (has[tables[t], k] && (table == "" || table == tables[t])) {
        value += own[tables[t], k, s]
        n++
      }
    }
    value = n ? value / n : 0
    sum += value
    square += value * value
  }
  variance = (square - sum * sum / seeds) / (seeds - 1)
  return variance > 0 ? sqrt(variance / seeds) : 0
}

# Mean over the tables that have the figure and, where a peer is given, that the peer has, too: the peer's into theirs.
function overall(k, name,    t, sum, other, key) {
  common = 0
  for (t = 1; t <= count; t++) {
    key = name kinds[k]
    if (has[tables[t], k] && (name == "" || (tables[t], key) in peer)) {
      sum += mean(tables[t], k)
      other += name == "" ? 0 : peer[tables[t], key]
      common++
    }
  }
  theirs = common ? other / common : 0
  return common ? sum / common : 0
}

function heading(title, k, spread,    i, line, rule) {
  line = "| table | test rows | Lanewise |" (spread ? " standard error |" : "")
  rule = "| --- | ---: | ---: |" (spread ? " ---: |" : "")
  for (i = 1; i <= peers; i++) {
    line = line " " names[i] " |"
    rule = rule " ---: |"
  }
  printf "\n%s:\n\n%s\n%s\n", title, line, rule
}

# One figure of all tables, beside the peers'.
function show(title, k, spread, format,    t, i, key, any) {
  for (t = 1; t <= count; t++) any += has[tables[t], k]
  if (!any) return
  heading(title, k, spread)
  for (t = 1; t <= count; t++) {
    if (!has[tables[t], k]) continue
    printf "| %s | %d | " format " |", tables[t], rows[tables[t]], mean(tables[t], k)
    if (spread) printf " " format " |", error(tables[t], k)
    for (i = 1; i <= peers; i++) {
      key = names[i] kinds[k]
      if ((tables[t], key) in peer) printf " " format " |", peer[tables[t], key]
      else printf " |"
    }
    print ""
  }
  printf "| mean | | " format " |", overall(k, "")
  if (spread) printf " " format " |", error("", k)
  for (i = 1; i <= peers; i++) {
    overall(k, names[i])
    # A mean over fewer tables does not compare.
    if (common == any) printf " " format " |", theirs
    else printf " |"
  }
  print ""
}

function against(k, what, sign,    i, ours, by) {
  for (i = 1; i <= peers; i++) {
    ours = overall(k, names[i])
    if (!common) continue
    by = sign * (ours - theirs)
    printf "- %s: %.4f %s than %s's (%.4f against %.4f, %d table%s)\n", what, (by < 0 ? -by : by), (by > 0 ? "better" : "worse"), \
      names[i], ours, theirs, common, (common == 1 ? "" : "s")
  }
}

# Tables that fall behind the baseline by more than 0.005 and more than a standard error of the difference.
function behind(    t, table, by, spread, found, seen) {
  for (t = 1; t <= count; t++) {
    table = tables[t]
    if (!((table, baseline) in peer)) continue
    seen++
    by = peer[table, baseline] - mean(table, 1)
    spread = error(table, 1)
    # A peer's own standard error is known where its file has it.
    if ((table, baseline "_se") in peer) spread = sqrt(spread ^ 2 + peer[table, baseline "_se"] ^ 2)
    if (by > 0.005 && by > spread) found = found sprintf("%s %s by %.4f", (found == "" ? "" : ","), table, by)
  }
  if (seen) printf "- Worse than %s by more than the larger of 0.005 and one standard error:%s\n", baseline, (found == "" ? " no table" : found)
}

function calibrated(    t, table, found, seen) {
  for (t = 1; t <= count; t++) {
    table = tables[t]
    if (!has[table, 3] || rows[table] < 1000) continue
    seen++
    if (mean(table, 3) >= 0.05) found = found sprintf("%s %s with %.4f", (found == "" ? "" : ","), table, mean(table, 3))
  }
  if (seen) printf "- Expected calibration error of 0.05 or more, where there are 1,000 test rows or more:%s\n", (found == "" ? " no table" : found)
}

END {
  show("Score (accuracy, or R2 of a regression; larger is better)", 1, 1, "%.4f")
  show("Log-loss (smaller is better)", 2, 1, "%.4f")
  show("Expected calibration error, 15 bins (smaller is better)", 3, 1, "%.4f")
  show("Seconds of a training", 4, 0, "%.1f")
  print "\nVerdicts:\n"
  against(1, "Mean score", 1)
  behind()
  against(2, "Mean log-loss", -1)
  calibrated()
}
