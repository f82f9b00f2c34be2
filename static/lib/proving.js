import { meta } from "./page.js";

const LOADED_AT = Date.now();
const LASTS = 20 * 3_600_000; // ms; the server takes a token for a day

/**
 * Gives what opens a socket, which is `this`, for `auth` of socket.io. A page that this device has kept has none, and that of one
 * which was open for long is too old: they have to ask once the server is there.
 */
export function prove(give) {
  const token = Date.now() - LOADED_AT < LASTS && meta("live-token");
  if (token) return give({ token });
  import("../offline/here.js").then(
    (here) => here.prove(this, give),
    () => {},
  );
}
