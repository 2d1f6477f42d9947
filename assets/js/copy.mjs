// <button data-gs-copy="id"> copies the text of the field of that id, and says so in the [data-gs-copied] beside it.
export function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-gs-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.gsCopy);
    field.select();
    const copied = await copy(field.value);
    const said = button.parentElement.querySelector("[data-gs-copied]");
    if (said) said.textContent = copied ? "Copied." : "The text is marked: copy it with the keyboard.";
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
