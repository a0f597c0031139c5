// Bars by name with their spread, from the top: importance of columns.

kinds.bars = function (data, chart) {
  const svg = d3.select(chart).append("svg").attr("class", "plot").attr("tabindex", 0).attr("role", "application")
    .attr("aria-label", data.title + ". Arrow keys read the bars.");
  const readout = add(chart, "p", { class: "readout", "aria-live": "polite" });
  const count = data.names.length;
  let at = -1, rows, built = 0;

  function build() {
    const width = Math.max(260, Math.round(chart.clientWidth));
    built = width;
    const left = Math.ceil(Math.min(width * 0.42, Math.max(textWidth(data.y.label, true) + 26, (d3.max(data.names, n => textWidth(n)) || 0) + 12)));
    // On paper a chart that is higher than a page would be cut through.
    const h = root.dataset.printing ? Math.max(10, Math.min(24, (PAPER - 70) / Math.max(1, count))) : 24;
    const top = 24, bottom = top + h * Math.max(1, count), height = bottom + 44, right = width - 24;
    const ends = d3.range(count).flatMap(i => [data.values[i] - data.spread[i], data.values[i] + data.spread[i]]);
    const range = d3.extent(ends.concat(0));
    const x = d3.scaleLinear().domain(range[0] === range[1] ? [0, 1] : padded(range, false, 0.03)).range([left, right]);
    svg.attr("viewBox", "0 0 " + width + " " + height).selectAll("*").remove();
    const ticks = ticksOf(x, Math.max(2, Math.min(8, Math.floor((right - left) / 70))), false), texts = tickTexts(ticks);
    svg.append("g").attr("transform", "translate(0," + bottom + ")")
      .call(d3.axisBottom(x).tickValues(ticks).tickFormat((v, i) => texts[i]).tickSize(top - bottom).tickPadding(8))
      .attr("font-size", null).attr("font-family", null);
    svg.append("text").attr("class", "name").attr("x", 2).attr("y", 13).text(clipped(data.y.label, left - 24, true) + " \u2193");
    svg.append("text").attr("class", "name").attr("x", (left + right) / 2).attr("y", height - 6).attr("text-anchor", "middle")
      .text(clipped(data.x.label, right - left, true));
    const each = Math.ceil(13 / h), middle = i => top + h * (i + 0.5);
    svg.append("g").selectAll("text").data(data.names).join("text").attr("x", left - 8).attr("y", (d, i) => middle(i))
      .attr("display", (d, i) => i % each === 0 ? null : "none").attr("text-anchor", "end").attr("dominant-baseline", "central")
      .text(d => clipped(d, left - 12)).append("title").text(d => d);
    rows = svg.append("g").attr("class", "bars c0").selectAll("rect").data(d3.range(count)).join("rect").attr("class", "fill stroke")
      .attr("x", i => Math.min(x(0), x(data.values[i]))).attr("width", i => Math.max(0.5, Math.abs(x(data.values[i]) - x(0))))
      .attr("y", i => top + h * i + h * 0.15).attr("height", h * 0.7);
    svg.append("g").selectAll("line").data(d3.range(count)).join("line").attr("class", "rule").attr("y1", middle).attr("y2", middle)
      .attr("x1", i => x(data.values[i] - data.spread[i])).attr("x2", i => x(data.values[i] + data.spread[i]));
    svg.append("line").attr("class", "rule").attr("x1", x(0)).attr("x2", x(0)).attr("y1", top).attr("y2", bottom);
    svg.append("g").selectAll("rect").data(d3.range(count)).join("rect").attr("fill", "transparent").attr("x", 0).attr("width", width)
      .attr("y", i => top + h * i).attr("height", h).on("pointerenter", (event, i) => show(i)).on("pointerleave", () => show(-1));
    show(at);
  }

  function show(i) {
    at = i;
    rows.classed("at", n => n === i);
    readout.textContent = i < 0 ? "" : data.names[i] + ": " + data.x.name + " " + figure(data.values[i]) + " \u00b1 " + figure(data.spread[i]);
  }

  const moves = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
  svg.on("keydown", event => {
    if (event.key in moves && count > 0) {
      show(at < 0 ? 0 : Math.max(0, Math.min(count - 1, at + moves[event.key])));
      event.preventDefault();
    } else if (event.key === "Escape") {
      show(-1);
    }
  });
  build();
  builders.push(build);
  // In the next frame: a chart that changes its own size while it is observed is told off in the console.
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (Math.abs(Math.max(260, chart.clientWidth) - built) > 1) {
      build();
    }
  })).observe(chart);
};

numbers.bars = data => ({
  header: [data.y.label, data.x.label, "spread"],
  rows: data.names.map((name, i) => [name, data.values[i], data.spread[i]])
});
