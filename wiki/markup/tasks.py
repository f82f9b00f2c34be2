"""`- [ ] to do` and `- [x] done`."""

import re

from wiki.markup.assigning import with_due
from wiki.markup.drawing import Drawing
from wiki.markup.model import Token

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def mark_tasks(tokens: list[Token]) -> None:
    """Turn list items that begin with a box into tasks, before their words are parsed."""
    for token in tokens:
        children = token.get("children", [])
        if token["type"] == "list_item" and children and children[0]["type"] in ("paragraph", "block_text"):
            _mark(token, children[0])
        mark_tasks(children)


def _mark(item: Token, first: Token) -> None:
    if box := _BOX.match(first["text"]):
        first["text"] = first["text"][box.end() :]
        item["type"] = "task"
        item["attrs"] = {"done": box[1] != " "}
        item["line"] = first["line"]


def draw_task(drawing: Drawing, token: Token) -> str:
    """The box stands in the label with the words; a list or second paragraph below them does not."""
    words, *rest = token["children"]
    checked, style = (" checked", ' class="done"') if token["attrs"]["done"] else ("", "")
    said = drawing.children(with_due(words))
    label = f'<label><input type="checkbox" disabled{checked}><span{style}>{said}</span></label>'
    return f'<li class="task" data-line="{token["line"]}">{label}{drawing.all(rest)}</li>\n'
