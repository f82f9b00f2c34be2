// How much stays on a device: the newest pages, and those that somebody wants to keep.

export const MOST_PAGES = 200;
export const MOST_BYTES = 50_000_000;
const PART = 5; // of what the browser lets us keep

/** What there is room for on this device. */
export async function roomHere(storage = globalThis.navigator?.storage) {
  const { quota = Number.POSITIVE_INFINITY } = (await storage?.estimate?.().catch(() => null)) ?? {};
  return { most: MOST_PAGES, bytes: Math.min(MOST_BYTES, quota / PART) };
}

/** Ids of the pages that have to go, the oldest first; pages that are `pinned` stay as long as there is room for them. */
export function tooMany(pages, { most = MOST_PAGES, bytes = MOST_BYTES } = {}) {
  const inOrder = [...pages].sort((one, other) => Number(other.pinned) - Number(one.pinned) || other.at - one.at);
  let [count, sum] = [0, 0];
  const gone = inOrder.filter((page) => {
    if (count >= most || sum + page.bytes > bytes) return true;
    count += 1;
    sum += page.bytes;
    return false;
  });
  return gone.reverse().map(({ id }) => id);
}
