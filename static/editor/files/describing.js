// What a picture shows, for those who do not see it: asked for when it has come, and whenever the caret is at it.
import { syntaxTree } from "@codemirror/language";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { words } from "../../lib/words.js";

export const ask = StateEffect.define(); // where in the new text a picture begins, or null

const WIDTH = /\|\d+$/; // how wide it is shown stands behind its description
const OURS = /^\/f\/\d+\//;

/** The picture of ours at this place: `{from, to, alt: {from, to}, said}`. */
export function pictureAt(state, pos) {
  for (let node = syntaxTree(state).resolveInner(pos, 1); node; node = node.parent)
    if (node.name === "Image") return read(state, node);
  return null;
}

function read({ doc }, { from, to, node }) {
  const [opens, closes] = node.getChildren("LinkMark");
  const url = node.getChild("URL");
  if (!closes || !url || !OURS.test(doc.sliceString(url.from, url.to))) return null;
  const said = doc.sliceString(opens.to, closes.from).replace(WIDTH, "");
  return { from, to, alt: { from: opens.to, to: opens.to + said.length }, said };
}

const asked = StateField.define({
  create: () => null,
  update(pos, transaction) {
    const { changes, docChanged, effects, selection, startState } = transaction;
    const told = effects.find((effect) => effect.is(ask));
    if (told) return told.value;
    if (selection && !docChanged) return pictureAt(startState, selection.main.head)?.from ?? null;
    const typed =
      docChanged && !["remote", "input.describe", "input.file"].some((event) => transaction.isUserEvent(event));
    return pos === null || typed ? null : changes.mapPos(pos, 1);
  },
  provide: (self) => EditorView.decorations.compute([self, "doc"], (state) => shown(state, state.field(self))),
});

function shown(state, pos) {
  const picture = pos === null ? null : pictureAt(state, pos);
  if (!picture) return Decoration.none;
  return Decoration.set(Decoration.widget({ widget: new Question(picture.said), side: 1 }).range(picture.to));
}

class Question extends WidgetType {
  constructor(said) {
    super();
    this.said = said;
  }

  eq({ said }) {
    return said === this.said;
  }

  toDOM(view) {
    const say = words().files;
    const around = document.createElement("span");
    around.className = "describing";
    around.contentEditable = "false";
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.defaultValue = this.said.replaceAll(/\\(?=[^\w\s])/g, "");
    field.placeholder = say.example;
    field.autocomplete = "off";
    field.dir = "auto";
    const pop = document.createElement("span");
    pop.className = "pop";
    label.append(say.describe, field);
    pop.append(label);
    around.append(pop);
    field.addEventListener("change", () => write(view, field.value));
    field.addEventListener("blur", () => queueMicrotask(() => close(view)));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      if (event.key === "Escape") field.value = field.defaultValue;
      else write(view, field.value);
      view.focus();
    });
    return around;
  }

  ignoreEvent() {
    return true;
  }
}

function write(view, value) {
  const picture = pictureAt(view.state, view.state.field(asked) ?? -1);
  const insert = value
    .trim()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\[\]*`<$|~&]/g, "\\$&");
  if (!picture || insert === picture.said) return;
  view.dispatch({ changes: { ...picture.alt, insert }, userEvent: "input.describe" });
}

function close(view) {
  if (view.state.field(asked) !== null) view.dispatch({ effects: ask.of(null) });
}

export const describing = asked;
