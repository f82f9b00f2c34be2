const QUIET_FOR = 1000; // ms an update may be on the way before the badge says where it is kept

/** What the save badge says: "loading", "saved", "saving", "device" or "unsaved". */
export function badge({ ready, joined, pending, kept, waitingSince }, now) {
  if (!ready) return "loading";
  if (!pending) return "saved";
  if (joined && now - waitingSince < QUIET_FOR) return "saving";
  return kept ? "device" : "unsaved";
}
