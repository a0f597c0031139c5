// A function of two variables as lines of equal height, and the paths of optimizers across it.

/** Heights of about twenty lines; more of them where the function is low on a logarithmic scale. */
function heights(data) {
  const values = data.grid.values.flat().filter(v => v !== null && (!data.value.log || v > 0));
  const [low, high] = d3.extent(values);
  if (isConstant(low, high)) {
    return [];
  }
  if (!data.value.log) {
    return d3.ticks(low, high, 20);
  }
  const floor = Math.max(low, high * 1e-9);
  return d3.range(22).map(i => floor * Math.pow(high / floor, i / 22));
}

/** Where a place among the points of a grid lies on its axis; contours count from the middle of the first cell. */
function along(places, at) {
  const i = Math.max(0, Math.min(places.length - 2, Math.floor(at - 0.5)));
  return places[i] + (places[i + 1] - places[i]) * Math.max(0, Math.min(1, at - 0.5 - i));
}

/** Where the function has one height: the ends of short pieces. The edges that close the area above it are no part of that. */
function crossing(data, height) {
  const w = data.grid.x.length, h = data.grid.y.length;
  const inside = p => p[0] > 0 && p[0] < w && p[1] > 0 && p[1] < h;
  const values = data.grid.values.flat().map(v => v === null ? Infinity : v);
  return d3.contours().size([w, h]).contour(values, height).coordinates.flat().flatMap(ring => d3.pairs(ring))
    .filter(([a, b]) => inside(a) && inside(b))
    .map(piece => piece.map(p => [along(data.grid.x, p[0]), along(data.grid.y, p[1])]));
}

