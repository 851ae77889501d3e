// What a chart's mark says, when it is pointed at or tapped: the words are those of the table below it.
"use strict";
(() => {
  const frame = document.querySelector(".chart-frame");
  if (!frame) return;
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-statement]")) {
    if (!rows.has(row.dataset.statement)) rows.set(row.dataset.statement, row);
  }
  const box = document.createElement("div");
  box.className = "hovering";
  box.hidden = true;
  box.setAttribute("role", "status");
  frame.append(box);
  let chosen = null;
  // The browser's own tooltips would stand over the box that has the same words.
  for (const title of frame.querySelectorAll("[data-statement] > title")) {
    title.parentElement.dataset.words = title.textContent;
    title.remove();
  }

  const words = (row, name) => row.querySelector(`[data-label="${name}"]`)?.innerText.trim() ?? "";

  const fill = (mark) => {
    const row = rows.get(mark.dataset.statement);
    box.textContent = "";
    const head = document.createElement("strong");
    const rest = document.createElement("span");
    if (row) {
      head.textContent = [words(row, "Figure"), words(row, "Said by").split("\n")[0]].filter(Boolean).join(" · ");
      rest.textContent = [words(row, "Stated"), words(row, "Words")].filter(Boolean).join(": ");
    } else {
      const [name, ...quote] = (mark.dataset.words ?? mark.getAttribute("aria-label") ?? "").split("\n");
      head.textContent = name;
      rest.textContent = quote.join(" ");
    }
    box.append(head, rest);
    return head.textContent !== "";
  };

  const show = (mark) => {
    if (!fill(mark)) return;
    box.hidden = false;
    const around = frame.getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    const left = at.left - around.left + at.width / 2 - box.offsetWidth / 2;
    box.style.left = `${Math.max(0, Math.min(left, around.width - box.offsetWidth))}px`;
    const above = at.top - around.top - box.offsetHeight - 8;
    box.style.top = `${above >= 0 ? above : at.bottom - around.top + 8}px`;
    choose(rows.get(mark.dataset.statement) ?? null);
  };

  const choose = (row) => {
    chosen?.classList.remove("chosen");
    chosen = row;
    chosen?.classList.add("chosen");
  };

  const hide = () => {
    box.hidden = true;
    choose(null);
  };

  const markAt = (event) => (event.target instanceof Element ? event.target.closest("[data-statement]") : null);
  const listen = (name, act) => frame.addEventListener(name, (event) => {
    const mark = markAt(event);
    if (mark) act(mark);
  });
  listen("pointerover", show);
  listen("focusin", show);
  listen("click", show);
  frame.addEventListener("pointerleave", hide);
  frame.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
