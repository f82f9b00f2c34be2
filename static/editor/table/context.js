import { Facet } from "@codemirror/state";

/** `{words, session, presence, nonce, lent}` of the page's editor; `lent` is told in index.js. */
export const around = Facet.define({ combine: ([context]) => context });
