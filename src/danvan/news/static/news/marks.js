// Buttons that write the marks of an article's text; without scripts one types them.
const field = document.querySelector("textarea[data-marks]");
const tools = document.querySelector("template[data-tools]");

const write = (before, after = "") => {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  field.setRangeText(`${before}${words}${after}`, start, end, "end");
  if (!words) field.selectionStart = field.selectionEnd = start + before.length;
  field.focus();
};

const begin = (mark) => {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const lines = value.slice(from, end).split("\n").map((line) => `${mark}${line}`);
  field.setRangeText(lines.join("\n"), from, end, "end");
  field.focus();
};

const deed = ({ around, before, link }) => {
  if (around) write(around, around);
  else if (before) begin(before);
  else if (link?.includes("%s")) write("[", link.slice(link.indexOf("%s") + 2));
  else if (link) write(`\n\n${link}\n\n`);
};

if (field && tools) {
  field.before(tools.content.cloneNode(true));
  window.htmx?.process(field.parentElement);
  field.parentElement.addEventListener("click", (event) => {
    const button = event.target.closest("[data-around], [data-before], [data-link]");
    if (button) deed(button.dataset);
  });
  field.addEventListener("keydown", (event) => {
    const mark = { b: "**", i: "*" }[event.key.toLowerCase()];
    if (mark && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      write(mark, mark);
    }
  });
}
