// A page that was kept on the device has no tokens. Once the server is there again it says who is signed in, and gives them.
import { meta } from "../lib/page.js";

const NOBODY = { account: 0, csrf: "", live: "" };

let asked = null;

/** `{account, csrf, live}`, empty when somebody else or nobody is signed in; null while the server cannot be reached. */
export function here() {
  asked ??= ask().finally(() => {
    asked = null;
  });
  return asked;
}

async function ask() {
  const answer = await fetch("/-/here", { headers: { Accept: "application/json" }, cache: "no-store" }).catch(
    () => null,
  );
  if (answer?.status === 401) return NOBODY;
  if (!answer?.ok) return null;
  const found = await answer.json();
  if (found.account !== Number(meta("account"))) return NOBODY;
  fill(found);
  return found;
}

function fill({ csrf, live }) {
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = csrf;
  document.querySelector('meta[name="csrf-token"]').content = csrf;
  const known = document.querySelector('meta[name="live-token"]');
  const element = known ?? document.head.appendChild(document.createElement("meta"));
  Object.assign(element, { name: "live-token", content: live });
}
