// What charts with two axes share: the drawing area, axes, zoom by wheel, buttons and keys, and a cursor that a mouse or keys move.

let clips = 0;

/**
 * Ticks of a scale; on a logarithmic one powers of ten, with twice and five times them where there is room, and equal steps where the range is too short for
 * three of these.
 */
function ticksOf(scale, count, log) {
  if (!log) {
    return scale.ticks(count);
  }
  const [low, high] = scale.domain();
  const all = d3.range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) + 1)
    .flatMap(power => d3.range(1, 10).map(digit => Number(digit + "e" + power))).filter(v => v >= low && v <= high);
  const leading = v => Math.round(v / Math.pow(10, Math.floor(Math.log10(v) + 1e-9)));
  for (const kept of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]]) {
    const some = all.filter(v => kept.includes(leading(v)));
    if (some.length <= count + 2 && some.length > 2) {
      return some;
    }
  }
  if (high < 10 * low) {
    return d3.ticks(low, high, count);
  }
  const tens = all.filter(v => leading(v) === 1);
  const each = Math.ceil(tens.length / (count + 1)) || 1;
  return tens.length > 1 ? tens.filter((v, i) => i % each === 0) : all;
}

/** Widens an empty range, and leaves some room above and below another one. */
function padded(range, log, share) {
  let low = range[0], high = range[1];
  if (!(low <= high)) {
    return log ? [0.1, 1] : [0, 1];
  }
  const same = isConstant(low, high);
  if (log) {
    const room = Math.log(high / low) * share;
    return same ? [low / 2, high * 2] : [low * Math.exp(-room), high * Math.exp(room)];
  }
  const room = same ? Math.abs(low) / 2 || 0.5 : (high - low) * share;
  return [low - room, high + room];
}

function scaleOf(log) {
  return log ? d3.scaleLog() : d3.scaleLinear();
}

/**
 * Draws a chart that can be zoomed.
 * spec: label, x and y (label, log()), zoom ("x", "xy" or ""), domains() -> [x, y], fit(x0, x1) -> y for zoom "x",
 * height(width), draw(g, x, y, width, height), cursor: count(), place(i) -> x, nearest(x, y, sx, sy) -> i, show(i, g, x, y) -> text, hide().
 */
