// Opinions are gathered on this device until they are sent; the words they are about are picked.
// Everything works without this file: the pages carry what was typed from one to the next.
const stored = (() => {
  try {
    return window.localStorage.length >= 0;
  } catch {
    return false; // the browser keeps nothing: the pages alone carry what is typed
  }
})();
const basket = stored ? document.querySelector(".basket") : null;
const FIELDS = ["section_key", "start", "exact", "text", "stance", "change_type", "replacement"];
const MAKES = ["text", "stance", "replacement"]; // any of these makes an opinion
const PREFIX = "entries";
const form = document.querySelector("form.entry"); // of one section
const sending = document.querySelector("form.sending"); // where all is looked at

// ---------------------------------------------------------------- what is kept on this device

const place = (slug, version) => `gop-y:${slug}:${version}`;

const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
};

const isKept = (kept) => (kept.entries ?? []).length > 0 || Object.keys(kept.begun ?? {}).length > 0;

const write = (name, kept) => {
  try {
    if (isKept(kept)) localStorage.setItem(name, JSON.stringify({ ...kept, at: new Date().toISOString() }));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
};

const values = (form, prefix) => {
  const given = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(given.get(`${prefix}-${name}`) ?? "")]));
};

const isSaid = (entry) => MAKES.some((name) => entry[name].trim());

const hidden = (form, name, value) => {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
};

// ---------------------------------------------------------------- the bar that says so

const bar = () => {
  if (!basket) return null;
  const { slug, version } = basket.dataset;
  const others = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const name = localStorage.key(at);
    if (name.startsWith(`gop-y:${slug}:`) && (read(name).entries ?? []).length) others.push(name);
  }
  const own = place(slug, version);
  const name = others.includes(own) ? own : others.sort().at(-1) ?? own;
  return { name, number: name.split(":").at(-1), kept: read(name) };
};

const say = (text) => {
  basket.querySelector("[role=status]").textContent = text;
};

