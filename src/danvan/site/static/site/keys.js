// Keys for those who do not use a mouse; `?` lists them, and there they can be turned off.
const list = document.getElementById("phim");
const wanted = document.getElementById("phim-bat");
const typing = (place) => place.closest("input, select, textarea, [contenteditable], dialog");
const rows = () => [...document.querySelectorAll("main .row-title a, main a.row-title, main .cell-link")];
const everything = document.getElementById("tim");
let went = false;

wanted.checked = localStorage.getItem("danvan.keys") !== "off";
wanted.addEventListener("change", () => {
  localStorage.setItem("danvan.keys", wanted.checked ? "on" : "off");
});

const step = (by) => {
  const found = rows();
  const here = found.indexOf(document.activeElement);
  const next = found[here < 0 ? 0 : here + by];
  if (next) next.focus();
};

const go = (key) => document.querySelector(`.rail [data-key="${CSS.escape(key)}"]`)?.click();

const deeds = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => (document.querySelector("main input[type=search]") ?? everything)?.focus(),
  "?": () => list.showModal(),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && wanted.checked && everything) {
    event.preventDefault();
    everything.select();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (!wanted.checked && event.key !== "?") return;
  const goes = went;
  went = event.key === "g" && !goes;
  if (goes) return go(event.key);
  if (deeds[event.key]) {
    event.preventDefault();
    deeds[event.key]();
  }
});
