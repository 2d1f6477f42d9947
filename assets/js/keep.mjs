// A form of more than a few fields keeps itself while it is typed: every few seconds, and when the page is left. It comes
// back when the page is opened again. Passwords and files are never sent. Without script the form's own button keeps it.
import { say } from "./announce.mjs";

const EVERY = 4000; // milliseconds
const MORE_THAN = 3; // fields, each of a day and all radios of one name counted once
const FIELDS = "input:not([type=hidden], [type=submit], [type=button], [type=file]), select, textarea";
const AS_SHOWN = "_as_shown"; // the name that the server knows
const KEPT = "What you type here is kept. It comes back if you leave this page before you send it.";
const SIGNED_OUT =
  "You have been signed out. Go on, and press the button when you are done: you are asked to sign in, and what you typed comes back.";
const NOT_KEPT = "What you type cannot be kept just now: the portal cannot be reached. Stay on this page and try again.";

export function keepWhileTyped() {
  for (const form of document.querySelectorAll("main form[method=post]")) {
    if (isLong(form)) keep(form);
  }
}

// Whether it is a form of this very page, of more than a few fields, without a password.
function isLong(form) {
  if (new URL(form.action).pathname !== location.pathname || form.querySelector("[type=password]")) return false;
  const fields = [...form.querySelectorAll(FIELDS)];
  const names = new Set(fields.map((each) => each.name.replace(/-(day|month|year)$/, "")));
  return names.size > MORE_THAN || fields.some((each) => each.tagName === "TEXTAREA");
}

function keep(form) {
  let isChanged = false;
  let isOver = false;
  let sending = new AbortController();
  const status = newStatus(form);

  async function send() {
    if (!isChanged || isOver) return;
    isChanged = false;
    sending = new AbortController();
    try {
      const body = typed(form);
      if (!document.querySelector(".gs-again, .govuk-error-summary") && isAsShown(form)) body.append(AS_SHOWN, "yes");
      const request = { method: "POST", headers: { Accept: "application/json" }, body, signal: sending.signal };
      const answer = await fetch("/kept", { ...request, keepalive: String(body).length < 60_000 });
      tell(status, answer.ok ? ((await answer.json()).kept ? KEPT : "") : answer.status === 401 ? SIGNED_OUT : NOT_KEPT);
      if (!answer.ok && answer.status !== 401) isChanged = true;
    } catch (error) {
      if (error.name === "AbortError") return;
      isChanged = true;
      tell(status, NOT_KEPT);
    }
  }

  for (const name of ["input", "change"]) form.addEventListener(name, () => (isChanged = true));
  setInterval(send, EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  addEventListener("pagehide", send);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    isOver = true;
    sending.abort();
    mark(form);
  });
  addEventListener("pageshow", () => (isOver = false)); // who comes back to the page goes on typing
}

// Says with the form that nobody typed into it, unless it shows what was kept.
function mark(form) {
  form.querySelector(`[name=${AS_SHOWN}]`)?.remove();
  if (document.querySelector(".gs-again") || !isAsShown(form)) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: AS_SHOWN, value: "yes" }));
}

// Whether everything stands in it as the page had it, also after back and forward.
function isAsShown(form) {
  return [...form.elements].every((each) => {
    if (each.type === "file") return each.files.length === 0;
    if (each.type === "checkbox" || each.type === "radio") return each.checked === each.defaultChecked;
    if (each.tagName !== "SELECT") return each.value === (each.defaultValue ?? each.value);
    const first = [...each.options].findIndex((option) => option.defaultSelected);
    return each.selectedIndex === Math.max(first, 0);
  });
}

function typed(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const { pathname, search } = new URL(form.action);
  return new URLSearchParams([...pairs, ["_address", pathname + search]]);
}

function newStatus(form) {
  const element = document.createElement("p");
  element.className = "gs-meta gs-kept";
  form.append(element);
  return element;
}

function tell(status, words) {
  if (status.textContent === words) return;
  status.textContent = words;
  if (words) say(words);
}
