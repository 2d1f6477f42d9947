// <form data-gs-passkey="get|create" data-gs-ask="/address">: asks the server what to ask the device, asks the device, and
// sends its answer with the form. Without script, or in a browser without passkeys, the password works as ever.

const GAVE_UP = "Nothing was chosen, or it took too long. Try again.";
const HAS_ONE = "This device has a passkey of yours already.";
const FAILED = "The passkey could not be used here. Try again, or go on with your password.";

export function offerPasskeys(scope) {
  if (!window.PublicKeyCredential) return;
  for (const form of scope.querySelectorAll("form[data-gs-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => onSubmit(event, form));
  }
}

async function onSubmit(event, form) {
  const name = form.elements.namedItem("name");
  if (name && !name.value.trim()) return; // the server says what is missing
  event.preventDefault();
  if (form.dataset.gsBusy) return;
  form.dataset.gsBusy = "yes";
  say(form, "");
  try {
    await answer(form);
  } catch (error) {
    say(form, sentence(error));
  } finally {
    delete form.dataset.gsBusy;
  }
}

async function answer(form) {
  const { options, step } = await ask(form);
  const credential = await (form.dataset.gsPasskey === "create" ? create(options) : get(options));
  form.elements.namedItem("answer").value = JSON.stringify(written(credential));
  if (step) form.elements.namedItem("step").value = step;
  form.submit();
}

async function ask(form) {
  const token = form.elements.namedItem("_csrf_token").value;
  const response = await fetch(form.dataset.gsAsk, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ _csrf_token: token }),
  });
  const said = await response.json();
  if (said.error) throw new Error(said.error.message, { cause: "said" });
  return said;
}

function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const excludeCredentials = (options.excludeCredentials ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
  const publicKey = { ...options, user, excludeCredentials, challenge: bytes(options.challenge) };
  return navigator.credentials.create({ publicKey });
}

function get(options) {
  const allowCredentials = (options.allowCredentials ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
  const publicKey = { ...options, allowCredentials, challenge: bytes(options.challenge) };
  return navigator.credentials.get({ publicKey });
}

// What the browser made, as JSON: every part that is bytes in base64url.
function written({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const sent = Object.fromEntries(
    parts.filter((part) => response[part]).map((part) => [part, letters(response[part])]),
  );
  return { id, rawId: letters(rawId), type, response: sent };
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

function letters(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (each) => String.fromCharCode(each)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function sentence(error) {
  if (error.cause === "said") return error.message;
  if (error.name === "NotAllowedError") return GAVE_UP;
  return error.name === "InvalidStateError" ? HAS_ONE : FAILED;
}

function say(form, words) {
  const place = form.querySelector("[data-gs-passkey-problem]");
  place.textContent = words;
  place.hidden = !words;
}
