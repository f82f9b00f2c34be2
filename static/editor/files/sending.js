import { meta } from "../../lib/page.js";

const OFFLINE = { reason: "offline" };

/** Sends one file's bytes; resolves to what the server told of it. `sent(part)` hears how far it is. */
export function send(page, { file, name, ending }, sent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not say how far it is
    request.open("POST", `/p/${page}/files?name=${encodeURIComponent(name)}`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", meta("csrf-token"));
    request.upload.onprogress = ({ loaded, total }) => sent(loaded / total);
    request.onerror = request.ontimeout = () => reject(OFFLINE);
    request.onabort = () => reject({ reason: "cancelled" });
    request.onload = () => (request.status === 201 ? resolve(JSON.parse(request.response)) : reject(refusal(request)));
    ending.signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** The server's words where it has some, else a name for what went wrong. */
function refusal({ status, response }) {
  const known = { 401: "session", 403: "rights", 404: "gone", 413: "large" }[status];
  if (known) return { reason: known };
  if (status === 502 || status === 504) return OFFLINE;
  try {
    return { reason: JSON.parse(response).message || "failed" };
  } catch {
    return { reason: "failed" };
  }
}
