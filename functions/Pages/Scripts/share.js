// Buttons that copy or share a text that stands on the page. Without this script the text is selected by hand.

const said = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent);
    } catch {
      field.select?.(); // a browser that asks, and was refused
      return;
    }
    if (said) said.textContent = said.dataset.text;
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ text: document.getElementById(button.dataset.share).value }).catch(() => {}); // closed again
  });
}
