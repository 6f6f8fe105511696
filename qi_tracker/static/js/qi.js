// Small comforts. Every page works without this file.

const all = (selector) => document.querySelectorAll(selector);

// Printing needs a script, so its button shows only where scripts run.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Menus close on Escape, which gives the focus back, and on a click elsewhere.
const close = (menu, refocus) => {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
};
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) close(menu, menu.contains(document.activeElement));
});
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) close(menu, false);
});

// Paper shows what is folded away.
window.addEventListener("beforeprint", () => {
  for (const fold of all("main details:not([open])")) {
    fold.open = true;
    fold.dataset.opened = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of all("[data-opened]")) {
    fold.open = false;
    delete fold.dataset.opened;
  }
});

// After htmx puts something new on the page, the focus goes to the part that asks for it.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector("[autofocus]")?.focus();
});