function frame(chart, spec) {
  const bar = add(chart, "div", { class: "bar" });
  const left = add(bar, "div", {});
  const tools = add(bar, "div", { class: "tools" });
  const svg = d3.select(chart).append("svg").attr("class", "plot").attr("tabindex", 0).attr("role", "application")
    .attr("aria-label", spec.label + ". Arrow keys read values, plus and minus zoom, 0 shows all.");
  const readout = add(chart, "p", { class: "readout" });
  const spoken = add(chart, "p", { class: "quiet", "aria-live": "polite" });
  const clip = "clip" + (clips++);
  const state = { at: -1, transform: d3.zoomIdentity, width: 0 };
  let base, current, zoom, parts;

  function build() {
    const width = Math.max(260, Math.round(chart.clientWidth));
    const height = spec.height(width);
    const [xd, yd] = spec.domains();
    const texts = tickTexts(ticksOf(scaleOf(spec.y.log()).domain(yd), 6, spec.y.log()));
    const margin = { top: 26, right: 24, bottom: 44, left: Math.ceil(Math.max(34, 16 + (d3.max(texts, textWidth) || 0) + 8)) };
    state.width = width;
    svg.attr("viewBox", "0 0 " + width + " " + height).selectAll("*").remove();
    const right = width - margin.right, bottom = height - margin.bottom;
    base = {
      x: scaleOf(spec.x.log()).domain(xd).range([margin.left, right]),
      y: scaleOf(spec.y.log()).domain(yd).range([bottom, margin.top])
    };
    svg.append("clipPath").attr("id", clip).append("rect")
      .attr("x", margin.left).attr("y", margin.top - 3).attr("width", right - margin.left).attr("height", bottom - margin.top + 3);
    parts = {
      x: svg.append("g").attr("transform", "translate(0," + bottom + ")"),
      y: svg.append("g").attr("transform", "translate(" + margin.left + ",0)"),
      area: svg.append("g").attr("clip-path", "url(#" + clip + ")").append("g").attr("class", "area"),
      cursor: svg.append("g").attr("clip-path", "url(#" + clip + ")").append("g"),
      right: right, bottom: bottom, left: margin.left, top: margin.top
    };
    svg.append("text").attr("class", "name").attr("x", 2).attr("y", 13).text(clipped(spec.y.label, width - 10, true));
    svg.append("text").attr("class", "name").attr("x", (margin.left + right) / 2).attr("y", height - 6).attr("text-anchor", "middle")
      .text(clipped(spec.x.label, right - margin.left, true));
    if (spec.zoom) {
      zoom = d3.zoom().scaleExtent([1, 2000]).extent([[margin.left, margin.top], [right, bottom]])
        .translateExtent([[margin.left, margin.top], [right, bottom]])
        .filter(allowed).on("zoom", event => { state.transform = event.transform; redraw(); });
      svg.call(zoom).on("dblclick.zoom", null);
    }
    state.transform = d3.zoomIdentity;
    redraw();
  }

  /** The wheel scrolls the page until a chart has the focus; one finger scrolls it unless the chart is zoomed. */
  function allowed(event) {
    if (event.type === "wheel") {
      return event.ctrlKey || document.activeElement === svg.node();
    }
    return event.touches ? event.touches.length > 1 || state.transform.k > 1 : !event.button;
  }

  function redraw() {
    const t = state.transform;
    const x = t.rescaleX(base.x);
    let y = base.y;
    if (spec.zoom === "xy") {
      y = t.rescaleY(base.y);
    } else if (spec.fit && t.k > 1) {
      y = base.y.copy().domain(spec.fit(x.domain()[0], x.domain()[1]));
    }
    current = { x: x, y: y };
    const columns = Math.max(3, Math.min(10, Math.floor((parts.right - parts.left) / 70)));
    axis(parts.x, d3.axisBottom(x), ticksOf(x, columns, spec.x.log()), parts.bottom - parts.top);
    axis(parts.y, d3.axisLeft(y), ticksOf(y, 6, spec.y.log()), parts.right - parts.left);
    spec.draw(parts.area, x, y, parts);
    svg.attr("data-zoom", t.k.toFixed(3));
    point(state.at, false);
  }

  function axis(group, made, ticks, size) {
    const texts = tickTexts(ticks);
    group.call(made.tickValues(ticks).tickFormat((v, i) => texts[i]).tickSize(-size).tickPadding(8));
    group.attr("font-size", null).attr("font-family", null);
  }

  /** Shows the values at one place; -1 for none. */
  function point(i, aloud) {
    if (!spec.cursor) {
      return;
    }
    parts.cursor.selectAll("*").remove();
    state.at = i < spec.cursor.count() ? i : -1;
    if (state.at < 0) {
      spec.cursor.hide();
      readout.textContent = "";
      return;
    }
    const text = spec.cursor.show(state.at, parts.cursor, current.x, current.y, parts);
    readout.textContent = text.short;
    if (aloud) {
      spoken.textContent = text.long || text.short;
    }
  }

  function scaleBy(factor) {
    if (zoom) {
      svg.call(zoom.scaleBy, factor);
    }
  }

  function reset() {
    if (zoom) {
      svg.call(zoom.transform, d3.zoomIdentity);
    }
  }

  /** Keeps the place of the cursor in sight when keys move it. */
  function follow() {
    const px = current.x(spec.cursor.place(state.at));
    if (zoom && state.transform.k > 1 && (px < parts.left || px > parts.right)) {
      svg.call(zoom.translateTo, base.x(spec.cursor.place(state.at)), (parts.top + parts.bottom) / 2);
    }
  }

  const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
  svg.on("keydown", event => {
    if (event.key === "+" || event.key === "=") {
      scaleBy(1.5);
    } else if (event.key === "-") {
      scaleBy(1 / 1.5);
    } else if (event.key === "0") {
      reset();
    } else if (event.key === "Escape") {
      point(-1, false);
    } else if (event.key in moves && spec.cursor && spec.cursor.count() > 0) {
      const start = state.at < 0 ? (moves[event.key] < 0 ? spec.cursor.count() : -1) : state.at;
      point(Math.max(0, Math.min(spec.cursor.count() - 1, start + moves[event.key] * (event.shiftKey ? 10 : 1))), true);
      follow();
    } else {
      return;
    }
    event.preventDefault();
  });
  svg.on("pointermove", event => {
    if (spec.cursor && spec.cursor.count() > 0) {
      const [px, py] = d3.pointer(event, svg.node());
      point(spec.cursor.nearest(px, py, current.x, current.y), false);
    }
  });
  svg.on("pointerleave", () => point(-1, false));
  svg.on("pointerdown", () => svg.node().focus({ preventScroll: true }));
  if (spec.zoom) {
    button(tools, "+", "Zoom in", () => scaleBy(1.5));
    button(tools, "−", "Zoom out", () => scaleBy(1 / 1.5));
    button(tools, "All", "Show all again", reset);
  }
  build();
  builders.push(build);
  // In the next frame: a chart that changes its own size while it is observed is told off in the console.
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (Math.abs(Math.max(260, chart.clientWidth) - state.width) > 1) {
      build();
    }
  })).observe(chart);
  return { build: build, redraw: redraw, left: left, tools: tools, svg: svg };
}

/** A list of series that can be switched on and off; values are shown behind their names. Returns what shows values. */
function legend(parent, series, hidden, changed) {
  const list = add(parent, "ul", { class: "legend", "aria-label": "Series" });
  const values = series.map((s, n) => {
    const entry = add(add(list, "li", {}), "button", { type: "button", "aria-pressed": "true", title: "Show or hide " + s.name });
    const mark = d3.select(entry).append("svg").attr("viewBox", "0 0 24 10").attr("aria-hidden", "true").attr("class", colour(s));
    if (s.solid) {
      mark.append("rect").attr("class", "fill").attr("x", 6).attr("width", 12).attr("height", 10).attr("rx", 2);
    } else if (s.style === "points") {
      mark.append("circle").attr("class", "fill").attr("cx", 12).attr("cy", 5).attr("r", 4);
    } else {
      mark.append("line").attr("class", "series stroke").attr("x1", 1).attr("x2", 23).attr("y1", 5).attr("y2", 5)
        .attr("stroke-dasharray", dash(s));
    }
    add(entry, "span", {}, s.name);
    const value = add(entry, "b", {});
    entry.addEventListener("click", () => {
      hidden.has(n) ? hidden.delete(n) : hidden.add(n);
      entry.setAttribute("aria-pressed", String(!hidden.has(n)));
      changed();
    });
    return value;
  });
  return texts => values.forEach((value, n) => { value.textContent = texts[n] === undefined ? "" : texts[n]; });
}
