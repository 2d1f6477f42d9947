// Turn and zoom of documents: [data-gs-look] inside a [data-gs-document]; [data-gs-beside] puts files side by side.
import { say } from "./announce.mjs";

const ZOOM = [50, 75, 100, 150, 200, 300];
const A4 = { width: 210, height: 297 };

export function lookAtDocuments() {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-gs-look]");
    if (button) look(button.closest("[data-gs-document]"), button.dataset.gsLook);
    const beside = event.target.closest("[data-gs-beside]");
    if (beside) putBeside(beside);
  });
  // A page that comes in late stands as the others of its document do.
  document.addEventListener("load", (event) => event.target.closest?.(".gs-page-frame") && stand(event.target), true);
}

function look(shown, how) {
  const { turn, zoom } = standing(shown);
  if (how === "turn") shown.dataset.gsTurn = (turn + 90) % 360;
  else {
    const at = ZOOM.indexOf(zoom) + (how === "larger" ? 1 : -1);
    shown.dataset.gsZoom = ZOOM[Math.min(Math.max(at, 0), ZOOM.length - 1)];
  }
  for (const image of shown.querySelectorAll(".gs-page-frame img")) stand(image);
  const now = standing(shown);
  say(how === "turn" ? `Turned by ${now.turn} degrees` : `${now.zoom} percent`);
}

function standing(shown) {
  return { turn: Number(shown.dataset.gsTurn ?? 0), zoom: Number(shown.dataset.gsZoom ?? 100) };
}

function stand(image) {
  const { turn, zoom } = standing(image.closest("[data-gs-document]"));
  if (zoom > 100 && image.getAttribute("src") !== image.dataset.gsLarge) image.src = image.dataset.gsLarge;
  const frame = image.parentElement;
  const width = image.naturalWidth || A4.width;
  const height = image.naturalHeight || A4.height;
  const isAcross = turn % 180 !== 0;
  frame.style.width = `${zoom}%`;
  frame.style.aspectRatio = isAcross ? `${height} / ${width}` : "";
  frame.classList.toggle("gs-page-frame--across", isAcross);
  image.style.width = isAcross ? `${(100 * width) / height}%` : "";
  image.style.transform = turn ? `${isAcross ? "translate(-50%, -50%) " : ""}rotate(${turn}deg)` : "";
}

function putBeside(button) {
  const is = button.closest(".gs-review").classList.toggle("gs-review--beside");
  button.setAttribute("aria-pressed", String(is));
  say(is ? "Files are side by side" : "Files are one under the other");
}
