// Works beside all pages: when the network or the server is away, it shows what this device has kept. What that is, is decided
// by `offline/shelf.js`; only what this version of Kring is made of is kept here. Nothing but reading goes through its hands.
import { forgetPages, recordsOfWhoIsHere } from "./offline/records.js";
import { lookup, pageOf, sameName, shown } from "./offline/showing.js";
import { suggested } from "./offline/suggesting.js";

const { version, assets } = self.KRING;
const BUILT = "kring-assets-";
const STATIC = "/static/";
const DIST = "/static/dist/"; // names carry a hash
const NOTHING = "/-/offline";
const DOORS = /^\/(sign-in|sign-up|join|welcome|reset)\b/; // whoever comes in there may be somebody else
const AWAY = [502, 503, 504];
const GONE = [403, 404];
const PATIENCE = 5000; // ms that a page may take before a kept copy is better

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer(event.request));
});

async function install() {
  const cache = await caches.open(BUILT + version);
  await cache.addAll(assets);
  const asked = { cache: "no-store", credentials: "omit", headers: { "X-Kring-Copy": "1" } };
  await cache.put(NOTHING, await fetch(NOTHING, asked));
  await self.skipWaiting();
}

/** The version before this one stays: tabs that are open still load parts of it. */
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(BUILT) && name !== BUILT + version);
  for (const name of names.slice(0, -1)) await caches.delete(name);
  await self.clients.claim();
}

/** What asks for a copy to keep, or anew, wants the server's own. */
function answerTo({ method, mode, destination, url, headers, cache }) {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || method !== "GET" || headers.has("X-Kring-Copy") || cache === "reload") return null;
  if (pathname.startsWith(STATIC)) return built;
  if (mode === "navigate") return destination === "document" ? page : null;
  if (pathname.includes("/suggested/")) return suggestions;
  return lookup(pathname) ? part : null;
}

async function built(request) {
  return (await caches.match(request)) ?? fetched(request).catch(() => ofToday(request));
}

/** What is not needed everywhere, such as the letters of formulas, is kept once it was used. */
async function fetched(request) {
  const answer = await fetch(request);
  if (answer.status === 200 && new URL(request.url).pathname.startsWith(DIST))
    await (await caches.open(BUILT + version)).put(request, answer.clone());
  return answer;
}

/** A page that was kept under an older version names files that are no more: theirs of today will do. */
async function ofToday({ url }) {
  const found = sameName(new URL(url).pathname, assets);
  return (found && (await caches.match(found))) ?? Response.error();
}

async function page(request) {
  const { pathname } = new URL(request.url);
  try {
    const answer = await soon(request, pathname);
    if (answer.status === 200 && DOORS.test(pathname)) await forgetPages();
    return answer;
  } catch {
    return (await kept(pathname)) ?? (await kept("/-/device")) ?? nothing();
  }
}

async function nothing() {
  const answer = await caches.match(NOTHING);
  return answer ? shown({ ...headersOf(answer), body: await answer.arrayBuffer() }) : Response.error();
}

const headersOf = ({ headers }) => ({
  type: headers.get("Content-Type"),
  policy: headers.get("Content-Security-Policy"),
});

async function part(request) {
  const { pathname } = new URL(request.url);
  try {
    return await soon(request, pathname);
  } catch (error) {
    const copy = await kept(pathname);
    if (copy) return copy;
    throw error;
  }
}

async function suggestions(request) {
  return fetch(request).catch(async (error) => {
    const records = await recordsOfWhoIsHere();
    const answer = suggested(request.url, (await records?.pages()) ?? []);
    records?.close();
    if (!answer) throw error;
    return Response.json(answer);
  });
}

/** The answer of a server that is there; one that is slow only gets a while, if there is a copy to show instead. */
async function soon(request, pathname) {
  const asking = fetch(request);
  const answer = await Promise.race([asking, late(pathname, asking)]);
  if (AWAY.includes(answer.status)) throw new Error("away");
  const id = pageOf(pathname);
  if (GONE.includes(answer.status) && id && lookup(pathname) === `/p/${id}`) await drop(id);
  return answer;
}

/** Rejects after a while, unless there is an answer or no copy. */
function late(pathname, asking) {
  return new Promise((_, refuse) => {
    const timer = setTimeout(async () => (await kept(pathname)) && refuse(new Error("late")), PATIENCE);
    const stop = () => clearTimeout(timer);
    asking.then(stop, stop);
  });
}

async function kept(pathname) {
  const records = await recordsOfWhoIsHere();
  const answer = await records?.answer(lookup(pathname) ?? pathname);
  records?.close();
  return answer && shown(answer);
}

async function drop(id) {
  const records = await recordsOfWhoIsHere();
  await records?.drop(id);
  records?.close();
}
