// <button data-gs-print> opens the print dialogue. What is folded away as there is much of it (.gs-fold) is on paper.
export function printOnClick() {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-gs-print]")) window.print();
  });
  window.addEventListener("beforeprint", unfold);
}

function unfold() {
  const folded = [...document.querySelectorAll(".gs-fold:not([open])")];
  for (const details of folded) details.open = true;
  const fold = () => folded.forEach((details) => details.removeAttribute("open"));
  window.addEventListener("afterprint", fold, { once: true });
}
