"use strict";
// Votes and saves without leaving the page. Where this does not run, the same forms post and come back.

for (const form of document.querySelectorAll("form[data-choices]")) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    // A second press before the answer would ask for what the first one did.
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    try {
      const fields = new FormData(form, button);
      const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      const json = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (answer.ok && json) {
        show(form, await answer.json());
        return;
      }
      // Too many, signed out, or gone: the page that says so.
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      form.append(hidden(button.name, button.value));
      form.submit();
    } catch {
      form.append(hidden(button.name, button.value));
      form.submit();
    } finally {
      delete form.dataset.busy;
    }
  });
}

function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

function show(form, standing) {
  const vote = form.querySelector("button[value=vote], button[value=unvote]");
  const save = form.querySelector("button[value=save], button[value=unsave]");
  vote.value = standing.voted ? "unvote" : "vote";
  vote.setAttribute("aria-pressed", String(standing.voted));
  vote.querySelector("[data-count]").textContent = standing.votes;
  save.value = standing.saved ? "unsave" : "save";
  save.setAttribute("aria-pressed", String(standing.saved));
  save.querySelector("[data-word]").textContent = standing.saved ? "Saved" : "Save";
  save.querySelector("[data-count]").textContent = standing.saves === 0 ? "" : standing.saves;
}
