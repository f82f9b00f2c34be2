// Where pasted links and pictures lead: without trackers and detours, and to this wiki by its own short addresses.
import { is, mapped } from "./tree.js";

const TRACKER = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hsenc|_hsmi|mkt_tok|yclid|vero_id)$/;
const DETOURS = [
  { host: /^(?:www\.)?google\.[a-z.]+$/, path: /^\/url$/, to: ["q", "url"] },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, to: ["url"] },
  { host: /^l\.(?:facebook|instagram)\.com$/, path: /^\//, to: ["u"] },
];

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function behindDetour(url) {
  const detour = DETOURS.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  const target = detour?.to.map((name) => url.searchParams.get(name)).find(Boolean);
  return (target && parsed(target)) || url;
}

/** An address as it is kept, or null for one that leads nowhere from here. `origin`: this wiki's own. */
export function cleanAddress(address, origin) {
  const url = parsed(address.trim());
  if (!url) return /^\/(?!\/)/.test(address) ? address : null;
  if (url.protocol === "mailto:") return address.trim();
  if (!/^https?:$/.test(url.protocol)) return null;
  const target = behindDetour(url);
  const trackers = [...target.searchParams.keys()].filter((name) => TRACKER.test(name));
  for (const name of trackers) target.searchParams.delete(name);
  if (target.origin === origin) return `${target.pathname}${target.search}${target.hash}`;
  return trackers.length || target !== url ? target.href : address.trim();
}

/** Below this many pixels a picture is there to count readers. */
const PIXEL = 3;

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/;

function picture(node, origin) {
  const { dataCanonicalSrc, src, width, height } = node.properties;
  const address = String(dataCanonicalSrc ?? src ?? "");
  if ((width && width <= PIXEL) || (height && height <= PIXEL)) return null;
  if (address.startsWith("data:")) return PICTURE.test(address) ? node : null;
  const clean = cleanAddress(address, origin);
  return clean && { ...node, properties: { src: clean, alt: node.properties.alt, title: node.properties.title } };
}

export const withAddresses = (tree, origin) =>
  mapped(tree, (node) => {
    if (is(node, "img")) return picture(node, origin);
    if (!is(node, "a")) return node;
    const href = cleanAddress(String(node.properties.originalSrc ?? node.properties.href ?? ""), origin);
    return href ? { ...node, properties: { href } } : node.children;
  });
