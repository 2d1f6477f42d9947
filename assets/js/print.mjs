// <button data-gs-print> opens the print dialogue.
export function printOnClick() {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-gs-print]")) window.print();
  });
}
