const MAC = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The names of keys ("Ctrl Shift 7") as they stand on this machine's keyboard. */
export const keysHere = (keys, mac = isMac) => (mac ? keys.replaceAll(/Ctrl|Alt|Shift/g, (name) => MAC[name]) : keys);
