// How the worker shows what is kept.

const NONCE = "nonce-of-a-copy"; // as in web/copies.py
const NONCE_BYTES = 16;

/** The number of the page that an address belongs to. */
export const pageOf = (pathname) => Number(pathname.match(/^\/p\/(\d+)/)?.[1] ?? 0);

/** Where an address is kept; null for what is never kept. Words in it change with the title: it is known by its number. */
export function lookup(pathname) {
  const page = pathname.match(/^\/p\/(\d+)(?:-[^/]*)?(\/edit|\/state)?(?<!\.md)$/);
  if (page) return `/p/${page[1]}${page[2] ?? ""}`;
  return pathname.match(/^\/f\/\d+|^\/search\/palette$/)?.[0] ?? null;
}

const unhashed = (path) => path.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1");

/** Which of these built files has the name of that one, whatever its hash. */
export const sameName = (pathname, assets) => assets.find((path) => unhashed(path) === unhashed(pathname));

const fresh = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));

/** An answer from this device. A page gets a nonce that nobody has seen before. */
export function shown({ type, policy, epoch, seq, body }) {
  const headers = new Headers({ "Content-Type": type });
  if (epoch) headers.set("X-Kring-Epoch", epoch);
  if (seq) headers.set("X-Kring-Seq", seq);
  if (!policy) return new Response(body, { headers });
  const nonce = fresh();
  headers.set("Content-Security-Policy", policy.replaceAll(NONCE, nonce));
  if (!type.startsWith("text/html")) return new Response(body, { headers });
  return new Response(new TextDecoder().decode(body).replaceAll(NONCE, nonce), { headers });
}
