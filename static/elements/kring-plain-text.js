import { post } from "../lib/page.js";

/** Markdown as it is, or a text that looks as it does when read. The server keeps it for the next page. */
class KringPlainText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.become(this.button.ariaPressed !== "true"));
    document.addEventListener("kring:editing", ({ detail: { editor } }) => this.follow(editor.editor));
  }

  follow(editor) {
    this.editor = editor;
    this.hidden = !editor;
  }

  become(plain) {
    this.button.ariaPressed = String(plain);
    this.editor.showPlain(plain);
    post(this.dataset.url, { plain: plain ? "1" : "" });
  }
}

customElements.define("kring-plain-text", KringPlainText);