const show = (isStored = true) => {
  if (!basket) return;
  const { name, number, kept } = bar();
  const count = (kept.entries ?? []).length;
  basket.hidden = count === 0 || Boolean(sending);
  if (basket.hidden) return;
  const { said, when, old, full, version } = basket.dataset;
  const at = new Date(kept.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const about = number === version ? "" : ` ${old.replace("{v}", number)}`;
  say(`${said.replace("{n}", count)}.${about} ${isStored ? when.replace("{at}", at) : full}`);
  basket.dataset.name = name;
};

const keep = (name, kept) => show(write(name, kept));

const fill = (form, kept, number) => {
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  hidden(form, `${PREFIX}-TOTAL_FORMS`, kept.entries.length);
  hidden(form, `${PREFIX}-INITIAL_FORMS`, kept.entries.length);
  hidden(form, "version", number);
  hidden(form, "key", kept.key ?? "");
  kept.entries.forEach((entry, at) => {
    for (const field of FIELDS) hidden(form, `${PREFIX}-${at}-${field}`, entry[field] ?? "");
  });
};

if (basket) {
  const undo = basket.querySelector("[data-undo]");
  const clear = basket.querySelector("[data-clear]");
  let gone = null;
  basket.addEventListener("submit", () => {
    const { number, kept } = bar();
    fill(basket, kept, number);
  });
  clear.addEventListener("click", () => {
    const { name, kept } = bar();
    gone = { name, kept };
    localStorage.removeItem(name);
    say(basket.dataset.gone);
    clear.hidden = true;
    undo.hidden = false;
    basket.querySelector(".btn").hidden = true;
    undo.focus();
  });
  undo.addEventListener("click", () => {
    undo.hidden = true;
    clear.hidden = false;
    basket.querySelector(".btn").hidden = false;
    keep(gone.name, gone.kept);
  });
}

// ---------------------------------------------------------------- the form of one section

if (form && basket) {
  const name = place(basket.dataset.slug, basket.dataset.version);
  const prefix = `${PREFIX}-0`;
  const section = form.elements[`${prefix}-section_key`].value;
  const begun = read(name).begun?.[section];
  const picks = form.elements[`${prefix}-exact`]?.value; // the address names words
  if (begun && !form.elements[`${prefix}-text`].value) {
    for (const field of FIELDS.filter((each) => each !== "section_key")) {
      const held = form.elements[`${prefix}-${field}`];
      if (held && !(picks && ["exact", "start"].includes(field))) held.value = begun[field];
    }
    for (const details of form.querySelectorAll("details")) {
      details.open ||= [...details.querySelectorAll("textarea, select")].some((each) => each.value);
    }
  }
  const store = () => {
    const kept = read(name);
    const entry = values(form, prefix);
    kept.begun = { ...kept.begun, [section]: entry };
    if (!isSaid(entry)) delete kept.begun[section];
    keep(name, kept);
  };
  const take = () => {
    const kept = read(name);
    const entry = values(form, prefix);
    delete kept.begun?.[section];
    kept.key ??= form.elements.key.value;
    if (isSaid(entry)) kept.entries = [...(kept.entries ?? []), entry];
    keep(name, kept);
    return kept;
  };
  const empty = () => {
    form.reset();
    for (const held of form.querySelectorAll("textarea")) held.value = "";
    form.elements[`${prefix}-start`].value = "";
    for (const details of form.querySelectorAll("details")) details.open = false;
  };
  let isTaken = false; // pressed twice, it is one opinion
  form.addEventListener("input", store);
  form.addEventListener("submit", (event) => {
    const kept = isTaken ? read(name) : take();
    if (!(kept.entries ?? []).length) return;
    event.preventDefault();
    isTaken = true;
    basket.requestSubmit(basket.querySelector(".btn"));
  });
  window.addEventListener("pageshow", () => {
    // Back from the next page: what is in the basket already need not stand here, too.
    const entry = JSON.stringify(values(form, prefix));
    if ((read(name).entries ?? []).some((each) => JSON.stringify(each) === entry)) empty();
    isTaken = false;
    show();
  });
  const more = form.querySelector("[data-keep]");
  more.hidden = false;
  more.addEventListener("click", () => {
    take();
    empty();
    basket.querySelector(".btn").focus();
  });
}

// ---------------------------------------------------------------- the page where all is looked at

if (sending && basket) {
  const name = place(basket.dataset.slug, sending.dataset.read);
  const onPage = () =>
    [...sending.querySelectorAll("[data-entry]")].map((_, at) => values(sending, `${PREFIX}-${at}`));
  const store = () => {
    const kept = read(name);
    write(name, { ...kept, key: sending.dataset.key, entries: onPage() });
  };
  const isNew = !("posted" in sending.dataset);
  if (!isNew) store();
  else if (bar().kept.entries?.length) basket.requestSubmit(basket.querySelector(".btn"));
  sending.addEventListener("input", store);
  const files = sending.querySelector("input[type=file]");
  files.addEventListener("change", () => {
    const large = [...files.files].find((file) => file.size > Number(files.dataset.largest));
    document.getElementById("files-loi").textContent = large ? files.dataset.said.replace("{file}", large.name) : "";
    if (large) files.value = "";
  });
}

// ---------------------------------------------------------------- words that are picked

const picked = document.querySelector(".picked");

// Of a place in the page: how many code points of the section's text stand before it.
const offset = (node, at) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest("[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, at);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
};

const selection = () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed || !chosen.toString().trim()) return null;
  const range = chosen.getRangeAt(0);
  const start = range.startContainer;
  const words = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[data-words]");
  if (!words || "closed" in words.dataset) return null;
  const last = [...words.querySelectorAll("[data-start]")].at(-1);
  const from = offset(start, range.startOffset);
  const inside = words.contains(range.endContainer) ? offset(range.endContainer, range.endOffset) : null;
  const to = inside ?? Number(last.dataset.start) + [...last.textContent].length;
  return from === null || to <= from ? null : { words, from, to, box: range.getBoundingClientRect() };
};

if (picked) {
  document.addEventListener("selectionchange", () => {
    const found = selection();
    picked.hidden = !found;
    if (!found) return;
    const left = Math.min(found.box.left + scrollX, document.documentElement.clientWidth - picked.offsetWidth - 8);
    picked.style.left = `${Math.max(left, 8)}px`;
    picked.style.top = `${found.box.bottom + scrollY + 12}px`;
  });
  picked.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  picked.addEventListener("click", () => {
    const found = selection();
    if (found) location.assign(`${found.words.dataset.words}?tu=${found.from}&den=${found.to}#gop-y`);
  });
}

// ---------------------------------------------------------------- the receipt

const receipt = document.querySelector("[data-received]");
if (receipt) {
  const name = place(receipt.dataset.slug, receipt.dataset.version);
  const kept = read(name);
  if (kept.key === receipt.dataset.received) write(name, { begun: kept.begun });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}
const asking = document.querySelector("form[data-code]");
if (asking && location.hash.length > 1) {
  asking.elements.code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}

show();
