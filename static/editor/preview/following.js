// Following links while writing: Ctrl and a click, or the small sign that stands below a link with the caret in it.
import { EditorView, WidgetType } from "@codemirror/view";
import { icon } from "../../lib/icon.js";

const SAFE = /^(?:https?:|mailto:|[^:]*(?:[/?#]|$))/i;

/** An address that a click may follow; undefined for what the reading page would not link to either. */
export const safe = (url) => (SAFE.test(url) && !url.startsWith("//") ? url : undefined);

/** Where to go for it: addresses of pages are asked for, since titles and files have theirs on the server. */
export function hrefOf(leads) {
  if (/^(?:https?:|mailto:|\/)/i.test(leads)) return safe(leads);
  const page = location.pathname.replace(/\/edit$/, "");
  return leads.startsWith("[[") || safe(leads) ? `${page}/lead?to=${encodeURIComponent(leads)}` : undefined;
}

export class Leads extends WidgetType {
  constructor(leads, label) {
    super();
    Object.assign(this, { leads, label });
  }

  eq({ leads }) {
    return leads === this.leads;
  }

  toDOM({ dom: { ownerDocument } }) {
    const anchor = ownerDocument.createElement("a");
    anchor.className = "pv-leads";
    anchor.href = hrefOf(this.leads);
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    anchor.append(icon("corner-down-left"), this.label);
    return anchor;
  }

  ignoreEvent() {
    return true;
  }
}

export const following = EditorView.domEventHandlers({
  click(event, view) {
    const link = (event.ctrlKey || event.metaKey) && event.target.closest("[data-leads]");
    const href = link && view.contentDOM.contains(link) && hrefOf(link.dataset.leads);
    if (!href) return false;
    event.preventDefault();
    open(href, "_blank", "noopener");
    return true;
  },
});
