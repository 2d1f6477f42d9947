// A frame that scrolls sideways (inside .gs-sideways) shows at its right edge that there is more, as long as there is.
const MORE = "gs-sideways--more";

export function showSideways(scope) {
  for (const around of scope.querySelectorAll(".gs-sideways")) {
    const frame = around.firstElementChild;
    const look = () => around.classList.toggle(MORE, frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 1);
    look();
    if (around.dataset.gsLooks) continue;
    around.dataset.gsLooks = "yes";
    frame.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(frame);
  }
}
