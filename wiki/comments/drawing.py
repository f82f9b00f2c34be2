"""A remark as it is read: Markdown like that of its page, drawn in the same child.

Links to pages are asked for when somebody follows them, by `/p/…/lead`, so that nothing stands in a remark of what its
readers may no longer know. Files are named by their own addresses, which ask for rights themselves.
"""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from wiki.pages import sayings
from wiki.pages.models import Page
from wiki.pages.resolving import resolve, target


def drawn(page: Page, text: str) -> str:
    """Safe HTML. Writes nothing, so call it before the unit of work has begun to write."""
    return sayings.drawn(text, partial(_targets, page), "r-", page.url)


def _targets(page: Page, seen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    files = [href for href in seen["relative"] if href.startswith("/f/")]
    known = {"pages": [], "relative": files, "members": seen["members"], "tags": seen["tags"]}
    targets: dict[str, dict[str, Any]] = resolve(page, known).targets
    targets["page"] = {name: _asked(page, f"[[{name}]]", name) for name in seen["pages"]}
    asked = {href: _asked(page, href, href) for href in seen["relative"]}
    targets["relative"] = asked | {href: shown for href, shown in targets["relative"].items() if shown["exists"]}
    return targets


def _asked(page: Page, link: str, title: str) -> dict[str, Any]:
    return target(f"/p/{page.id}/lead?{urlencode({'to': link})}", title)
