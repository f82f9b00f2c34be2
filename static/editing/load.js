import { splitState } from "./bytes.js";

const AGAIN_AFTER = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms, give or take a half
const GIVE_UP = { 401: "session", 403: "rights", 404: "gone" };

/**
 * The page's state, the first time as preloaded; `own`: the server's and no copy that this device keeps. An error with a
 * `reason` is not worth another try.
 */
export async function loadState(url, { own = false } = {}) {
  const answer = await fetch(url, { cache: own ? "reload" : "no-store", redirect: "manual" });
  const elsewhere = answer.type === "opaqueredirect" || answer.redirected;
  if (elsewhere) throw Object.assign(new Error("Signed out"), { reason: "session" });
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { reason: GIVE_UP[answer.status] });
  const [epoch, seq] = ["X-Kring-Epoch", "X-Kring-Seq"].map((name) => Number(answer.headers.get(name)));
  return { epoch, seq, updates: splitState(await answer.arrayBuffer()) };
}

/** Begin to load now: who asks first gets that, whoever asks later loads anew. */
export function ahead(load) {
  let begun = load();
  begun.catch(() => {}); // whoever asks hears of it
  return (how) => {
    const first = begun ?? load(how);
    begun = null;
    return first;
  };
}

/** Load again and again, calling `failed()` each time it does not work; throws only what has a `reason` to give up for. */
export async function patiently(load, failed) {
  for (let tries = 0; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (error.reason) throw error;
      failed();
      const pause = AGAIN_AFTER[Math.min(tries, AGAIN_AFTER.length - 1)];
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }
}
