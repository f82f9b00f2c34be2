"""What the children answer that read pages of other systems."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from wiki.transfer.formats import confluence_page, dialect_page, dump_page, html, notion_page, wikitext, word
from wiki.transfer.formats.html import Made


def _answering(make: Callable[..., Made]) -> Callable[..., dict[str, Any]]:
    def answer(**asked: Any) -> dict[str, Any]:
        made = make(**asked)
        return asdict(made) | {"left": dict(made.left)}

    return answer


HANDLERS: dict[str, Callable[..., Any]] = {
    "html": _answering(html.page),
    "word": _answering(word.document),
    "notion_html": _answering(notion_page.from_html),
    "notion_markdown": _answering(notion_page.from_markdown),
    "notion_table": _answering(notion_page.from_table),
    "confluence": _answering(confluence_page.page),
    "confluence_tree": confluence_page.tree,
    "confluence_crumbs": confluence_page.crumbs,
    "wikitext": wikitext.pages,
    "dialect": dialect_page.turned,
    "dialect_look": dialect_page.looked_into,
    "dump": dump_page.some,
}
