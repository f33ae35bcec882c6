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
  } catch {
    formula.textContent = tex;
    formula.classList.add("broken");
  }
}
