// Loaded as a module, so it runs once the page is read. Every page works without it.
import { initAll } from "govuk-frontend";
import { DatePicker } from "@ministryofjustice/frontend/moj/components/date-picker/date-picker.mjs";
import { announceSwaps } from "./announce.mjs";
import { EvidenceUpload } from "./evidence-upload.mjs";
import { copyOnClick } from "./copy.mjs";
import { keepWhileTyped } from "./keep.mjs";
import { listenToKeys } from "./keys.mjs";
import { lookAtDocuments } from "./looking.mjs";
import { offerPasskeys } from "./passkey.mjs";
import { printOnClick } from "./print.mjs";
import { sendLater } from "./send-later.mjs";
import { showSideways } from "./sideways.mjs";
import { afterEverySwap, keepTitle } from "./live.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function upgrade(scope) {
  initAll({ scope, onError: reportUnlessAlreadyStarted });
  start(DatePicker, scope, "[data-module='moj-date-picker']");
  start(EvidenceUpload, scope, "[data-module='moj-multi-file-upload']");
  showSideways(scope);
}

function start(Component, scope, selector) {
  for (const root of scope.querySelectorAll(selector)) {
    if (!root.hasAttribute(`data-${Component.moduleName}-init`)) new Component(root);
  }
}

// After a swap the whole document is offered again, and what has started before says so.
function reportUnlessAlreadyStarted(error) {
  if (error?.name !== "InitError") console.error(error);
}

upgrade(document);
offerPasskeys(document);
printOnClick();
copyOnClick();
listenToKeys();
lookAtDocuments();
keepWhileTyped();
sendLater();
announceSwaps();
keepTitle();
afterEverySwap(() => upgrade(document));
