import { meta } from "./page.js";

const LOADED_AT = Date.now();
const LASTS = 20 * 3_600_000; // ms; the server takes a token for a day

const attempts = new WeakMap(); // the last one of each socket

/**
 * Gives what opens a socket, which is `this`, for `auth` of socket.io. A page that this device has kept has none, and that of one
 * which was open for long is too old: they have to ask once the server is there. By then the socket may be on another connection,
 * and one that is opened twice is closed. While the server cannot say it, the connection is broken off, to be tried again as any
 * that fails.
 */
export function prove(give) {
  const attempt = { engine: this.io.engine };
  attempts.set(this, attempt);
  const token = Date.now() - LOADED_AT < LASTS && meta("live-token");
  if (token) return give({ token });
  return asked().then((found) => {
    const isLast = attempts.get(this) === attempt && this.io.engine === attempt.engine && this.active;
    if (!isLast) return;
    if (found) give({ token: found.live });
    else attempt.engine.close();
  });
}

/** What the server says of who is signed in; null while it cannot be reached. */
const asked = () =>
  import("../offline/here.js").then(
    ({ here }) => here(),
    () => null,
  );
