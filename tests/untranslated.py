"""Finds words that nobody can translate: in pieces, in templates outside gettext, in scripts."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

SPOKEN = {"_", "_l", "gettext", "lazy_gettext", "ngettext"}
KEYS = re.compile(r"(Alt|Ctrl|Shift|Esc)\b")
SENTENCE = re.compile(r"[A-Z][a-z]+([ .,:…?!].*)?", re.S)
TOLD = {"alt", "aria-label", "aria-description", "content", "placeholder", "title", "label"}
FOR_MACHINES = re.compile(r"width=device-width.*")
CLASSES = re.compile(r"{% block sheet_class %}.*?{% endblock %}")
SHOWN_BY_SCRIPT = re.compile(
    r"""(?:textContent|innerText|ariaLabel|placeholder|\btitle)\s*=\s*["'`]([^"'`]*)["'`]
    |(?:setAttribute\(\s*["'](?:aria-label|title|placeholder)["']\s*,\s*|\b(?:announce|toast|alert|confirm)\(\s*)
     ["'`]([^"'`]*)["'`]""",
    re.X,
)


def pieces(tree: ast.AST) -> Iterator[int]:
    """Lines where a translation is glued to something, or something other than a plain text is to be translated."""
    for node in ast.walk(tree):
        if any(map(speaks, parts(node))) or (speaks(node) and not is_plain(node.args[0])):
            yield node.lineno


def parts(node: ast.AST) -> list[ast.expr]:
    """Of what is added, formatted with % or filled into a string."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    return (
        [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        if isinstance(node, ast.JoinedStr)
        else []
    )


def is_plain(text: ast.expr) -> bool:
    """`error.message` was said where the error was raised, and is found there."""
    return isinstance(text, ast.Constant) or ast.unparse(text) == "error.message"


def speaks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN


def untranslated(template: str) -> Iterator[str]:
    """What a reader would see or hear of this template that is not translated."""
    tree = Environment(autoescape=True).parse(CLASSES.sub("", template))
    page = Page()
    page.feed("".join(part.data if isinstance(part, nodes.TemplateData) else "\0" for part in outputs(tree)))
    yield from page.told
    yield from loose_words(tree)


def outputs(tree: nodes.Node) -> Iterator[nodes.Node]:
    for output in tree.find_all(nodes.Output):
        yield from output.nodes


def loose_words(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Compare) or (isinstance(node, nodes.Call) and getattr(node.node, "name", "") in SPOKEN):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and is_sentence(node.value):
        yield node.value
    if isinstance(node, nodes.Add | nodes.Concat) and any(
        getattr(call.node, "name", "") in SPOKEN for call in node.find_all(nodes.Call)
    ):
        yield f"line {node.lineno}: a sentence in pieces"
    for child in node.iter_child_nodes(exclude=["key"] if isinstance(node, nodes.Pair) else None):
        yield from loose_words(child)


def is_sentence(text: str) -> bool:
    return bool(SENTENCE.fullmatch(text)) and not KEYS.match(text)


def shown_by(script: str) -> list[str]:
    found = (first or second for first, second in SHOWN_BY_SCRIPT.findall(script))
    return [text for text in found if re.search("[A-Za-z]{2}", re.sub(r"\$\{[^}]*\}", "", text))]


class Page(HTMLParser):
    """Collects texts, and attributes that are read aloud, in which there are words."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self._for_machines = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._for_machines = tag in ("script", "style")
        for name, value in attrs:
            if name in TOLD and value and not FOR_MACHINES.fullmatch(value):
                self._hear(value)

    def handle_data(self, data: str) -> None:
        if not self._for_machines:
            self._hear(data)

    def handle_endtag(self, tag: str) -> None:
        self._for_machines = False

    def _hear(self, text: str) -> None:
        if re.search("[A-Za-z]{2}", text):
            self.told.append(text.strip())
