// htmx, and what has to happen after each of its swaps.
import "./htmx-settings.mjs";
import "htmx.org";

export function afterEverySwap(upgrade) {
  document.addEventListener("htmx:after:swap", upgrade);
}
