"use strict";
// Completion while typing: a combobox with a list (WAI-ARIA 1.2). Without it the field is a plain one.
(() => {
  const field = document.getElementById("q");
  if (!field) return;
  const form = field.form;
  const pause = 120; // milliseconds without a key
  const kinds = { field: "Field", author: "Author", value: "", word: "", paper: "Paper" };
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let answer = null; // what the list shows
  let active = -1;
  let timer = 0;
  let request = null;

  list.id = "q-list";
  list.className = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("spellcheck", "false");

  function close() {
    clearTimeout(timer);
    request?.abort();
    request = null;
    answer = null;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function option(item, index) {
    const line = document.createElement("li");
    const label = document.createElement("span");
    const note = document.createElement("span");
    line.id = `q-option-${index}`;
    line.className = item.kind;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    label.textContent = item.label;
    note.className = "note";
    note.textContent = item.papers > 0 ? item.papers.toLocaleString("en") : kinds[item.kind] ?? "";
    line.append(label, note);
    // The field keeps the focus.
    line.addEventListener("mousedown", (event) => event.preventDefault());
    line.addEventListener("click", () => take(index));
    return line;
  }

  function show(found) {
    answer = found;
    list.replaceChildren(...found.items.map(option));
    list.hidden = found.items.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${found.items.length} ${found.items.length === 1 ? "suggestion" : "suggestions"}`;
    activate(-1);
  }

  function take(index) {
    const item = answer.items[index];
    if (item.href) {
      location.assign(item.href);
      return;
    }
    const end = answer.start + answer.length;
    const space = item.kind === "field" || field.value[end] === " " || field.value[end] === '"' ? "" : " ";
    field.setRangeText(item.text + space, answer.start, end, "end");
    close();
    field.focus();
    if (item.kind === "field") ask();
  }

  async function ask() {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    const caret = field.selectionStart ?? field.value.length;
    try {
      const query = new URLSearchParams({ q: field.value, caret });
      const reply = await fetch(`/suggest?${query}`, { signal: mine.signal, headers: { accept: "application/json" } });
      const found = await reply.json();
      if (request === mine) show(found);
    } catch {
      // Aborted by the next key, or the server is away: nothing is shown.
      if (request === mine) close();
    }
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.isComposing) return;
    if (field.value.trim() === "") {
      close();
      return;
    }
    timer = setTimeout(ask, pause);
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && count > 0) {
      event.preventDefault(); // which would empty the field
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "ArrowDown" && count === 0 && field.value.trim() !== "") {
      event.preventDefault();
      ask();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      // Past either end stands the field itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      close(); // the caret leaves the word
    }
  });
})();
