"""Two versions of a page beside each other, and one after the other: as they are read, and as they were written."""

from typing import Any

from flask import render_template, request
from flask_babel import ngettext
from flask_login import current_user
from markupsafe import escape

from wiki.core.errors import NotFound
from wiki.editing import history
from wiki.editing.actions import current, text_at
from wiki.editing.revisions import texts_up_to
from wiki.pages import past
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.projection import draw
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.embedding import with_embeds
from wiki.pages.views.versions import surroundings, version_of
from wiki.web.drawings import drawn
from wiki.web.safe import sanitised
from wiki.web.visitor import visitor

WAYS = ("read", "source", "whole")
"""Changes as the page is read, changes as it is written, and the later text as it was."""
NOW = "now"


@bp.get("/p/<page:ref>/versions/<int:number>")
def version(ref: str, number: int) -> str:
    page = page_for(current_user, id_of(ref))
    return render_template(
        "pages/version.html",
        **surroundings(page),
        **_with_one_before(page, number),
        restore_url=f"{page.url}/versions/{number}/restore",
        name_url=f"{page.url}/versions/{number}/name",
        last=past.last_number(page.id),
        way_url=f"{page.url}/versions/{number}?way=",
    )


@bp.get("/p/<page:ref>/versions/compare")
def compare_versions(ref: str) -> str:
    """`old` and `new` are numbers, or what the page says now; the order does not matter."""
    page = page_for(current_user, id_of(ref))
    chosen = [_number(request.args.get(name, "")) for name in ("old", "new")]
    old, new = sorted(chosen, key=lambda number: (number is None, number))
    told = [version_of(page, past.revision(page.id, number)) if number else None for number in (old, new)]
    return render_template(
        "pages/compare.html",
        **surroundings(page),
        old=told[0],
        new=told[1],
        way_url=f"{page.url}/versions/compare?old={old or NOW}&new={new or NOW}&way=",
        **_compared(page, _text(page, old), _text(page, new)),
    )


@bp.get("/p/<page:ref>/replay")
def replay(ref: str) -> str:
    """How the page came about, a version at a time."""
    page = page_for(current_user, id_of(ref))
    last = past.last_number(page.id)
    if not last:
        return render_template("pages/replay.html", **surroundings(page), version=None)
    number = min(max(request.args.get("at", 1, type=int), 1), last)
    return render_template(
        "pages/replay.html",
        **surroundings(page),
        **_with_one_before(page, number),
        last=last,
        replay_url=f"{page.url}/replay",
    )


def _with_one_before(page: Page, number: int) -> dict[str, Any]:
    """A version and what it changed. Raises NotFound."""
    revision = past.revision(page.id, number)
    old, new = texts_up_to(revision)
    return {"version": version_of(page, revision), **_compared(page, old, new)}


def _number(said: str) -> int | None:
    """None: what the page says now. Raises NotFound."""
    if said == NOW:
        return None
    if not said.isdecimal() or len(said) > 9:
        raise NotFound(said)
    return int(said)


def _text(page: Page, number: int | None) -> str:
    return current(page.id).text if number is None else text_at(past.revision(page.id, number))


def _compared(page: Page, old: str, new: str) -> dict[str, Any]:
    way = request.args.get("way", "read")
    if way == "source":
        return {"way": way, "lines": history.lines_between(old, new)}
    shown = draw(page, new).shown
    if way == "whole":
        return {"way": way, **_readable(page, shown["html"], shown["needs"])}
    found = history.passages_between(draw(page, old).shown["html"] if old else "", shown["html"])
    readable = _readable(page, _folded(found), shown["needs"]) if found else {"html": None, "drawn": False}
    return {"way": "read", "compared": found, **readable}


def _folded(found: history.Compared) -> str:
    """What did not change for long is a fold, where anything did."""
    return "".join(_fold(html, count) if count and found.passages else html for html, count in found.parts)


def _fold(html: str, count: int) -> str:
    words = ngettext("%(num)s passage is the same", "%(num)s passages are the same", count)
    return f'<details class="same"><summary>{escape(words)}</summary>\n{html}</details>\n'


def _readable(page: Page, html: str, needs: list[str]) -> dict[str, Any]:
    shown = {"html": sanitised(html), "drawn": drawn(needs)}
    return shown | with_embeds(html, needs, page.id, visitor())
