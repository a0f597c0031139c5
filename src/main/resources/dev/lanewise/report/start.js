// Reads the data and draws every figure, one after the other, so that the page can be read and scrolled meanwhile.

const theme = document.getElementById("theme");
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.title = "Switch to the " + theme.textContent.toLowerCase() + " theme"; };
theme.hidden = false;
theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
nameTheme();

const waiting = JSON.parse(document.getElementById("figures").textContent);

function drawNext() {
  const data = waiting.shift();
  if (data === undefined) {
    root.dataset.ready = "true";
    return false;
  }
  const node = document.getElementById(data.id);
  try {
    kinds[data.kind](data, node.querySelector(".chart"));
    numbersOf(data, node);
  } catch (problem) {
    add(node, "p", { class: "warning" }, "This figure could not be drawn: " + problem.message);
    console.error(problem);
  }
  return true;
}

function drawSome() {
  if (drawNext()) {
    setTimeout(drawSome, 0);
  }
}

// Paper has a width of its own; everything must be there, and be drawn for it.
addEventListener("beforeprint", () => {
  while (drawNext()) { /* until all are drawn */ }
  root.dataset.printing = "true";
  builders.forEach(build => build());
});
addEventListener("afterprint", () => {
  delete root.dataset.printing;
  builders.forEach(build => build());
});
offerTables();
drawSome();
