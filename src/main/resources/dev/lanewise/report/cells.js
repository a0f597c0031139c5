// Tables of colours: heat maps and confusion matrices.

/** Height of a chart on paper: a page without its heading, caption and scale. */
const PAPER = 680;

/**
 * spec: label, x and y (names of the axes), columns, rows, text(r, c), fill(r, c), dark(r, c) whether ink is light there, none(r, c),
 * best (set of "r,c"), say(r, c).
 */
function cells(chart, spec) {
  const scroll = add(chart, "div", { class: "scroll" });
  const svg = d3.select(scroll).append("svg").attr("class", "plot").attr("tabindex", 0).attr("role", "application")
    .attr("aria-label", spec.label + ". Arrow keys read the cells.");
  const readout = add(chart, "p", { class: "readout", "aria-live": "polite" });
  const m = spec.rows.length, n = spec.columns.length;
  const hatch = "hatch" + (clips++);
  let at = null, rects, built = 0;

  function build() {
    const available = Math.max(260, chart.clientWidth);
    built = available;
    const left = Math.ceil(Math.min(Math.max(available * 0.3, 90), Math.max(textWidth(spec.y, true) + 30, (d3.max(spec.rows, r => textWidth(r)) || 0) + 12)));
    const texts = n > 24 ? [] : d3.cross(d3.range(m), d3.range(n), spec.text);
    const least = n > 24 ? 13 : Math.max(18, Math.min(64, (d3.max(texts, t => textWidth(t)) || 0) + 5));
    const fitted = room => Math.max(least, Math.min(n > 6 ? 88 : 130, room / n));
    const longest = d3.max(spec.columns, c => textWidth(c)) || 0;
    const turned = longest + 8 > fitted(available - left - 8);
    const label = turned ? Math.min(110, longest) : 0;
    const w = fitted(available - left - 8 - Math.ceil(label * 0.72));
    const row = n > 24 || m > 24 ? Math.min(34, Math.max(13, w)) : m > 6 ? 34 : 52;
    const top = 24 + (turned ? Math.ceil(label * 0.75) + 14 : 22);
    // On paper a table that is higher than a page would be cut through.
    const h = root.dataset.printing ? Math.max(10, Math.min(row, (PAPER - top) / m)) : row;
    // The last labels lean out to the right when they are turned.
    const width = Math.max(left + w * n + 8 + (turned ? Math.ceil(label * 0.72) : 0), left + textWidth(spec.x, true) + 26);
    const height = top + h * m + 6;
    svg.attr("viewBox", "0 0 " + width + " " + height).style("width", width + "px").style("max-width", "none").selectAll("*").remove();
    const pattern = svg.append("pattern").attr("id", hatch).attr("width", 6).attr("height", 6).attr("patternUnits", "userSpaceOnUse");
    pattern.append("rect").attr("class", "hatch").attr("width", 6).attr("height", 6);
    pattern.append("path").attr("class", "hatch-line").attr("d", "M0,6L6,0");
    svg.append("text").attr("class", "name").attr("x", 2).attr("y", 13).text(clipped(spec.y, left - 24, true) + " \u2193");
    svg.append("text").attr("class", "name").attr("x", left).attr("y", 13).text(spec.x + " \u2192");
    const each = Math.ceil((turned ? 18 : 13) / w), eachRow = Math.ceil(13 / h);
    svg.append("g").selectAll("text").data(spec.columns).join("text").filter((d, i) => i % each === 0)
      .attr("transform", (d, i) => "translate(" + (left + w * (i * each + 0.5) + (turned ? 4 : 0)) + "," + (top - 8) + ")" + (turned ? "rotate(-48)" : ""))
      .attr("text-anchor", turned ? "start" : "middle").text(d => clipped(d, turned ? 110 : w)).append("title").text(d => d);
    svg.append("g").selectAll("text").data(spec.rows).join("text").filter((d, i) => i % eachRow === 0)
      .attr("x", left - 8).attr("y", (d, i) => top + h * (i * eachRow + 0.5)).attr("text-anchor", "end").attr("dominant-baseline", "central")
      .text(d => clipped(d, left - 12)).append("title").text(d => d);
    const places = d3.cross(d3.range(m), d3.range(n));
    rects = svg.append("g").selectAll("rect").data(places).join("rect").attr("class", "cell")
      .attr("x", d => left + w * d[1]).attr("y", d => top + h * d[0]).attr("width", w).attr("height", h).attr("rx", 3)
      .style("fill", d => spec.none(d[0], d[1]) ? "url(#" + hatch + ")" : spec.fill(d[0], d[1]))
      .on("pointerenter", (event, d) => show(d)).on("pointerleave", () => show(null));
    svg.append("g").selectAll("text").data(places.filter(d => textWidth(spec.text(d[0], d[1])) + 4 <= w && h > 16)).join("text")
      .attr("class", d => "in" + (spec.dark(d[0], d[1]) ? " on" : "")).style("fill", d => spec.ink ? spec.ink(d[0], d[1]) : null)
      .attr("x", d => left + w * (d[1] + 0.5)).attr("y", d => top + h * (d[0] + 0.5)).text(d => spec.text(d[0], d[1]));
    svg.append("g").selectAll("rect").data(places.filter(d => spec.best.has(d.join()))).join("rect").attr("class", "ring")
      .attr("x", d => left + w * d[1] + 1.5).attr("y", d => top + h * d[0] + 1.5).attr("width", w - 3).attr("height", h - 3).attr("rx", 3);
  }

  function show(place) {
    at = place;
    rects.classed("at", d => place !== null && d[0] === place[0] && d[1] === place[1]);
    readout.textContent = place === null ? "" : spec.say(place[0], place[1]);
  }

  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  svg.on("keydown", event => {
    const move = moves[event.key];
    if (move && m > 0 && n > 0) {
      show(at === null ? [0, 0] : [Math.max(0, Math.min(m - 1, at[0] + move[0])), Math.max(0, Math.min(n - 1, at[1] + move[1]))]);
      rects.filter(".at").node().scrollIntoView({ block: "nearest", inline: "nearest" });
      event.preventDefault();
    } else if (event.key === "Escape") {
      show(null);
    }
  });
  build();
  builders.push(build);
  fadeEdges(scroll);
  // In the next frame: a chart that changes its own size while it is observed is told off in the console.
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (Math.abs(Math.max(260, chart.clientWidth) - built) > 1) {
      build();
    }
  })).observe(chart);
}

