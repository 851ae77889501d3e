// Pages dropped or pasted anywhere go into the form, which is then sent as it would be by hand.
"use strict";
(() => {
  const form = document.querySelector("form.intake");
  if (form) {
    const file = form.querySelector("input[type=file]");
    const text = form.querySelector("textarea");
    const progress = form.querySelector(".progress");
    form.querySelector(".hint").hidden = false;

    const send = () => {
      if (form.checkValidity()) form.requestSubmit();
      else form.reportValidity();
    };
    const holds = (data) => data && [...data.types].some((type) => type === "Files" || type === "text/plain");
    const over = (on) => document.documentElement.classList.toggle("dropping", on);
    let depth = 0;
    document.addEventListener("dragenter", (event) => {
      if (!holds(event.dataTransfer)) return;
      event.preventDefault();
      depth += 1;
      over(true);
    });
    document.addEventListener("dragover", (event) => {
      if (holds(event.dataTransfer)) event.preventDefault();
    });
    document.addEventListener("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) over(false);
    });
    document.addEventListener("drop", (event) => {
      const data = event.dataTransfer;
      if (!holds(data)) return;
      event.preventDefault();
      depth = 0;
      over(false);
      if (data.files.length) {
        file.files = data.files;
        text.value = "";
        send();
      } else {
        text.value = data.getData("text/plain");
        text.focus();
      }
    });
    document.addEventListener("paste", (event) => {
      const data = event.clipboardData;
      if (!data || event.target.closest?.("input, textarea")) return;
      if (data.files.length) {
        file.files = data.files;
        send();
      } else {
        text.value = data.getData("text/plain");
        text.focus();
      }
      event.preventDefault();
    });
    form.addEventListener("submit", () => {
      progress.textContent = "Being read; the first page takes longest …";
      form.querySelector("button").disabled = true;
    });
    // Whoever comes back by the browser's history can send another page.
    window.addEventListener("pageshow", () => {
      progress.textContent = "";
      form.querySelector("button").disabled = false;
    });
  }

  const waiting = document.querySelector("[data-being-read]");
  if (waiting) {
    const look = async () => {
      const answer = await fetch(waiting.dataset.beingRead, { cache: "no-store" });
      if (!answer.ok || (await answer.json()).done) window.location.reload();
      else setTimeout(look, 1000);
    };
    setTimeout(look, 1000);
  }
})();
