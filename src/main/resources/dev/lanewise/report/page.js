// Helpers: elements, numbers, tables and their CSV. Texts are set as text only, never as HTML.

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

/** Classes that give the n-th series its colour; dashes tell apart those that share one. */
function colour(n) {
  return "c" + (n % COLOURS);
}

function dash(n, style) {
  return style === "dashed" ? "6 5" : DASHES[Math.floor(n / COLOURS) % DASHES.length];
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

/** The label of a tick: as few digits as it needs. */
function tickText(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
    return minus(d3.format(".3~e")(value).replace("e+", "e"));
  }
  return minus(String(Number(value.toPrecision(6))));
}

function minus(text) {
  return text.replace(/^[-\u2212]/, "\u2212").replace("e-", "e\u2212");
}

/** About how wide a text of the charts is. */
function textWidth(text) {
  let width = 0;
  for (const letter of String(text)) {
    width += letter.codePointAt(0) > 0x2e80 ? 13 : /[A-Zmw@%]/.test(letter) ? 9.2 : /[iljt.,:;' ]/.test(letter) ? 4.4 : 7.2;
  }
  return width;
}

function clipped(text, width) {
  if (textWidth(text) <= width) {
    return text;
  }
  let kept = "";
  for (const letter of text) {
    if (textWidth(kept + letter + "…") > width) {
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

/** Says which series hold fewer points than there were. */
function thinned(series) {
  return series.filter(s => s.of > s.x.length).map(s => s.name + " shows " + s.x.length + " of " + s.of + " points").join(", ");
}
