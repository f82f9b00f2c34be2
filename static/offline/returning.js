// What was written on a page that is not open now goes to the server as if it were.
import { nameOf } from "../editing/claims.js";
import { loadState } from "../editing/load.js";
import { Session } from "../editing/session.js";
import { openStore } from "../editing/store.js";
import { prove } from "../lib/proving.js";

const WAITS = 2000; // ms
// The manager of the readers' socket would open this one before there is anything to say.
const ON_ITS_OWN = { forceNew: true, autoConnect: false, transports: ["websocket", "polling"] };

/** Resolves once the server has all of it, to null, or to the reason for which it takes nothing. */
export async function bringBack(account, page) {
  const { io } = await import("socket.io-client");
  const socket = io("/editing", { ...ON_ITS_OWN, auth: prove });
  return send({ account: String(account), page, socket });
}

export async function send({ account, page, socket, locks = navigator.locks, load = loadState }) {
  const store = await openStore({ account, page });
  let letGo;
  const over = new Promise((resolve) => {
    letGo = resolve;
  });
  const claim = whatIsFree(nameOf({ account, page }), over, locks);
  const session = new Session({ page, socket, store, claim, loadState: (how) => load(`/p/${page}/state`, how) });
  const reason = await ended(session);
  session.stop();
  store.close();
  letGo();
  return reason;
}

/** Claims that end with the sending. What another tab looks after is left to it; one that is just ending is waited for. */
const whatIsFree = (name, over, locks) => (client) =>
  new Promise((resolve) => {
    const waiting = new AbortController();
    setTimeout(() => waiting.abort(), WAITS);
    const hold = () => {
      resolve(true);
      return over;
    };
    locks.request(`${name}:${client}`, { signal: waiting.signal }, hold).catch(() => resolve(false));
  });

/** A server that goes away meanwhile is waited for. */
const ended = (session) =>
  new Promise((resolve) => {
    session.addEventListener("change", () => {
      const { closed, joined, saved } = session.status;
      if (closed) resolve(closed);
      else if (joined && saved === "saved") resolve(null);
    });
    session.start();
  });
