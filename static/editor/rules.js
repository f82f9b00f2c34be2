// What typing completes, put into the editor: first the literal characters, then the help, so that one undo gives them back.
import { deleteMarkupBackward, insertNewlineContinueMarkupCommand } from "@codemirror/lang-markdown";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { isLiteral } from "../editing/menus/trigger.js";
import { joinParagraphs, leaveBlock, newParagraph } from "../editing/paragraphs.js";
import { closeFence, endList, removeSign, ruleFor } from "../editing/rules.js";
import { facts } from "./preview/facts.js";

const goOn = insertNewlineContinueMarkupCommand({ nonTightLists: false });

/** Where the Markdown itself is shown, keys write what they say. */
const asRead = (run) => (view) => Boolean(view.state.field(facts, false)) && run(view);

const typing = EditorView.inputHandler.of((view, from, _to, text, insert) => {
  if (view.composing || !ruleFor(view.state, text) || isLiteral(view.state, from)) return false;
  const rule = ruleFor(view.state, text);
  view.dispatch(insert());
  const { changes, selection, ...rest } = rule;
  view.dispatch({ ...rest, changes: { ...changes, to: changes.to + text.length }, selection });
  return true;
});

export const rules = [
  typing,
  Prec.high(
    keymap.of([
      { key: "Enter", run: closeFence },
      { key: "Enter", run: endList },
      { key: "Enter", run: goOn },
      { key: "Enter", run: asRead(newParagraph) },
      { key: "Backspace", run: removeSign },
      { key: "Backspace", run: asRead(joinParagraphs) },
      { key: "Backspace", run: deleteMarkupBackward },
      { key: "ArrowDown", run: asRead(leaveBlock) },
    ]),
  ),
];
