// What is kept is looked over now and then: what may no longer be read goes, what has changed is fetched again.
import { Away, ask, whole } from "./asking.js";

const LOOK_EVERY = 3_600_000; // ms
const AT_ONCE = 10; // pages

/** Ask what has become of the pages on this device, if that was not asked lately. */
export async function catchUp(shelf, { now = Date.now() } = {}) {
  const before = await shelf.records.lookedOver();
  if (before?.build === shelf.build && now - before.at < LOOK_EVERY) return;
  await shelf.keepPlaces();
  await lookOver(shelf, now);
  await shelf.records.noteLook({ build: shelf.build, at: now });
}

/** Something is no longer as it was: ask now, or with the next page if this one is left before. */
export async function lookAgain(shelf) {
  await shelf.records.noteLook({ at: 0 });
  await catchUp(shelf).catch(() => {}); // as when the network is away again
}

async function lookOver(shelf, now) {
  const { records } = shelf;
  const [pages, wanted] = [await records.pages(), await records.wanted()];
  const ids = [...pages.map(({ id }) => id), ...wanted];
  if (!ids.length) return;
  const known = await readable(ids);
  for (const { id } of pages) if (!known.has(id)) await shelf.drop(id);
  for (const id of wanted) if (known.has(id)) await shelf.keep({ id, ...known.get(id), pinned: true }, { now });
  await records.dropWanted();
  const stale = pages.filter(
    ({ id, place, build }) => known.has(id) && changed({ place, build }, known.get(id), shelf),
  );
  stale.sort((one, other) => other.at - one.at);
  for (const { id, at } of stale.slice(0, AT_ONCE)) await shelf.keep({ id, ...known.get(id) }, { now, at });
}

const changed = (kept, { place }, { build }) => kept.place !== place || kept.build !== build;

/** `{url, title, space, place}` of those pages that may be read, by id. */
async function readable(ids) {
  const answer = await ask(`/-/device/pages?ids=${ids.join(",")}`, { Accept: "application/json" });
  if (!answer.ok) throw new Away(answer.statusText);
  return new Map((await whole(answer.json())).map(({ id, ...page }) => [id, page]));
}
