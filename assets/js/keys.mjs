// Keys of a page that has a list of them ([data-gs-keys]): [data-gs-key] names the key of a link, button, summary or part.
// Only while no field has the focus, and not where somebody has turned them off (WCAG 2.1.4): that alone is kept in the browser.
const KEPT = "gs-keys-off";

export function listenToKeys() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-gs-keys-on]")) keep(event.target.checked);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-gs-opens]");
    if (!link) return;
    event.preventDefault();
    open(document.getElementById(link.dataset.gsOpens));
  });
  for (const box of document.querySelectorAll("[data-gs-keys-on]")) box.checked = areOn();
}

function pressed(event) {
  const list = document.querySelector("[data-gs-keys]");
  if (!list || event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || !areOn()) return;
  if (event.key === "?") {
    open(list);
    list.querySelector("summary").focus();
  } else if (!act(event.key)) return;
  event.preventDefault();
}

function act(key) {
  const found = elementOf(key);
  if (!found) return false;
  if (found.matches("summary")) open(found.parentElement);
  else if (found.matches("button[type=submit]")) found.focus();
  else if (found.matches("a, button")) found.click();
  else {
    found.scrollIntoView({ block: "start" });
    found.focus({ preventScroll: true });
  }
  return true;
}

// Of several, the one in the document that has the focus.
function elementOf(key) {
  const all = [...document.querySelectorAll("[data-gs-key]")].filter((each) => each.dataset.gsKey === key);
  const here = document.activeElement?.closest("[data-gs-document]");
  return all.find((each) => here?.contains(each)) ?? all[0];
}

function open(details) {
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  details.querySelector("select, textarea, input:not([type=hidden]):not([data-gs-keys-on])")?.focus();
}

function isField(target) {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
}

function areOn() {
  try {
    return localStorage.getItem(KEPT) === null;
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "yes");
  } catch {
    // Nothing is kept in a browser that forbids it: the keys are on again on the next page.
  }
}
