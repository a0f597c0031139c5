// Curves over a common axis.

kinds.lines = function (data, chart) {
  const hidden = new Set();
  const series = data.series;
  let log = data.y.log;
  let show = () => {};

  const visible = () => series.map((s, n) => n).filter(n => !hidden.has(n));
  const drawn = (s, i) => s.y[i] !== null && (!data.x.log || s.x[i] > 0);
  // A logarithmic axis has no 0: it is drawn at the lower edge, and a note says so.
  const height = (y, v) => log && v <= 0 ? y.range()[0] : y(v);

  function range(from, to) {
    let low = Infinity, high = -Infinity;
    for (const n of visible()) {
      const s = series[n];
      for (let i = 0; i < s.x.length; i++) {
        if (s.x[i] < from || s.x[i] > to || !drawn(s, i)) {
          continue;
        }
        const values = s.low ? [s.y[i], s.low[i], s.high[i]] : [s.y[i]];
        for (const v of values) {
          if (v !== null && (!log || v > 0)) {
            low = Math.min(low, v);
            high = Math.max(high, v);
          }
        }
      }
    }
    return padded([low, high], log, 0.05);
  }

  function across() {
    let low = Infinity, high = -Infinity;
    for (const n of visible()) {
      for (const x of series[n].x) {
        if (!data.x.log || x > 0) {
          low = Math.min(low, x);
          high = Math.max(high, x);
        }
      }
    }
    return low < high ? [low, high] : padded([low, high], data.x.log, 0);
  }

  /** All places of visible series, in order: where the cursor stops. */
  let stops = [];
  function findStops() {
    stops = Array.from(new Set(visible().flatMap(n => series[n].x))).filter(x => !data.x.log || x > 0).sort((a, b) => a - b);
  }

  function draw(area, x, y) {
    const shown = visible();
    const line = n => d3.line().defined((d, i) => drawn(series[n], i)).x((d, i) => x(series[n].x[i])).y((d, i) => height(y, series[n].y[i]))
      .curve(series[n].style === "steps" ? d3.curveStepAfter : d3.curveLinear)(series[n].x);
    const bottom = log ? y.domain()[0] : -Infinity;
    const band = n => d3.area().defined((d, i) => drawn(series[n], i) && series[n].low[i] !== null && series[n].high[i] > bottom)
      .x((d, i) => x(series[n].x[i])).y0((d, i) => y(Math.max(bottom, series[n].low[i]))).y1((d, i) => y(series[n].high[i]))(series[n].x);
    area.selectAll("path.band").data(shown.filter(n => series[n].low), n => n).join("path")
      .attr("class", n => "band fill " + colour(series[n])).attr("d", band);
    area.selectAll("path.series").data(shown.filter(n => series[n].style !== "points"), n => n).join("path")
      .attr("class", n => "series stroke " + colour(series[n])).attr("stroke-dasharray", n => dash(series[n])).attr("d", line);
    area.selectAll("g.points").data(shown.filter(n => isolated(series[n])), n => n).join("g").attr("class", n => "points " + colour(series[n]))
      .each(function (n) {
        const places = d3.range(series[n].x.length).filter(i => drawn(series[n], i));
        d3.select(this).selectAll("circle").data(places).join("circle").attr("class", "fill").attr("r", series[n].style === "points" ? 5 : 3.5)
          .attr("cx", i => x(series[n].x[i])).attr("cy", i => height(y, series[n].y[i]));
      });
  }

  const isolated = s => s.style === "points" || s.style === "marked" || s.x.length === 1;

  const cursor = {
    count: () => stops.length,
    place: i => stops[i],
    nearest: (px, py, x) => d3.bisectCenter(stops, x.invert(px)),
    show: (i, g, x, y, parts) => {
      const at = stops[i], texts = [], words = [];
      g.append("line").attr("class", "rule").attr("x1", x(at)).attr("x2", x(at)).attr("y1", parts.top).attr("y2", parts.bottom);
      for (const n of visible()) {
        const s = series[n];
        const near = d3.bisectCenter(s.x, at);
        if (near >= 0 && near < s.x.length && (s.x[near] === at || s.of > s.x.length || s.style === "steps")) {
          texts[n] = figure(s.y[near]);
          words.push(s.name + " " + texts[n]);
          if (drawn(s, near)) {
            g.append("circle").attr("class", "dot fill " + colour(series[n])).attr("r", 4.5).attr("cx", x(s.x[near])).attr("cy", height(y, s.y[near]));
          }
        }
      }
      show(texts);
      const place = data.x.name + " " + figure(at);
      return { short: series.length > 1 ? place : place + ", " + words.join(", "), long: place + ", " + words.join(", ") };
    },
    hide: () => show([])
  };

  findStops();
  const plot = frame(chart, {
    label: data.title, zoom: "x", height: w => Math.round(Math.max(250, Math.min(400, w * 0.55))),
    x: { label: data.x.label, log: () => data.x.log }, y: { label: data.y.label, log: () => log },
    domains: () => { const x = across(); return [x, range(x[0], x[1])]; },
    fit: range, draw: draw, cursor: cursor
  });
  if (series.length > 1) {
    show = legend(plot.left, series, hidden, () => { findStops(); plot.build(); });
  }
  const values = series.flatMap(s => s.y).filter(v => v !== null);
  const note = log && d3.min(values) <= 0
    ? add(chart, "p", { class: "note" }, "0 has no place on a logarithmic axis: it is drawn at the lower edge.") : null;
  if (log || (d3.min(values) > 0 && d3.max(values) > 10 * d3.min(values))) {
    const toggle = button(plot.tools, "log", "Logarithmic axis for " + data.y.name, () => {
      log = !log;
      toggle.setAttribute("aria-pressed", String(log));
      if (note) {
        note.hidden = !log;
      }
      plot.build();
    });
    toggle.classList.add("toggle");
    toggle.setAttribute("aria-pressed", String(log));
  }
};

/** One column a series where all have the same places, otherwise one row a point. */
numbers.lines = function (data) {
  const series = data.series;
  const same = series.every(s => s.x.length === series[0].x.length && s.x.every((x, i) => x === series[0].x[i]));
  const bands = series.some(s => s.low);
  if (same && !bands && series.length > 0) {
    return {
      header: [data.x.label].concat(series.map(s => s.name)),
      rows: series[0].x.map((x, i) => [x].concat(series.map(s => s.y[i]))),
      thinned: thinned(series)
    };
  }
  return {
    header: ["series", data.x.label, data.y.label].concat(bands ? ["low", "high"] : []),
    rows: series.flatMap(s => s.x.map((x, i) => [s.name, x, s.y[i]].concat(bands ? [s.low ? s.low[i] : null, s.high ? s.high[i] : null] : []))),
    thinned: thinned(series)
  };
};
