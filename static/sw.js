// Works beside all pages: when the network or the server is away, pages kept on this device are shown instead. What is kept is
// decided by `offline/shelf.js`; only what this version of Kring is made of is kept here.
const { version, assets } = self.KRING;
const BUILT = `kring-assets-${version}`;
const PAGES = "kring-pages-";
const AWAY = [502, 503, 504];
const PATIENCE = 6000; // ms that a page may take before a kept copy is better
const DEVICE = "/-/device";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer(event));
});

async function install() {
  const cache = await caches.open(BUILT);
  await cache.addAll(assets);
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys())
    if (name.startsWith("kring-assets-") && name !== BUILT) await caches.delete(name);
  await self.clients.claim();
}

function answerTo({ method, mode, destination, url }) {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return null;
  if (method === "POST") return pathname === "/sign-out" ? signOut : null;
  if (method !== "GET") return null;
  if (pathname.startsWith("/static/")) return built;
  if (mode === "navigate") return page;
  const kept = /^\/p\/\d+[^/]*\/state$/.test(pathname) || (destination === "image" && pathname.startsWith("/f/"));
  return kept ? part : null;
}

async function built({ request }) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function page({ request }) {
  try {
    const answer = await soon(fetch(request));
    if (answer.status === 200 && new URL(request.url).pathname === "/sign-in") await forget();
    if (answer.status === 403 || answer.status === 404) await drop(request.url);
    return answer;
  } catch {
    return (await kept(request.url)) ?? (await kept(new URL(DEVICE, location.origin).href)) ?? Response.error();
  }
}

async function part({ request }) {
  try {
    return await soon(fetch(request));
  } catch (error) {
    const copy = await kept(request.url);
    if (copy) return copy;
    throw error;
  }
}

/** The answer of a server that is there. */
async function soon(asking) {
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("too late")), PATIENCE));
  const answer = await Promise.race([asking, late]);
  if (AWAY.includes(answer.status)) throw new Error("away");
  return answer;
}

/** Words in a page's address change with its title: it is kept under its number. */
function keyOf(url) {
  const { pathname } = new URL(url);
  return pathname.replace(/^\/p\/(\d+)[^/]*/, "/p/$1");
}

async function shelf() {
  const name = (await caches.keys()).find((one) => one.startsWith(PAGES));
  return name ? caches.open(name) : null;
}

async function kept(url) {
  return (await shelf())?.match(keyOf(url));
}

async function drop(url) {
  const key = keyOf(url);
  const place = await shelf();
  for (const path of [key, `${key}/edit`, `${key}/state`]) await place?.delete(path);
}

async function signOut({ request }) {
  const answer = await fetch(request);
  await forget();
  for (const name of ["kring-editing", "kring-files"]) indexedDB.deleteDatabase(name);
  return answer;
}

/** Nobody is signed in here any more: nothing of theirs stays. Unsent text waits for its author's return. */
async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(PAGES)) await caches.delete(name);
  indexedDB.deleteDatabase("kring-offline");
}