kinds.contours = function (data, chart) {
  const gx = data.grid.x, gy = data.grid.y;
  const values = data.grid.values.flat().filter(v => v !== null);
  const levels = heights(data);
  const rings = d3.contours().size([gx.length, gy.length]).thresholds(levels)(data.grid.values.flat().map(v => v === null ? Infinity : v));
  const lines = levels.length === 0 ? [] : data.levels.map(level => crossing(data, level.value));
  const hidden = new Set();
  const stops = Array.from(new Set(data.paths.flatMap(p => p.steps))).sort((a, b) => a - b);
  let step = stops.length > 0 ? stops[stops.length - 1] : 0;

  const height = i => levels.length === 0 ? 0.5 : i / Math.max(1, levels.length - 1);
  const shade = i => "color-mix(in oklab, var(--accent) " + Math.round(4 + 62 * (1 - height(i))) + "%, var(--panel))";
  const reached = path => d3.bisectRight(path.steps, step);
  const visible = () => data.paths.map((p, n) => n).filter(n => !hidden.has(n) && data.paths[n].steps.length > 0);

  function draw(area, x, y, parts) {
    const ring = d3.geoPath(d3.geoTransform({ point: function (px, py) { this.stream.point(x(along(gx, px)), y(along(gy, py))); } }));
    const g = area.selectAll("g.ground").data([0]).join("g").attr("class", "ground");
    g.selectAll("rect").data([0]).join("rect").attr("x", parts.left).attr("y", parts.top).attr("width", parts.right - parts.left)
      .attr("height", parts.bottom - parts.top).style("fill", shade(0));
    g.selectAll("path").data(rings).join("path").attr("class", "height").style("fill", (d, i) => shade(i)).attr("d", ring);
    area.selectAll("path.level").data(lines).join("path").attr("class", "level")
      .attr("d", pieces => pieces.map(piece => d3.line(p => x(p[0]), p => y(p[1]))(piece)).join(""));
    walks(area, x, y);
    const marks = area.selectAll("g.place").data(data.marks).join(enter => {
      const made = enter.append("g").attr("class", "place");
      made.append("path").attr("class", m => "mark " + m.kind);
      made.append("text").attr("class", "place");
      return made;
    }).attr("transform", m => "translate(" + x(m.x) + "," + y(m.y) + ")");
    marks.select("path").attr("d", m => d3.symbol(symbols[m.kind], m.kind === "minimum" ? 130 : 70)());
    const turned = m => x(m.x) > parts.right - textWidth(m.name, true) - 14;
    marks.select("text").attr("x", m => turned(m) ? -10 : 10).attr("y", m => y(m.y) < parts.top + 14 ? 16 : -7)
      .attr("text-anchor", m => turned(m) ? "end" : "start").text(m => m.name);
  }

  function walks(area, x, y) {
    const track = n => {
      const p = data.paths[n];
      return d3.line()(d3.range(reached(p)).map(i => [bounded(x(p.x[i])), bounded(y(p.y[i]))]));
    };
    for (const name of ["halo", "walk"]) {
      area.selectAll("path." + name).data(visible(), n => n).join("path").attr("class", n => name + (name === "walk" ? " stroke " + colour(data.paths[n]) : ""))
        .attr("stroke-dasharray", n => dash(data.paths[n])).attr("d", track);
    }
    area.selectAll("circle.head").data(visible(), n => n).join("circle").attr("class", n => "head fill " + colour(data.paths[n])).attr("r", 5.5)
      .attr("cx", n => bounded(x(data.paths[n].x[reached(data.paths[n]) - 1]))).attr("cy", n => bounded(y(data.paths[n].y[reached(data.paths[n]) - 1])));
  }

  /** The value that a path has reached, or what became of it. */
  function told(path) {
    const last = path.steps.length - 1;
    if (path.end && (last < 0 || step >= path.steps[last])) {
      return path.end;
    }
    return last < 0 ? "–" : figure(path.value[reached(path) - 1]);
  }

  /** Far outside of the picture, browsers lose precision. */
  const bounded = v => Math.max(-1e5, Math.min(1e5, v));

  const plot = frame(chart, {
    label: data.title, zoom: "xy", height: w => Math.round(Math.max(280, Math.min(560, w * 0.72))),
    x: { label: data.x.label, log: () => data.x.log }, y: { label: data.y.label, log: () => data.y.log },
    domains: () => [[gx[0], gx[gx.length - 1]], [gy[0], gy[gy.length - 1]]], draw: draw
  });
  let show = () => {};
  if (data.paths.length > 0) {
    show = legend(plot.left, data.paths, hidden, () => plot.redraw());
    const go = at => {
      step = at;
      plot.redraw();
      show(data.paths.map(told));
    };
    if (stops.length > 1) {
      player(chart, stops, go);
    } else {
      go(step);
    }
  }
  if (levels.length === 0) {
    add(chart, "p", { class: "scale" }, data.value.label + ": " + (values.length > 0 ? figure(d3.median(values)) + " everywhere" : "none"));
    return;
  }
  const bounds = [levels[0], levels[levels.length - 1]].map(figure);
  const row = colourScale(chart, bounds[0], bounds[1], data.value.label + (data.value.log ? ", logarithmic" : ""), t => shade(t * (levels.length - 1)));
  data.levels.forEach(level => {
    const mark = d3.select(add(row, "span", {})).append("svg").attr("class", "key").attr("viewBox", "0 0 24 12").attr("aria-hidden", "true");
    mark.append("line").attr("class", "level").attr("x1", 1).attr("x2", 23).attr("y1", 6).attr("y2", 6);
    add(row, "span", {}, level.name);
  });
};

const symbols = {
  start: d3.symbolCircle, minimum: d3.symbolStar, end: d3.symbolSquare, positive: d3.symbolCircle, negative: d3.symbolCircle
};

numbers.contours = data => ({
  header: ["path", "step", data.x.label, data.y.label, data.value.label],
  rows: data.paths.flatMap(p => p.steps.map((s, i) => [p.name, s, p.x[i], p.y[i], p.value[i]])),
  thinned: thinned(data.paths)
});
