// MOJ's multi file upload, with five differences: names of files are set as text, never as HTML; an answer that is not
// ours (signed out, too large for a proxy, no connection) becomes a sentence; deleting posts a form like the page's own button;
// whoever goes on while a file is still on its way waits for it; and what was chosen before this ran is sent too.
import { MultiFileUpload } from "@ministryofjustice/frontend/moj/components/multi-file-upload/multi-file-upload.mjs";

const NO_ANSWER = "could not be sent. Check your connection, or sign in again, then choose the file once more.";
const STAY = "has not arrived. Choose it once more, or press the button again to go on without it.";
const NOT_DELETED = "It could not be deleted. Check your connection, then load the page again.";

export class EvidenceUpload extends MultiFileUpload {
  constructor(root, config) {
    super(root, config);
    this.onTheirWay = new Set();
    this.lost = [];
    this.waiting = element("p", "gs-notice gs-waiting");
    this.waiting.setAttribute("role", "status");
    const form = this.$fileInput?.form;
    form?.addEventListener("submit", (event) => this.onSubmit(event, form));
    addEventListener("beforeunload", (event) => this.onTheirWay.size && event.preventDefault());
    if (this.$fileInput?.files.length) this.onFileChange();
  }

  // Waits where a file is still on its way; stays where one was lost since the button was pressed last.
  onSubmit(event, form) {
    if (this.onTheirWay.size) {
      event.preventDefault();
      this.goOn = () => form.requestSubmit(event.submitter);
      this.lost = [];
      this.sayWaiting(form);
    }
  }

  sayWaiting(form) {
    const names = [...this.onTheirWay].join(", ");
    this.waiting.textContent = `Waiting until ${names} has arrived. The page goes on by itself then: do not close it.`;
    form.append(this.waiting);
  }

  arrived(name, isLost) {
    this.onTheirWay.delete(name);
    if (isLost) this.lost.push(name);
    if (!this.goOn) return;
    if (this.onTheirWay.size) {
      this.sayWaiting(this.$fileInput.form);
      return;
    }
    const goOn = this.goOn;
    this.goOn = null;
    if (this.lost.length) this.waiting.textContent = `${this.lost.join(", ")} ${STAY}`;
    else goOn();
  }

  uploadFile(file) {
    const { row, message, progress, actions } = newRow(file.name);
    const name = this.onTheirWay.has(file.name) ? `${file.name} (2)` : file.name;
    this.onTheirWay.add(name);
    this.$feedbackContainer.querySelector(".moj-multi-file-upload__list").append(row);
    const form = new FormData();
    form.append(this.$fileInput.name, file);
    this.post(this.config.uploadUrl, form, (answer) => {
      if (answer?.success) {
        message.replaceChildren(verdict("success", answer.success.messageText));
        actions.append(deleteButton(answer.file));
        takeBackProblem(this.$fileInput);
        this.$status.textContent = answer.success.messageText;
      } else {
        const shown = refusal(answer, `${file.name} ${NO_ANSWER}`);
        if (answer?.error?.signIn) shown.prepend(`${file.name}: `);
        message.replaceChildren(shown);
        this.$status.textContent = shown.textContent;
      }
      this.arrived(name, !answer?.success);
    }, progress);
  }

  onFileDeleteClick(event) {
    const button = event.target instanceof Element && event.target.closest(".moj-multi-file-upload__delete");
    if (!button) return;
    event.preventDefault();
    const form = new URLSearchParams({ [button.name]: button.value });
    this.post(this.config.deleteUrl, form, (answer) => {
      const row = button.closest(".moj-multi-file-upload__row");
      if (!answer?.success) {
        const message = row.querySelector(".moj-multi-file-upload__message");
        const shown = refusal(answer, NOT_DELETED);
        message.querySelector(".moj-multi-file-upload__error")?.remove();
        message.append(" ", shown);
        this.$status.textContent = shown.textContent;
        return;
      }
      row.remove();
      this.$status.textContent = answer.success.messageText;
      const rows = this.$feedbackContainer.querySelectorAll(".moj-multi-file-upload__row");
      this.$feedbackContainer.classList.toggle("moj-hidden", rows.length === 0);
      this.$fileInput.focus();
    });
  }

  // Calls back with the parsed answer, or with null when there is none. Who wants to hear how far it is must say so before
  // it is sent: a browser tells nobody who comes later.
  post(address, body, answered, progress) {
    const request = new XMLHttpRequest();
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress?.(Math.round((loaded / total) * 100));
    });
    request.addEventListener("loadend", () => answered(request.response));
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    if (this.config.csrfToken) request.setRequestHeader(this.config.csrfHeaderName, this.config.csrfToken);
    request.send(body);
  }
}

EvidenceUpload.moduleName = MultiFileUpload.moduleName;
EvidenceUpload.defaults = MultiFileUpload.defaults;
EvidenceUpload.schema = MultiFileUpload.schema;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

function newRow(name) {
  const row = element("div", "govuk-summary-list__row moj-multi-file-upload__row");
  const message = element("div", "govuk-summary-list__value moj-multi-file-upload__message");
  const actions = element("div", "govuk-summary-list__actions moj-multi-file-upload__actions");
  const bar = element("progress", "gs-progress");
  bar.max = 100;
  bar.setAttribute("aria-label", `Sending ${name}`);
  const percent = element("span", "moj-multi-file-upload__progress", "0%");
  message.append(element("span", "moj-multi-file-upload__filename", name), " ", percent, bar);
  row.append(message, actions);
  const progress = (value) => {
    bar.value = value;
    percent.textContent = value < 100 ? `${value}%` : "Sent, checking the file";
  };
  return { row, message, actions, progress };
}

function verdict(kind, sentence) {
  return element("span", `moj-multi-file-upload__${kind}`, sentence);
}

// "Choose at least one file" is not so any more, once one has arrived.
function takeBackProblem(input) {
  const said = document.getElementById(`${input.id}-error`);
  if (!said) return;
  said.remove();
  input.closest(".govuk-form-group").classList.remove("govuk-form-group--error");
  input.setAttribute("aria-describedby", `${input.id}-hint`);
  const summary = document.querySelector(".govuk-error-summary");
  summary?.querySelector(`a[href="#${input.id}"]`)?.closest("li").remove();
  if (!summary?.querySelector("li")) summary?.remove();
  document.title = document.title.replace(/^Error: /, "");
}

// What stood in the way; where somebody has been signed out, with the way to sign in again.
function refusal(answer, otherwise) {
  const shown = verdict("error", answer?.error?.message ?? otherwise);
  if (answer?.error?.signIn) {
    const link = element("a", "govuk-link", "Sign in");
    link.href = answer.error.signIn;
    shown.append(" ", link);
  }
  return shown;
}

function deleteButton({ filename, originalname }) {
  const button = element("button", "moj-multi-file-upload__delete govuk-button govuk-button--secondary", "Delete");
  button.classList.add("govuk-!-margin-bottom-0");
  Object.assign(button, { type: "button", name: "delete", value: filename });
  button.append(" ", element("span", "govuk-visually-hidden", originalname));
  return button;
}
