"use strict";
// Sets formulas with KaTeX. What it cannot read keeps standing as its source, never as an error.
for (const formula of document.querySelectorAll(".math[data-tex]")) {
  const tex = formula.dataset.tex;
  const set = document.createElement("span");
  try {
    katex.render(tex, set, {
      displayMode: formula.classList.contains("display"),
      throwOnError: true,
      strict: "ignore",
      trust: false,
      maxExpand: 200,
      maxSize: 10,
    });
    formula.replaceChildren(set);
    tie(formula);
    // What can only be read by scrolling must be reachable by the keyboard.
    if (formula.scrollWidth > formula.clientWidth && formula.classList.contains("display")) formula.tabIndex = 0;
  } catch {
    formula.textContent = tex;
    formula.classList.add("broken");
  }
}

// KaTeX builds of inline blocks, around which a line may break even inside a word: "O" | "ptimization", "n" | ",".
// A short formula therefore keeps to the letters and marks that touch it; a long one must be free to break.
function tie(formula) {
  if (formula.classList.contains("display") || formula.offsetWidth > 160) return;
  const middle = formula.parentElement.localName === "mark" ? formula.parentElement : formula;
  const before = touching(middle.previousSibling, /[^\s\-–—]{1,24}$/);
  const after = touching(middle.nextSibling, /^(?:[^\s\-–—]{1,24}[\-–—]?|[\-–—])/);
  if (!before && !after) return;
  const tied = document.createElement("span");
  tied.className = "tied";
  middle.before(tied);
  if (before) {
    const start = middle.previousSibling.previousSibling;
    tied.append(start.splitText(start.length - before.length));
  }
  tied.append(middle);
  if (after) {
    tied.nextSibling.splitText(after.length);
    tied.append(tied.nextSibling);
  }
}

function touching(node, pattern) {
  return node?.nodeType === Node.TEXT_NODE ? node.data.match(pattern)?.[0] : undefined;
}
