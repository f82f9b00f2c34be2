// What is being typed into a form stays on this device, by account, until it was taken: a closed tab loses nothing.
import { meta } from "./page.js";

const KEPT = "kring.typed.";
const SENT = "kring-sent";

/** Fill what is empty in the form with what was typed before, and keep what is typed from now on. */
export function keepTyped(form) {
  const key = `${KEPT}${meta("account")}.${form.dataset.typed}`;
  const fields = [...form.elements].filter(({ type, name }) => name && ["text", "textarea"].includes(type));
  const before = read(key);
  for (const field of fields) field.value ||= before[field.name] ?? "";
  form.addEventListener("input", () => write(key, fields));
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

/** Call it where the server leads to once it has taken a form. */
export function forgetSent() {
  const key = sessionStorage.getItem(SENT);
  if (key) localStorage.removeItem(key);
  sessionStorage.removeItem(SENT);
}

/** All that this account typed here and did not send. */
export function dropTyped(account) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${KEPT}${account}.`)) localStorage.removeItem(key);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(key, fields) {
  const typed = fields.filter(({ value, defaultValue }) => value.trim() && value !== defaultValue);
  const words = Object.fromEntries(typed.map(({ name, value }) => [name, value]));
  try {
    if (typed.length) localStorage.setItem(key, JSON.stringify(words));
    else localStorage.removeItem(key);
  } catch {
    // Full or forbidden: it lasts as long as the page.
  }
}
