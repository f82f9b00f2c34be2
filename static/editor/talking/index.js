// Comments beside the text that one writes. When another copy of the page comes, the margin goes on with that.
import { ViewPlugin } from "@codemirror/view";
import { begin } from "../../margin/begin.js";
import { EditorGround } from "./ground.js";
import { passages } from "./passages.js";

const FACTS = ["thread", "threads", "typing"];
let margin = null;
let socket = null;

class Talking {
  constructor(view, section, context) {
    this.ground = new EditorGround(view, context);
    hear(context);
    queueMicrotask(() => {
      if (margin) margin.ground = this.ground;
      margin ??= begin(section, this.ground);
      margin.show();
    });
  }

  update({ docChanged, geometryChanged }) {
    if (docChanged || geometryChanged) margin?.hangSoon();
  }

  destroy() {
    this.ground.gone = true;
  }
}

/** What the server tells those who write, as it tells those who read. */
function hear({ page, session }) {
  if (socket === session.wire.socket) return;
  socket = session.wire.socket;
  for (const fact of FACTS)
    socket.on(fact, (detail) => {
      if (detail.page === page) document.dispatchEvent(new CustomEvent(`kring:${fact}`, { detail }));
    });
}

export function talking(context) {
  const section = document.getElementById("comments");
  return section ? [passages, ViewPlugin.define((view) => new Talking(view, section, context))] : [];
}
