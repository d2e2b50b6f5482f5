// New comments are told of in a quiet line, and come in when the reader asks: the page never jumps.
const place = document.querySelector("[data-live]");
const list = document.getElementById("danh-sach");

const follow = () => {
  const link = place.querySelector("a");
  let known = Number(place.dataset.turns);
  let latest = known;

  const tell = () => {
    const count = latest - known;
    place.hidden = count <= 0;
    place.toggleAttribute("data-on", count > 0);
    if (count > 0) link.textContent = place.dataset.said.replace("{count}", count);
  };

  const put = (comment) => {
    if (document.getElementById(comment.id)) return;
    const answers = comment.dataset.parent && list.querySelector(`[data-answers="${comment.dataset.parent}"]`);
    if (answers) answers.append(comment);
    else list.prepend(comment);
    comment.classList.add("new");
    window.htmx?.process(comment);
  };

  const load = async () => {
    const asked = latest;
    const answer = await fetch(`${place.dataset.new}?sau=${known}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const part = document.createElement("template");
    part.innerHTML = await answer.text();
    const found = [...part.content.querySelectorAll(".comment")];
    found.forEach(put);
    known = Math.max(asked, ...found.map((comment) => Number(comment.dataset.turn)));
    if (found.length) document.querySelector("[data-empty]")?.remove();
    tell();
    const last = found.at(-1);
    if (last) {
      last.tabIndex = -1;
      last.focus();
    }
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    load().catch(() => location.assign(link.href));
  });
  tell();
  const stream = new EventSource(place.dataset.live);
  stream.addEventListener("message", (event) => {
    latest = Math.max(latest, Number(event.data));
    tell();
  });
  addEventListener("pagehide", () => stream.close());
};

if (place && list) follow();
