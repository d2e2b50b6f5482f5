// Reading by keys. Without this file the choices are ticked, and the button sends them.
const form = document.querySelector("form.reading");
const wanted = () => localStorage.getItem("danvan.keys") !== "off";
const typing = (place) => place.closest("input:not([type=radio]), select, textarea, dialog");
let went = false; // after `g` a key leads to another part of the site

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !wanted() || typing(event.target)) return;
  const leaves = went;
  went = event.key === "g" && !leaves;
  if (leaves) return;
  if (event.key === "Enter" && !event.target.closest("a, button, summary, input")) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const choice = form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.closest("label").scrollIntoView({ block: "nearest" });
}

if (form) {
  document.addEventListener("keydown", typed);
  const keys = document.querySelector("template[data-keys]");
  document.querySelector("#phim dl")?.prepend(keys.content);
}
