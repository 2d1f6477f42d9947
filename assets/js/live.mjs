// htmx, and what has to happen before and after each of its swaps.
import "./htmx-settings.mjs";
import "htmx.org";

export function afterEverySwap(upgrade) {
  document.addEventListener("htmx:after:swap", upgrade);
}

// What is put in is a part of another page, whose title it brings along: the page that one is on keeps its own.
export function keepTitle() {
  document.addEventListener("htmx:before:swap", ({ detail }) => (detail.ctx.title = ""));
}
