"use strict";
// Everything works without this; it saves keystrokes.

// "/" goes to the search field, as on most sites of papers and code.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const field = document.getElementById("q");
  field.focus();
  field.select();
});

// The daily mail comes at the reader's hour, which only the browser knows.
for (const field of document.querySelectorAll("input[data-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    button.textContent = (await copied(source)) ? "Copied" : "Selected: press Ctrl+C";
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}

// Browsers give the clipboard only to https and localhost; elsewhere the text is at least selected.
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return false;
  }
}

// Harvests that are under way, also those of other processes: their numbers move, and the page is fetched again when one begins or ends.
for (const page of document.querySelectorAll("[data-harvest]")) {
  const timer = setInterval(async () => {
    try {
      const state = await (await fetch(page.dataset.harvest)).json();
      if (state.stamp !== page.dataset.stamp) {
        clearInterval(timer);
        location.reload();
        return;
      }
      for (const running of state.running) {
        const source = page.querySelector(`[data-source="${running.source}"]`);
        if (!source) continue;
        source.querySelector("progress").value = running.share;
        source.querySelector("[data-window]").textContent = running.window;
        source.querySelector("[data-words]").textContent = running.words;
      }
    } catch {
      // The server may be restarting; the next round asks again.
    }
  }, 2000);
}

// An import that is under way: its numbers move, and the page is fetched again when it has ended.
for (const progress of document.querySelectorAll("[data-import]")) {
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-words]");
  const heading = document.querySelector("main h1");
  const timer = setInterval(async () => {
    try {
      const state = await (await fetch(progress.dataset.import)).json();
      bar.value = state.share;
      words.textContent = state.words;
      // Only when it changes: it is read out.
      if (heading.textContent !== state.heading) heading.textContent = state.heading;
      if (!state.ended) return;
      clearInterval(timer);
      location.reload();
    } catch {
      // The server may be restarting; the next round asks again.
    }
  }, 500);
}
