// How often values fall between edges.

kinds.histogram = function (data, chart) {
  const hidden = new Set();
  const visible = () => data.series.map((s, n) => n).filter(n => !hidden.has(n));
  let show = () => {};
  let bins = [];
  function findBins() {
    const edges = visible().length > 0 ? data.series[visible()[0]].edges : [];
    bins = d3.range(Math.max(0, edges.length - 1)).map(i => [edges[i], edges[i + 1]]);
  }

  function draw(area, x, y, parts) {
    area.selectAll("g.bars").data(visible(), n => n).join("g").attr("class", n => "bars " + colour(data.series[n])).each(function (n) {
      const s = data.series[n];
      d3.select(this).selectAll("rect").data(s.counts).join("rect").attr("class", "fill stroke")
        .attr("x", (c, i) => x(s.edges[i]) + 0.5).attr("width", (c, i) => Math.max(0.5, x(s.edges[i + 1]) - x(s.edges[i]) - 1))
        .attr("y", c => c === 0 ? parts.bottom : y(Math.max(c, y.domain()[0]))).attr("height", c => c === 0 ? 0 : Math.max(0, parts.bottom - y(Math.max(c, y.domain()[0]))));
    });
  }

  const cursor = {
    count: () => bins.length,
    place: i => (bins[i][0] + bins[i][1]) / 2,
    nearest: (px, py, x) => Math.max(0, Math.min(bins.length - 1, d3.bisectRight(bins.map(b => b[0]), x.invert(px)) - 1)),
    show: (i, g, x, y, parts) => {
      const [from, to] = bins[i];
      g.append("rect").attr("class", "ring").attr("x", x(from)).attr("width", Math.max(1, x(to) - x(from))).attr("y", parts.top)
        .attr("height", parts.bottom - parts.top);
      const texts = [];
      visible().forEach(n => { texts[n] = figure(data.series[n].counts[i]); });
      show(texts);
      const words = visible().map(n => (data.series.length > 1 ? data.series[n].name + " " : data.y.name + " ") + texts[n]).join(", ");
      const place = data.x.name + " " + figure(from) + " to " + figure(to);
      return { short: data.series.length > 1 ? place : place + ": " + words, long: place + ": " + words };
    },
    hide: () => show([])
  };

  findBins();
  const plot = frame(chart, {
    label: data.title, zoom: "x", height: w => Math.round(Math.max(240, Math.min(340, w * 0.55))),
    x: { label: data.x.label, log: () => data.x.log }, y: { label: data.y.label, log: () => data.y.log },
    domains: () => {
      const some = visible().map(n => data.series[n]);
      const x = d3.extent(some.flatMap(s => s.edges));
      const top = d3.max(some, s => d3.max(s.counts)) || 1;
      return [some.length > 0 ? x : [0, 1], data.y.log ? [0.8, top * 1.5] : [0, top * 1.06]];
    },
    draw: draw, cursor: cursor
  });
  if (data.series.length > 1) {
    show = legend(plot.left, data.series.map(s => ({ name: s.name, colour: s.colour, solid: true })), hidden, () => { findBins(); plot.build(); });
  }
};

numbers.histogram = data => ({
  header: ["series", "from", "to", data.y.label],
  rows: data.series.flatMap(s => s.counts.map((c, i) => [s.name, s.edges[i], s.edges[i + 1], c]))
});
