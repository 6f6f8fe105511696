// Passkeys: what the browser or the person refused is said on the page, and buttons that need a
// script show only where one runs.

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-key-error]");
  if (said) {
    said.hidden = false;
    said.focus();
  }
});
