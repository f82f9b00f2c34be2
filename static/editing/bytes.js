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

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** To tell texts apart that ought to be the same: length and CRC-32 (of zlib) of the UTF-8. Browsers digest by HTTPS only. */
export function textHash(text) {
  const bytes = new TextEncoder().encode(text);
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff];
  return `${bytes.length.toString(16)}-${(~crc >>> 0).toString(16).padStart(8, "0")}`;
}
