// Helpers: elements, numbers, tables and their CSV. Texts are set as text only, never as HTML.

const root = document.documentElement;
const kinds = {};
const numbers = {};
const DASHES = ["", "7 4", "2 4", "10 4 2 4"];
const COLOURS = 8;
const MOST_ROWS = 1000;

/** What draws each chart anew, for another width. */
const builders = [];

function add(parent, tag, attributes, text) {
  const node = document.createElement(tag);
  for (const name in attributes) {
    node.setAttribute(name, attributes[name]);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  parent.append(node);
  return node;
}

function button(parent, text, title, action) {
  const node = add(parent, "button", { type: "button", title: title, "aria-label": title }, text);
  node.addEventListener("click", action);
  return node;
}

/** The class that gives a series its colour, which is the same in all charts of a report; dashes tell apart those that share one. */
function colour(series) {
  return "c" + (series.colour % COLOURS);
}

function dash(series) {
  return series.style === "dashed" ? "6 5" : DASHES[Math.floor(series.colour / COLOURS) % DASHES.length];
}

/** Whether the numbers of a range are one number but for the rounding of floats. */
function isConstant(low, high) {
  return !(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high)));
}

/** A number for people: four or five digits. */
function figure(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    return minus(d3.format(".3~e")(value).replace("e+", "e"));
  }
  return minus(Number.isInteger(value) ? d3.format(",")(value) : d3.format(size >= 1000 ? ",.1f" : ",.4~r")(value));
}

/** The label of a tick: as few digits as it needs; more than six where ticks lie closer together than those tell apart. */
function tickText(value, digits = 6) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
    return minus(d3.format("." + Math.max(3, digits - 3) + "~e")(value).replace("e+", "e"));
  }
  return minus(String(Number(value.toPrecision(digits))));
}

/** The labels of ticks. */
function tickTexts(ticks) {
  const steps = d3.pairs(ticks, (a, b) => Math.abs(b - a));
  const size = d3.max(ticks, Math.abs) || 0;
  const needed = steps.length > 0 ? Math.ceil(Math.log10(size / d3.min(steps))) + 2 : 6;
  return ticks.map(value => tickText(value, Math.max(6, Math.min(15, needed || 6))));
}

function minus(text) {
  return text.replace(/^[-\u2212]/, "\u2212").replace("e-", "e\u2212");
}

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** How wide a text of the charts is; names of axes and places are bold. */
function textWidth(text, bold) {
  const key = (bold ? "b" : "n") + text;
  if (!widths.has(key)) {
    ruler.font = (bold ? "600" : "400") + " 12px " + getComputedStyle(document.body).fontFamily;
    widths.set(key, ruler.measureText(String(text)).width);
  }
  return widths.get(key);
}

function clipped(text, width, bold) {
  if (textWidth(text, bold) <= width) {
    return text;
  }
  let kept = "";
  for (const letter of text) {
    if (textWidth(kept + letter + "…", bold) > width) {
      break;
    }
    kept += letter;
  }
  return kept + "…";
}

/** A cell of a CSV file; a text that a spreadsheet would compute is kept a text. */
function csvCell(cell) {
  if (cell === null || cell === undefined) {
    return "";
  }
  if (typeof cell === "number") {
    return String(cell);
  }
  const text = /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function csv(content) {
  return [content.header].concat(content.rows).map(row => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function save(name, text) {
  const link = add(document.body, "a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Fades the edges behind which a table goes on: where scroll bars hide until they are used, nothing else tells. */
function fadeEdges(scroll) {
  const tell = () => {
    scroll.classList.toggle("more-left", scroll.scrollLeft > 1);
    scroll.classList.toggle("more-right", scroll.scrollLeft < scroll.scrollWidth - scroll.clientWidth - 1);
  };
  scroll.addEventListener("scroll", tell, { passive: true });
  const sizes = new ResizeObserver(tell);
  sizes.observe(scroll);
  sizes.observe(scroll.firstElementChild);
}

/** The numbers behind a chart, made when they are asked for. */
function numbersOf(data, node) {
  const details = add(node, "details", {});
  add(details, "summary", {}, "Numbers");
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) {
      return;
    }
    const content = numbers[data.kind](data);
    button(details, "Download CSV", "Download the numbers of " + data.title + " as CSV", () => save(data.id + ".csv", csv(content)));
    const scroll = add(details, "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers of " + data.title });
    const table = add(scroll, "table", {});
    const head = add(add(table, "thead", {}), "tr", {});
    content.header.forEach(name => add(head, "th", { scope: "col" }, name));
    const body = add(table, "tbody", {});
    content.rows.slice(0, MOST_ROWS).forEach(row => {
      const line = add(body, "tr", {});
      row.forEach(cell => typeof cell === "string" ? add(line, "td", {}, cell) : add(line, "td", { class: "n" }, cell === null ? "–" : String(cell)));
    });
    fadeEdges(scroll);
    const notes = [];
    if (content.rows.length > MOST_ROWS) {
      notes.push("The first " + MOST_ROWS + " of " + content.rows.length + " rows; the CSV file has them all.");
    }
    if (content.thinned) {
      notes.push("Long series are thinned: " + content.thinned + ".");
    }
    if (notes.length > 0) {
      add(details, "p", { class: "note" }, notes.join(" "));
    }
  });
}

/** A cell of a table of the page: numbers without their commas, texts in full, nothing where there is none. */
function cellOf(node) {
  const text = node.title || node.textContent;
  const plain = text.replaceAll(",", "");
  const number = node.classList.contains("n") && plain !== "" && Number.isFinite(Number(plain));
  return number ? Number(plain) : node.classList.contains("n") && text === "-" ? null : text;
}

/** Gives each table of the page its CSV file. */
function offerTables() {
  document.querySelectorAll(".scroll").forEach(fadeEdges);
  document.querySelectorAll("div.card[id] > .scroll > table").forEach(table => {
    const card = table.closest(".card");
    const title = card.querySelector("h3").textContent;
    const cells = row => Array.from(row.cells);
    button(card, "Download CSV", "Download " + title + " as CSV", () => save(card.id + ".csv", csv({
      header: cells(table.tHead.rows[0]).map(cell => cell.textContent), rows: Array.from(table.tBodies[0].rows).map(row => cells(row).map(cellOf))
    }))).classList.add("csv");
  });
}

/** Says which series hold fewer points than there were. */
function thinned(series) {
  return series.filter(s => s.of > s.x.length).map(s => s.name + " shows " + s.x.length + " of " + s.of + " points").join(", ");
}