/** A bar of colours with what its ends stand for. */
function colourScale(chart, from, to, name, colourAt) {
  const row = add(chart, "div", { class: "scale" });
  add(row, "span", {}, name + ":");
  const range = add(row, "span", { class: "range" });
  add(range, "span", {}, from);
  const svg = d3.select(range).append("svg").attr("viewBox", "0 0 160 12").attr("preserveAspectRatio", "none").attr("aria-hidden", "true");
  d3.range(40).forEach(i => svg.append("rect").attr("x", i * 4).attr("width", 4.5).attr("height", 12).style("fill", colourAt((i + 0.5) / 40)));
  add(range, "span", {}, to);
  return row;
}

const mixed = share => "color-mix(in oklab, var(--accent) " + Math.round(100 * share) + "%, var(--panel))";

kinds.confusion = function (data, chart) {
  const sums = data.counts.map(row => d3.sum(row));
  const share = (r, c) => sums[r] === 0 ? 0 : data.counts[r][c] / sums[r];
  cells(chart, {
    label: data.title, x: "predicted", y: "actual", columns: data.classes, rows: data.classes, best: new Set(),
    text: (r, c) => data.counts[r][c] === 0 ? "·" : d3.format(",")(data.counts[r][c]),
    fill: (r, c) => mixed(data.counts[r][c] === 0 ? 0.03 : 0.12 + 0.88 * share(r, c)),
    dark: (r, c) => share(r, c) > 0.5, none: () => false,
    say: (r, c) => d3.format(",")(data.counts[r][c]) + " of " + d3.format(",")(sums[r]) + " rows of " + data.classes[r]
      + " predicted as " + data.classes[c] + " (" + d3.format(".1%")(share(r, c)) + ")"
  });
  colourScale(chart, "0 %", "100 %", "Share of the row", t => mixed(0.12 + 0.88 * t));
};

numbers.confusion = data => ({
  header: ["actual"].concat(data.classes.map(c => "predicted " + c)),
  rows: data.classes.map((c, r) => [c].concat(data.counts[r]))
});

/** The text of a cell: whole numbers of up to four digits as they are, others by some digits. */
function cellText(value, digits) {
  return Number.isInteger(value) && Math.abs(value) < 10000 ? minus(String(value)) : tickText(Number(value.toPrecision(digits)));
}

/** As few digits, two at least and five at most, as tell the marked cells of a row from its others. */
function digitsOf(row, marked) {
  const shown = row.filter(v => v !== null);
  const clear = digits => marked.every(best => best === null || shown.every(v => v === best || cellText(v, digits) !== cellText(best, digits)));
  return [2, 3, 4].find(clear) || 5;
}

kinds.heatmap = function (data, chart) {
  const log = data.value.log;
  const there = v => v !== null;
  const all = data.values.flat().filter(there);
  const range = d3.extent(all.filter(v => !log || v > 0));
  const below = log && all.some(v => v <= 0);
  const scale = (log ? d3.scaleLog() : d3.scaleLinear())
    .domain(range[0] === undefined || isConstant(range[0], range[1]) ? padded(range, log, 0.1) : range);
  const colourOf = t => d3.interpolateViridis(1 - t);
  // A logarithmic scale has no 0: it is as low as colours get.
  const fill = v => log && v <= 0 ? colourOf(0) : colourOf(scale(v));
  const digits = data.values.map((row, r) => digitsOf(row, data.best.filter(b => b[0] === r).map(b => row[b[1]])));
  cells(chart, {
    label: data.title, x: data.x.label, y: data.y.label, columns: data.columns, rows: data.rows,
    best: new Set(data.best.map(b => b.join())),
    text: (r, c) => there(data.values[r][c]) ? cellText(data.values[r][c], digits[r]) : "–",
    fill: (r, c) => fill(data.values[r][c]), none: (r, c) => !there(data.values[r][c]), dark: () => false,
    ink: (r, c) => there(data.values[r][c]) ? (d3.lab(fill(data.values[r][c])).l > 58 ? "#111" : "#fff") : null,
    say: (r, c) => data.y.name + " " + data.rows[r] + ", " + data.x.name + " " + data.columns[c] + ": " + data.value.name + " "
      + (there(data.values[r][c]) ? figure(data.values[r][c]) : "none")
  });
  if (range[0] !== undefined && isConstant(range[0], range[1])) {
    add(chart, "p", { class: "scale" }, data.value.label + ": " + figure(range[0]) + " in every cell that has one" + (below ? ", but for 0" : ""));
  } else if (range[0] !== undefined) {
    colourScale(chart, figure(range[0]), figure(range[1]), data.value.label + (log ? ", logarithmic" : "") + (below ? "; 0 in the lowest colour" : ""), colourOf);
  } else if (below) {
    add(chart, "p", { class: "scale" }, data.value.label + ": 0 in every cell that has one");
  }
};

numbers.heatmap = data => ({
  header: [data.y.label + " \\ " + data.x.label].concat(data.columns),
  rows: data.rows.map((name, r) => [name].concat(data.values[r]))
});
