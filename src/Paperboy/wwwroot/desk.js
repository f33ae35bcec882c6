"use strict";
// The desk works without this: each button sends its form. With it the page stays where it is, and picks are dragged to their places.
(() => {
  const start = document.getElementById("desk");
  if (!start) return;
  let dragged = null;

  listen(start);

  function listen(desk) {
    desk.classList.add("scripted");
    for (const item of desk.querySelectorAll("[data-paper], [data-candidate]")) item.draggable = true;
    desk.addEventListener("submit", onSubmit);
    desk.addEventListener("keydown", onKey);
    desk.addEventListener("dragstart", onDragStart);
    desk.addEventListener("dragover", onDragOver);
    desk.addEventListener("drop", onDrop);
    desk.addEventListener("dragend", clear);
  }

  function onSubmit(event) {
    if (event.target.method !== "post") return;
    event.preventDefault();
    send(event.target, new FormData(event.target, event.submitter), event.submitter);
  }

  // Alt and an arrow key move the pick that has the focus, wherever in it that is.
  function onKey(event) {
    const item = event.target.closest("[data-paper]");
    if (!item || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    item.querySelector(`button[value=${event.key === "ArrowUp" ? "up" : "down"}]:not(:disabled)`)?.click();
  }

  async function send(form, data, from) {
    const desk = document.getElementById("desk");
    if (desk.classList.contains("busy")) return;
    desk.classList.add("busy");
    const focus = from && [from.closest("li")?.id, from.value];
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("desk");
      if (!fresh) {
        // Signed out meanwhile, or an error: the plain way tells.
        location.reload();
        return;
      }
      // What was typed into other notes and not saved stays.
      keepTyped(desk, fresh, form);
      desk.replaceWith(fresh);
      listen(fresh);
      restore(fresh, focus);
      fresh.querySelector("[data-said]").textContent =
        fresh.querySelector("[role=alert]")?.textContent.trim() ?? fresh.querySelector("#picks-title").textContent;
      fresh.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
    } catch {
      desk.classList.remove("busy");
      desk.querySelector("[data-said]").textContent = "The server did not answer. Try again.";
    }
  }

  function keepTyped(old, fresh, sent) {
    for (const note of old.querySelectorAll("[data-paper] textarea")) {
      if (note.value === note.defaultValue || note.form === sent) continue;
      const same = fresh.querySelector(`[data-paper="${CSS.escape(note.closest("li").dataset.paper)}"] textarea`);
      if (same) same.value = note.value;
    }
  }

  function restore(desk, focus) {
    if (!focus?.[0]) return;
    const item = document.getElementById(focus[0]);
    const button = item?.querySelector(`button[value="${focus[1]}"]:not(:disabled)`) ?? item?.querySelector("button:not(:disabled)");
    (button ?? desk.querySelector("#by-id")).focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
  }

  function onDragStart(event) {
    dragged = event.target.closest?.("[data-paper], [data-candidate]");
    if (!dragged || event.target.closest("a, input, textarea, button")) {
      dragged = null;
      return;
    }
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.paper ?? dragged.dataset.candidate);
  }

  function onDragOver(event) {
    if (!dragged || !event.target.closest(".picks")) return;
    event.preventDefault();
    unmark();
    const over = event.target.closest("[data-paper]");
    if (over && over !== dragged) over.classList.add(isUpper(over, event) ? "before" : "after");
  }

  function onDrop(event) {
    const picks = event.target.closest(".picks");
    if (!dragged || !picks) return;
    event.preventDefault();
    const list = picks.querySelector("[data-picks]");
    const ids = [...list.querySelectorAll("[data-paper]")].map((item) => item.dataset.paper);
    const over = event.target.closest("[data-paper]");
    const place = over ? ids.indexOf(over.dataset.paper) + (isUpper(over, event) ? 0 : 1) : ids.length;
    if (dragged.dataset.candidate) {
      const form = dragged.querySelector("form");
      const data = new FormData(form);
      data.set("do", "pick");
      data.set("place", place + 1);
      send(form, data, null);
    } else {
      const moved = dragged.dataset.paper;
      const order = [...ids.slice(0, place).filter((id) => id !== moved), moved, ...ids.slice(place).filter((id) => id !== moved)];
      if (order.join() === ids.join()) return;
      const form = picks.querySelector("[data-arrange]");
      const data = new FormData(form);
      for (const id of order) data.append("papers", id);
      send(form, data, null);
    }
  }

  function isUpper(item, event) {
    const box = item.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  }

  function unmark() {
    for (const item of document.querySelectorAll("#desk .before, #desk .after")) item.classList.remove("before", "after");
  }

  function clear() {
    dragged?.classList.remove("dragged");
    dragged = null;
    unmark();
  }
})();
