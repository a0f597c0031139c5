// Points, with a line to judge them by.

kinds.scatter = function (data, chart) {
  const hidden = new Set();
  const all = data.series.flatMap((s, n) => s.x.map((x, i) => ({ x: x, y: s.y[i], n: n })))
    .filter(p => p.x !== null && p.y !== null && (!data.x.log || p.x > 0) && (!data.y.log || p.y > 0))
    .sort((a, b) => a.x - b.x || a.y - b.y);
  let points = all;

  function domains() {
    const x = d3.extent(points, p => p.x), y = d3.extent(points, p => p.y);
    if (data.guide === "diagonal") {
      const both = padded(d3.extent(x.concat(y)), data.x.log, 0.04);
      return [both, both];
    }
    return [padded(x, data.x.log, 0.04), padded(data.guide === "zero" ? d3.extent(y.concat([0])) : y, data.y.log, 0.06)];
  }

  function draw(area, x, y) {
    const [x0, x1] = x.domain();
    const ends = { diagonal: [[x0, x0], [x1, x1]], zero: [[x0, 0], [x1, 0]] }[data.guide];
    area.selectAll("path.guide").data(ends ? [ends] : []).join("path").attr("class", "guide")
      .attr("d", e => "M" + x(e[0][0]) + "," + y(e[0][1]) + "L" + x(e[1][0]) + "," + y(e[1][1]));
    area.selectAll("g.points").data([points]).join("g").attr("class", "points").selectAll("circle").data(points).join("circle")
      .attr("class", p => "fill " + colour(data.series[p.n])).attr("r", points.length > 500 ? 2.6 : 3.6).attr("cx", p => x(p.x)).attr("cy", p => y(p.y));
  }

  const cursor = {
    count: () => points.length,
    place: i => points[i].x,
    nearest: (px, py, x, y) => d3.leastIndex(points, (a, b) =>
      Math.hypot(x(a.x) - px, y(a.y) - py) - Math.hypot(x(b.x) - px, y(b.y) - py)),
    show: (i, g, x, y) => {
      const p = points[i];
      g.append("circle").attr("class", "dot fill " + colour(data.series[p.n])).attr("r", 6).attr("cx", x(p.x)).attr("cy", y(p.y));
      const name = data.series.length > 1 ? data.series[p.n].name + ": " : "";
      return { short: name + data.x.name + " " + figure(p.x) + ", " + data.y.name + " " + figure(p.y) };
    },
    hide: () => {}
  };

  const plot = frame(chart, {
    label: data.title, zoom: "xy", height: w => Math.round(Math.max(260, Math.min(420, w * 0.7))),
    x: { label: data.x.label, log: () => data.x.log }, y: { label: data.y.label, log: () => data.y.log },
    domains: domains, draw: draw, cursor: cursor
  });
  if (data.series.length > 1) {
    legend(plot.left, data.series.map(s => ({ name: s.name, colour: s.colour, style: "points" })), hidden, () => {
      points = all.filter(p => !hidden.has(p.n));
      plot.build();
    });
  }
};

numbers.scatter = data => ({
  header: (data.series.length > 1 ? ["series"] : []).concat([data.x.label, data.y.label]),
  rows: data.series.flatMap(s => s.x.map((x, i) => (data.series.length > 1 ? [s.name] : []).concat([x, s.y[i]]))),
  thinned: thinned(data.series)
});
