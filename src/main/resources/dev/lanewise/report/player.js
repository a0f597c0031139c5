// Plays steps: start, back, play or pause, on, and a slider. A whole run takes about eight seconds, however many steps it has. Long paths hold some of their
// steps only: stops are the numbers of those, and every button goes from stop to stop.

function player(chart, stops, show) {
  const last = stops.length - 1;
  const row = add(chart, "div", { class: "player", role: "group", "aria-label": "Play the paths" });
  let at = last, timer = null;
  button(row, "|◀", "To the start", () => { pause(); go(0); });
  button(row, "◀", "One step back", () => { pause(); go(at - 1); });
  const play = button(row, "▶ Play", "Play", () => timer === null ? start() : pause());
  button(row, "▶|", "One step on", () => { pause(); go(at + 1); });
  const slider = add(row, "input", { type: "range", min: "0", max: String(last), step: "1", value: String(last), "aria-label": "Step" });
  const output = add(row, "output", {});
  slider.addEventListener("input", () => { pause(); go(Number(slider.value)); });

  function go(stop) {
    at = Math.max(0, Math.min(last, stop));
    slider.value = String(at);
    output.textContent = "step " + stops[at] + " of " + stops[last];
    slider.setAttribute("aria-valuetext", output.textContent);
    show(stops[at]);
  }

  function start() {
    if (at >= last) {
      go(0);
    }
    play.textContent = "‖ Pause";
    play.setAttribute("aria-label", "Pause");
    const each = Math.max(1, Math.round(last / 240));
    timer = d3.interval(() => {
      go(at + each);
      if (at >= last) {
        pause();
      }
    }, Math.max(33, Math.min(400, 8000 / Math.max(1, last))));
  }

  function pause() {
    if (timer !== null) {
      timer.stop();
      timer = null;
    }
    play.textContent = "▶ Play";
    play.setAttribute("aria-label", "Play");
  }

  go(last);
}
