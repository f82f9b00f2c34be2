import { splitState } from "./bytes.js";

const GIVE_UP = { 401: "session", 403: "rights", 404: "gone" };

/** The page's state from the server. An error with a `reason` is not worth another try. */
export async function loadState(url) {
  const answer = await fetch(url, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") throw Object.assign(new Error("Signed out"), { reason: "session" });
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { reason: GIVE_UP[answer.status] });
  const [epoch, seq] = ["X-Kring-Epoch", "X-Kring-Seq"].map((name) => Number(answer.headers.get(name)));
  return { epoch, seq, updates: splitState(await answer.arrayBuffer()) };
}
