// Review by keyboard, and the choosing of words in a page. Everything here can be done without it.
"use strict";
(() => {
  const STORED = "reportedly-keys";
  const box = document.getElementById("keys-on");
  let listening = true;
  let leaving = false;
  try {
    listening = localStorage.getItem(STORED) !== "off";
  } catch { /* storage may be forbidden: then keys are on */ }
  if (box) {
    box.checked = listening;
    box.closest("[hidden]").hidden = false;
    box.addEventListener("change", () => {
      listening = box.checked;
      try {
        localStorage.setItem(STORED, listening ? "on" : "off");
      } catch { /* it then holds for this page alone */ }
    });
  }

  const isWritten = (element) =>
    element instanceof HTMLElement &&
    (element.matches("textarea, select") || (element.matches("input") && !["checkbox", "radio"].includes(element.type)));

  const open = (id) => {
    const details = document.getElementById(id);
    if (!details) return false;
    details.open = true;
    const first = details.querySelector("input:not([type=hidden])");
    first?.focus();
    first?.select();
    details.scrollIntoView({ block: "nearest" });
    return true;
  };
  for (const one of document.querySelectorAll("[data-opens]")) {
    one.addEventListener("click", (event) => {
      if (open(one.dataset.opens)) event.preventDefault();
    });
  }

  // A decision is sent once, however often its key is pressed.
  document.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault();
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isWritten(event.target)) {
      event.target.blur();
      return;
    }
    if (!listening || leaving || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    if (found.matches("input")) found.focus();
    else found.click();
  });

  // Words that are chosen in a page's text: their place is counted in characters of the text, as the server
  // counts them. What is shown by its name (U+202E) is one character, what is left out is counted by its number.
  const length = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return [...node.data].length;
    if (node.nodeType !== Node.ELEMENT_NODE) return 0;
    if (node.classList.contains("steering")) return 1;
    if (node.dataset.left) return Number(node.dataset.left);
    return [...node.childNodes].reduce((sum, one) => sum + length(one), 0);
  };
  const placeOf = (node, offset) => {
    const start = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const block = start?.closest("[data-start]");
    if (!block) return null;
    let place = node.nodeType === Node.TEXT_NODE
      ? [...node.data.slice(0, offset)].length
      : [...node.childNodes].slice(0, offset).reduce((sum, one) => sum + length(one), 0);
    const named = start.closest(".steering, [data-left]");
    let at = node;
    if (named) {
      at = named;
      place = 0;
    }
    for (; at !== block; at = at.parentNode) {
      for (let one = at.previousSibling; one; one = one.previousSibling) place += length(one);
    }
    return Number(block.dataset.start) + place;
  };

  let link = null;
  const offer = () => {
    link?.remove();
    link = null;
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    const at = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
    const within = at?.closest("[data-add]");
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (!within || start === null || end === null || end <= start || end - start > 500) return;
    link = document.createElement("a");
    link.className = "choosing";
    link.href = `${within.dataset.add}?start=${start}&end=${end}`;
    link.textContent = "Add a claim of these words";
    document.body.append(link);
    const box = range.getBoundingClientRect();
    const left = Math.min(box.left + window.scrollX, document.documentElement.clientWidth - link.offsetWidth - 8);
    link.style.left = `${Math.max(8, left)}px`;
    link.style.top = `${box.bottom + window.scrollY + 6}px`;
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  });
})();
