const CHUNK = 0x2000; // String.fromCharCode takes its bytes as arguments, and the stack is finite.

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** The updates in a state answer: each stands behind its length, four bytes, big-endian. */
export function splitState(buffer) {
  const view = new DataView(buffer);
  const updates = [];
  for (let at = 0; at < view.byteLength; ) {
    const length = view.getUint32(at);
    if (at + 4 + length > view.byteLength) throw new RangeError("The state ends inside an update");
    updates.push(new Uint8Array(buffer, at + 4, length));
    at += 4 + length;
  }
  return updates;
}

/** The first 16 hexadecimal digits of a text's SHA-256, or null where the browser gives no digest (plain HTTP). */
export async function textHash(text) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
