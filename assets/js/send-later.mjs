// The page of a visit on a phone whose signal comes and goes: what is typed is kept in this browser at once, what is saved is sent
// when the portal can be reached, and a form that was sent twice is done once (its mark says which page it was). Only the person
// who typed it sends it. It goes from the browser once it is saved, when that person signs out or the session ends, when somebody
// else comes, and after as long as a session lasts without use. What ends the work on the page (signing it off) is sent after all
// that is not saved. Without script the sheet is one form, whose every button saves all of it.
import { say } from "./announce.mjs";
import { withScript } from "./with-script.mjs";
const DATABASE = "good-standing", STORE = "forms";
const SOON = 1000, AGAIN = 15_000; // milliseconds until it is tried again: soon at first
const LONGEST = 12 * 3_600_000; // kept on the device, as a session without use: portal/sign_in/lasting.py
const WORDS = {
  typing: "Kept on this device, not saved yet.",
  sending: "Saving…",
  saved: "Saved.",
  waiting: "No signal. It is kept on this device, and saved as soon as the portal can be reached.",
  typed: "What you typed here before is kept on this device, and is not saved yet.",
  signedOut: "You have been signed out, and nothing is kept on this device. Press Save: you are asked to sign in, and what you typed comes back.",
  first: "Saving what you typed first…",
  unsigned: "It is not done: something that you typed is not saved yet. The page has gone to it.",
  unsaved: "This is not saved yet. Save it, then press the button at the end of the page again.",
  unkept: "No signal, and this browser keeps nothing. Stay on this page and press Save again.",
};
const TOKEN = "_csrf_token";

export function sendLater() {
  for (const form of document.querySelectorAll("form[action='/sign-out']")) form.addEventListener("submit", () => forgetAll());
  const page = document.querySelector("[data-sender]");
  if (!page) return void (location.pathname.startsWith("/sign-in") ? forgetAll() : forgetOld());
  const sender = page.dataset.sender;
  withScript(page);
  for (const form of formsIn(page)) attach(form, sender);
  for (const form of page.querySelectorAll("form[data-send-last]")) attachLast(form, page, sender);
  restore(page, sender);
  addEventListener("online", () => tryAgain(page, sender));
}

// At once, then after a second, two, four and so on: the signal may be there a little later than the browser says.
let timer;
async function tryAgain(page, sender, wait = SOON) {
  clearTimeout(timer);
  await sendAll(page, sender);
  timer = setTimeout(() => tryAgain(page, sender, Math.min(wait * 2, AGAIN)), wait);
}

function formsIn(scope) {
  return scope.querySelectorAll("form[data-send-later]");
}

// The fields belong to the form of their own row from now on, under the names that it takes.
function claim(form) {
  for (const each of form.querySelectorAll("[form]")) {
    for (const name of ["form", "formaction"]) each.removeAttribute(name);
    if (each.name) each.name = each.name.split("-")[0];
  }
}

function attach(form, sender) {
  claim(form);
  form.addEventListener("input", async () => !isSignedOut && (await keep(form, sender, false)) && tell(form, WORDS.typing));
  form.addEventListener("submit", async (event) => {
    if (isSignedOut) return; // as any other form: the portal keeps what was typed until somebody has signed in
    event.preventDefault();
    tell(form, WORDS.sending);
    const isKept = await keep(form, sender, true);
    await send(form, sender, isKept);
    tryAgain(document.querySelector("[data-sender]"), sender);
  });
}

function attachLast(form, page, sender) {
  claim(form);
  let isBusy = false; // one press at a time: the button itself waits for no second, which may follow at once when all is saved
  form.addEventListener("submit", async (event) => {
    if (isSignedOut) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    await sendLast(form, page, sender);
    isBusy = false;
  });
}

async function sendLast(form, page, sender) {
  const unsaved = () => [...formsIn(page)].filter(isUnsaved);
  if (unsaved().length) tell(form, WORDS.first);
  for (const each of unsaved()) await send(each, sender, await keep(each, sender, true));
  const [left] = unsaved();
  if (!left) return form.submit();
  if (isSignedOut) return tell(form, WORDS.signedOut);
  tell(form, WORDS.unsigned);
  tellBeside(left, WORDS.unsaved);
  fieldsIn(left)[0].focus();
}

// Typed into since the portal has shown it, or shown with what could not be saved.
function isUnsaved(form) {
  return "unsaved" in form.dataset || fieldsIn(form).some(isTouched);
}

function fieldsIn(form) {
  return [...form.elements].filter((each) => each.matches("input:not([type=hidden]), textarea"));
}

function isTouched(field) {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  return field.type === "file" ? field.files.length > 0 : field.value !== field.defaultValue;
}

let isSignedOut = false;

// One after the other, so that nothing overtakes what was saved before it.
let turn = Promise.resolve();
function send(form, sender, isKept = true) {
  turn = turn.then(() => sendNow(form, sender, isKept)).catch(console.error);
  return turn;
}

