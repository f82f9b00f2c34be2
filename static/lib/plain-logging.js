// Stands in for lib0/logging (see build.mjs), with which Yjs warns in colours: that brings a library for the page's nodes and
// one for schemas along.
export const [BOLD, UNBOLD, ORANGE, RED] = ["", "", "", ""];
// biome-ignore lint/suspicious/noConsole: a warning of Yjs is for whoever looks for a fault
export const warn = (...words) => console.warn(...words);
export const print = warn;
