// Comfort over pages that work without it: keys, the help dialog, and a list that is not replaced
// under the hand. It holds nothing and decides nothing.
"use strict";

(() => {
  const SWITCH = "raccourcis";
  const dialog = document.getElementById("raccourcis");
  const box = document.getElementById("raccourcis-actifs");

  const active = () => {
    try {
      return localStorage.getItem(SWITCH) !== "non";
    } catch {
      return true;
    }
  };
  if (box) {
    box.checked = active();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(SWITCH, box.checked ? "oui" : "non");
      } catch {
        // a browser that keeps nothing: the choice lasts as long as the page
      }
    });
  }

  const links = () => [...document.querySelectorAll("a.open")];

  function move(step) {
    const all = links();
    if (!all.length) return;
    const row = document.activeElement.closest?.("tr[data-case]");
    const here = row ? all.indexOf(row.querySelector("a.open")) : -1;
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    const link = all[Math.max(0, Math.min(all.length - 1, next))];
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  }

  function claim() {
    const row = document.activeElement.closest?.("tr[data-case]");
    const form = row ? row.querySelector("form.claim") : document.getElementById("prendre");
    form?.requestSubmit();
  }

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    c: claim,
    u: () => document.getElementById("retour")?.click(),
    "/": () => document.getElementById("q")?.focus(),
    "?": () => dialog?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key !== "?" && !active()) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // The list is left alone while rows are chosen, while a reason is written, or unseen.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const list = event.target.closest?.("#liste");
    if (!list) return;
    const busy =
      document.hidden ||
      dialog?.open ||
      list.querySelector("input:checked") ||
      document.activeElement?.id === "lot-motif";
    if (busy) event.preventDefault();
  });

  // The row under the hand may leave the list: then the one that took its place has the focus.
  let place = -1;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const list = event.target.closest?.("#liste");
    const row = list?.contains(document.activeElement) && document.activeElement.closest("tr[data-case]");
    place = row ? [...list.querySelectorAll("tr[data-case]")].indexOf(row) : -1;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (place < 0) return;
    const lost = !document.activeElement || document.activeElement === document.body;
    const all = links();
    if (lost) (all[Math.min(place, all.length - 1)] ?? document.getElementById("contenu")).focus();
    place = -1;
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.target.method === "post") event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