async function sendNow(form, sender, isKept) {
  if (!form.isConnected) return;
  const sent = new FormData(form);
  const before = JSON.stringify(texts(sent));
  let answer, text;
  try {
    answer = await fetch(form.action, { method: "POST", body: bodyOf(form, sent) });
    text = await answer.text();
  } catch {
    form.closest("[data-part]")?.classList.add("gs-row--waiting");
    return tell(form, isKept ? WORDS.waiting : WORDS.unkept);
  }
  if (new URL(answer.url).pathname.startsWith("/sign-in")) return signedOut();
  const shown = new DOMParser().parseFromString(text, "text/html");
  if (answer.ok && answer.redirected) {
    if (JSON.stringify(texts(new FormData(form))) !== before) return; // typed on meanwhile: that is kept, and saved by the next press
    await forget(form.action, sender);
    return swap(form, shown, sender);
  }
  if (answer.status >= 500 || answer.status === 429) return tell(form, WORDS.waiting);
  await keep(form, sender, false); // it wants an answer, so it is not sent by itself again
  if (form.enctype === "multipart/form-data") return tell(form, problemIn(shown));
  form.submit(); // the page that asks about it
}

async function signedOut() {
  isSignedOut = true;
  await forgetAll();
  for (const form of formsIn(document)) tell(form, WORDS.signedOut);
}

function bodyOf(form, sent) {
  return form.enctype === "multipart/form-data" ? sent : new URLSearchParams([...sent]);
}

function texts(data) {
  return [...data].map(([name, value]) => [name, value instanceof File ? `${value.name} ${value.size}` : value]);
}

function problemIn(shown) {
  const found = shown.querySelector(".govuk-error-summary li, main p");
  return found ? found.textContent.trim() : "It could not be kept.";
}

// The saved part as the portal shows it now, with what it carries of what it showed.
function swap(form, shown, sender) {
  const part = form.closest("[data-part]");
  const fresh = shown.getElementById(part.id);
  const progress = shown.getElementById("progress");
  if (progress) document.getElementById("progress").replaceWith(document.adoptNode(progress));
  if (!fresh) return location.reload();
  const others = [...formsIn(part)].filter((each) => each !== form);
  const place = [...formsIn(part)].indexOf(form);
  const made = withScript(document.adoptNode(fresh));
  const forms = [...formsIn(made)];
  for (const [number, each] of [...formsIn(part)].entries()) if (others.includes(each) && forms[number]) forms[number].replaceWith(each);
  part.replaceWith(made);
  const saved = formsIn(made)[place];
  if (!saved) return;
  attach(saved, sender);
  tell(saved, WORDS.saved);
  saved.querySelector("button").focus({ preventScroll: true });
}

// What it says already stays, as it says why: that there is no signal, or what the file is not.
function tellBeside(form, words) {
  const status = form.querySelector("[data-status]");
  tell(form, !status?.textContent || status.textContent === WORDS.typing || status.textContent === WORDS.sending ? words : status.textContent);
}

function tell(form, words) {
  const status = form.querySelector("[data-status]");
  if (status && status.textContent !== words) status.textContent = words;
}

async function sendAll(page, sender) {
  if (isSignedOut) return;
  for (const kept of await all(sender)) {
    const form = formOf(page, kept.action);
    if (kept.isSent && form) await send(form, sender);
  }
}

function formOf(page, action) {
  return [...formsIn(page)].find((form) => form.action === action);
}

// What was kept stands in its form again, with what that showed: so whoever changed it meanwhile is seen.
async function restore(page, sender) {
  for (const kept of await all(sender)) {
    const form = formOf(page, kept.action);
    if (!form) continue;
    fill(form, kept.pairs);
    form.dataset.unsaved = "";
    tell(form, kept.isSent ? WORDS.waiting : WORDS.typed);
    if (!kept.isSent) say(WORDS.typed);
  }
  await tryAgain(page, sender);
}

function fill(form, pairs) {
  for (const [name, value] of pairs) {
    if (name === TOKEN) continue;
    const fields = [...form.elements].filter((each) => each.name === name);
    for (const field of fields) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type === "file") putFile(field, value);
      else field.value = value;
    }
  }
}

function putFile(field, file) {
  if (!(file instanceof File) || !file.size) return;
  const files = new DataTransfer();
  files.items.add(file);
  field.files = files.files;
}

// --- what this browser keeps; one that keeps nothing (a private window) sends as well as it can ---

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

async function keep(form, sender, isSent) {
  const { action } = form;
  const kept = { key: `${sender} ${action}`, sender, action, isSent, at: Date.now(), pairs: [...new FormData(form)] };
  return change((store) => store.put(kept));
}

// Whether it could be.
async function change(act) {
  try {
    await within("readwrite", act);
    return true;
  } catch {
    return false;
  }
}

async function forget(action, sender) {
  await change((store) => store.delete(`${sender} ${action}`)); // what keeps nothing has nothing to forget
}

async function forgetAll() {
  await change((store) => store.clear());
}

// What is too old, and where somebody is here what somebody else typed; what is left of it.
async function forgetOld(sender = "") {
  try {
    const found = await within("readonly", (store) => store.getAll());
    const stays = (each) => Date.now() - each.at <= LONGEST && (!sender || each.sender === sender);
    for (const each of found) if (!stays(each)) await forget(each.action, each.sender);
    return found.filter(stays);
  } catch {
    return [];
  }
}

async function all(sender) {
  return (await forgetOld(sender)).sort((one, other) => one.at - other.at);
}
