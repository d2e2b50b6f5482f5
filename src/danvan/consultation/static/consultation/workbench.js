// The workbench by keys. Without this file each step is a form, and each theme a link.
const KEPT = "danvan.bench";
const bench = document.querySelector("[data-bench]");
const wanted = () => localStorage.getItem("danvan.keys") !== "off";
const opinions = [...document.querySelectorAll("[data-opinion]")];
const here = () => document.activeElement.closest("[data-opinion]") ?? null;
const ticks = [...document.querySelectorAll("input[name=opinions][type=checkbox]")];
const press = (key) => bench.querySelector(`button[data-deed="${key}"]`) ?? document.querySelector(`button[data-deed="${key}"]`);

function stand(opinion) {
  opinion?.focus({ preventScroll: true });
  opinion?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const at = opinions.indexOf(here());
  stand(opinions[at < 0 ? 0 : at + by]);
}

function theme(by) {
  const found = [...bench.querySelectorAll("[data-themes] a")];
  const at = found.findIndex((one) => one.hasAttribute("aria-current"));
  found[at + by]?.click();
}

// Of the opinion that one stands on; of the first, where one stands on none.
const mine = (what) => (here() ?? opinions[0])?.querySelector(what);

function open(key) {
  const sheet = bench.querySelector(`details[data-deed="${key}"]`);
  if (!sheet) return;
  const from = here();
  sheet.open = true;
  sheet.back = from;
  const field = sheet.querySelector("input:not([type=hidden]), select, textarea");
  field?.focus();
  field?.select?.();
}

const deeds = {
  j: () => theme(1),
  k: () => theme(-1),
  n: () => step(1),
  J: () => step(1),
  p: () => step(-1),
  K: () => step(-1),
  x: () => mine("input[type=checkbox]")?.click(),
  i: () => mine("button[data-deed=i]")?.click(),
  o: () => press("o")?.click(),
  u: () => press("u")?.click(),
  ...Object.fromEntries(["r", "m", "s", "g"].map((key) => [key, () => open(key)])),
  v: () => (bench.dataset.bench === "queue" ? mine("select")?.focus() : open("v")),
  ...Object.fromEntries(["1", "2", "3"].map((key) => [key, () => mine(`button[data-deed="${key}"]`)?.click()])),
};

function pressed(event) {
  const place = event.target;
  if (event.key === "Escape") return leave(place);
  if (event.ctrlKey || event.metaKey || event.altKey || !wanted() || !deeds[event.key]) return;
  if (place.closest("select, textarea, [contenteditable], dialog, input:not([type=checkbox])")) return;
  event.preventDefault();
  event.stopPropagation();
  deeds[event.key]();
}

// Out of a field, back to where one was.
function leave(place) {
  const sheet = place.closest("details[data-deed]");
  if (sheet) sheet.open = false;
  if (sheet ?? place.closest("[data-bench]")) stand(sheet?.back ?? here() ?? opinions[0]);
}

function count() {
  const told = document.querySelector("[data-chosen]");
  if (told) told.value = ticks.filter((tick) => tick.checked).length;
}

function remember(event) {
  const sheet = event.submitter?.closest("details[data-deed]");
  const at = opinions.indexOf(here() ?? event.target.closest("[data-opinion]") ?? sheet?.back);
  const kept = { path: location.pathname, at, id: opinions[at]?.id, top: scrollY };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

// After a step the page is a new one: one stands on the same opinion, or on the one in its place.
function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.path !== location.pathname) return;
  scrollTo(0, kept.top);
  if (kept.at >= 0) stand(document.getElementById(kept.id) ?? opinions[Math.min(kept.at, opinions.length - 1)]);
}

if (bench) {
  for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
  const keys = document.querySelector("[data-keys]");
  const list = document.querySelector("#phim dl");
  if (keys && list) {
    keys.hidden = false;
    list.replaceWith(keys);
  }
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("submit", remember);
  bench.addEventListener("change", (event) => {
    if (event.target.matches("[data-goes]")) event.target.form.requestSubmit();
    count();
  });
  const chosen = bench.querySelector("[data-themes] [aria-current]");
  if (chosen && matchMedia("(min-width: 64rem)").matches) chosen.scrollIntoView({ block: "nearest" });
  count();
  comeBack();
  document.querySelector(".notice.error[role=alert]")?.focus();
}
