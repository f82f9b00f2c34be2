// A tab claims the Yjs clients whose unsent updates it looks after; a claim ends with the tab. Two tabs that send for one
// client would number its updates twice over, and one of the two would be lost.

const NEVER = new Promise(() => {});
const ANSWER_WITHIN = 400; // ms in which another tab says that a client is its own
const AGAIN_AFTER = 10_000; // ms; nobody says that a tab has crashed

/** What the claims on one page are called; behind it, and a colon, stands the client. */
export const nameOf = ({ account, page }) => `kring-editing:${account}:${page}`;

/**
 * Returns `claim(client, {fresh, freed})`, which resolves to whether the client is ours. One that is `fresh` nobody else can
 * know. Where it is not ours, `freed()` is called once it may be.
 */
export function claims({ account, page, locks = globalThis.navigator?.locks, channel = openChannel }) {
  const name = nameOf({ account, page });
  return locks ? byLocks(name, locks) : byAsking(channel(name));
}

const openChannel = (name) => new BroadcastChannel(name);
const nobody = () => {};

function byLocks(name, locks) {
  const [ours, awaited] = [new Set(), new Set()];
  const keep = (client) => {
    ours.add(client);
    return NEVER;
  };
  const wait = (client, freed) => {
    if (awaited.has(client)) return;
    awaited.add(client);
    const hold = () => [keep(client), freed()][0];
    locks.request(`${name}:${client}`, {}, hold).catch(nobody);
  };
  return (client, { freed = nobody } = {}) =>
    new Promise((resolve, reject) => {
      if (ours.has(client)) return resolve(true);
      const hold = (lock) => {
        resolve(lock !== null);
        return lock ? keep(client) : wait(client, freed);
      };
      locks.request(`${name}:${client}`, { ifAvailable: true }, hold).catch(reject);
    });
}

/** Web Locks are for HTTPS alone. Without them the tabs ask each other, and of two who ask at once the lower number has it. */
function byAsking(channel) {
  const wanted = new Map(); // {by, ours, lose} by client
  channel.onmessage = ({ data: { client, by, taken } }) => {
    const mine = wanted.get(client);
    if (!mine || (taken && mine.by !== by)) return;
    if (!taken && (mine.ours || mine.by < by)) channel.postMessage({ client, by, taken: true });
    else mine.lose();
  };
  return (client, { fresh = false, freed = nobody } = {}) =>
    new Promise((resolve) => {
      if (wanted.get(client)?.ours) return resolve(true);
      const mine = { by: Math.random(), ours: fresh };
      wanted.set(client, mine);
      if (fresh) return resolve(true);
      const timer = setTimeout(() => {
        mine.ours = true;
        resolve(true);
      }, ANSWER_WITHIN);
      mine.lose = () => {
        clearTimeout(timer);
        wanted.delete(client);
        setTimeout(freed, AGAIN_AFTER);
        resolve(false);
      };
      channel.postMessage({ client, by: mine.by });
    });
}
