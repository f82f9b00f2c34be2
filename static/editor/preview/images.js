// Pictures stand in place of what names them; with the caret there, below it.
import { Picture } from "./picture.js";

const WIDTH = /\|([1-9]\d{1,3})$/;

function image({ node, from, to }, sketch) {
  const [open, close] = node.getChildren("LinkMark");
  const url = node.getChild("URL");
  const oneLine = to <= sketch.doc.lineAt(from).to;
  if (!close || !url || !oneLine) return false;
  const words = sketch.text(open.to, close.from).replaceAll("\\|", "|");
  const address = sketch.text(url.from, url.to).replace(/^<(.*)>$/, "$1");
  const picture = { address, alt: words.replace(WIDTH, ""), width: WIDTH.exec(words)?.[1] ?? null };
  const widget = new Picture(picture, sketch.known.words.picture);
  if (!sketch.touched(from, to)) sketch.instead(widget, from, to);
  else {
    sketch.sign(from, to, true);
    sketch.widget(widget, to);
  }
  return false;
}

export const images = { Image: image };
