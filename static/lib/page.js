// What the server wrote into the head of the page, and small things about the page as a whole.

export const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

/** A sentence with its {names} filled in. */
export function fill(sentence, values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** When the browser has nothing better to do, so that first paint waits for none of it. */
export function whenIdle(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 3000 });
  else setTimeout(act, 500);
}

/** Send a form without leaving the page; where it would lead is not fetched. */
export function post(url, values, headers = {}) {
  const token = meta("csrf-token");
  const body = new URLSearchParams({ ...values, csrf_token: token });
  return fetch(url, { method: "POST", redirect: "manual", body, headers: { "X-CSRFToken": token, ...headers } });
}
