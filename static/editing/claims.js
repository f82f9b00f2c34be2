const NEVER = new Promise(() => {});

/**
 * A tab claims the Yjs clients whose unsent updates it looks after; a claim ends with the tab. Returns `claim(client)`,
 * which resolves to whether the client is ours. Without Web Locks (plain HTTP) everyone may claim: what two tabs send
 * twice, the server recognises.
 */
export function claims({ account, page, locks = globalThis.navigator?.locks }) {
  if (!locks) return async () => true;
  return (client) =>
    new Promise((resolve, reject) => {
      const hold = (lock) => {
        resolve(lock !== null);
        return lock && NEVER;
      };
      locks.request(`kring-editing:${account}:${page}:${client}`, { ifAvailable: true }, hold).catch(reject);
    });
}
