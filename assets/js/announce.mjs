// Says what a swap has changed to those who cannot see it, and marks the target as busy meanwhile.
// The words come from the server: data-announce on the swapped element or inside it.

const FAILED = "The page could not reach the server. Nothing was changed. Check your connection and try again.";

export function announceSwaps() {
  document.addEventListener("htmx:before:request", (event) => busy(event, true));
  document.addEventListener("htmx:finally:request", (event) => busy(event, false));
  document.addEventListener("htmx:after:swap", (event) => say(words(target(event) ?? document)));
  document.addEventListener("htmx:error", showFailure);
}

export function say(text) {
  if (text) region().textContent = text;
}

function target(event) {
  const found = event.detail?.ctx?.target;
  return found instanceof Element && found.isConnected ? found : null;
}

function busy(event, is) {
  const element = target(event);
  if (is) {
    document.querySelector(".gs-failure")?.remove();
    element?.setAttribute("aria-busy", "true");
  } else {
    element?.removeAttribute("aria-busy");
  }
}

function words(scope) {
  const element = scope.matches?.("[data-announce]") ? scope : scope.querySelector("[data-announce]");
  return element?.getAttribute("data-announce");
}

function region() {
  return document.getElementById("gs-announcements") ?? newRegion();
}

function newRegion() {
  const element = document.createElement("div");
  element.id = "gs-announcements";
  element.className = "govuk-visually-hidden";
  element.setAttribute("role", "status");
  element.setAttribute("aria-live", "polite");
  document.body.append(element);
  return element;
}

function showFailure() {
  document.querySelector(".gs-failure")?.remove();
  const element = document.createElement("div");
  element.className = "gs-failure";
  element.setAttribute("role", "alert");
  element.textContent = FAILED;
  (document.getElementById("main-content") ?? document.body).prepend(element);
}
