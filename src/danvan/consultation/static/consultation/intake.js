// Rows that grow under the keyboard. Without this file the buttons send the form, and keep all.
const form = document.querySelector("form[data-grows]");
const fields = "input:not([type=hidden]), select, textarea";

function sectionsOf(line) {
  const asked = line.querySelector("[name$='-consultation']");
  const section = line.querySelector("[name$='-section']");
  if (asked && section) section.setAttribute("list", `muc-${asked.value}`);
}

function add(kind) {
  const lines = form.querySelector(`[data-lines="${kind}"]`);
  const total = form.querySelector(`[name="${kind}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  if (number >= Number(lines.dataset.most)) return null;
  const holder = document.createElement("div");
  holder.innerHTML = form.querySelector(`template[data-blank="${kind}"]`).innerHTML.replaceAll("__prefix__", number);
  const line = holder.firstElementChild;
  const before = lines.lastElementChild?.querySelector("[name$='-consultation']");
  const asked = line.querySelector("[name$='-consultation']");
  if (before && asked) asked.value = before.value;
  lines.append(line);
  total.value = number + 1;
  sectionsOf(line);
  window.htmx?.process(line);
  return line;
}

// On to the next row; the last one gets another below it.
function onwards(line) {
  const kind = line.parentElement.dataset.lines;
  (line.nextElementSibling ?? add(kind))?.querySelector(fields)?.focus();
}

function next(field) {
  const all = [...form.querySelectorAll(`${fields}, button:not([tabindex="-1"])`)].filter((one) => one.offsetParent);
  all[all.indexOf(field) + 1]?.focus();
}

function typed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
    return;
  }
  if (event.key !== "Enter" || event.isComposing || event.target.matches("button, summary, a")) return;
  const line = event.target.closest("[data-line]");
  const leaves = event.ctrlKey || event.metaKey;
  if (event.target.matches("textarea") && !leaves) return;
  event.preventDefault();
  if (line && (leaves || event.target === [...line.querySelectorAll(fields)].at(-1))) onwards(line);
  else next(event.target);
}

if (form) {
  for (const hint of form.querySelectorAll("[data-with-script]")) hint.hidden = false;
  form.addEventListener("keydown", typed);
  form.addEventListener("change", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) sectionsOf(line);
  });
  form.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]");
    const line = more && add(more.dataset.more);
    if (!line) return;
    event.preventDefault();
    line.querySelector(fields)?.focus();
  });
  document.querySelector(".notice.error")?.focus();
}
