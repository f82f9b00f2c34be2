const DAY = 24 * 3_600_000; // ms
const AGO = 7; // days

/** A moment as its day, in the page's language: "today", "3 days ago", a date. */
export function dayOf(moment, { now = Date.now(), lang = document.documentElement.lang } = {}) {
  const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(moment)) / DAY);
  if (days < AGO) return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-days, "day");
  return new Date(moment).toLocaleDateString(lang, { dateStyle: "medium" });
}
