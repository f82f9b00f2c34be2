"""A page as it is read."""

from collections.abc import Hashable, Sequence
from typing import Any

from flask import Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.errors import NotFound
from wiki.pages import looking
from wiki.pages.asking import asked_about
from wiki.pages.beside import beside
from wiki.pages.models import Status
from wiki.pages.overdue import with_overdue
from wiki.pages.policy import page_for
from wiki.pages.shown import Shown, shown_to
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.embedding import with_embeds
from wiki.pages.views.links import Rights, links_of
from wiki.pages.views.sharing import draft_told
from wiki.pages.views.since import news_for
from wiki.pages.views.trash import in_the_trash
from wiki.pages.views.trust import is_stale
from wiki.spaces.models import Why
from wiki.web.copies import is_copy
from wiki.web.drawings import drawn
from wiki.web.margin import below_page
from wiki.web.remembering import short
from wiki.web.safe import sanitised
from wiki.web.side import around, stand_in
from wiki.web.visitor import visitor

WORDS_A_MINUTE = 220


@bp.get("/p/<page:ref>")
def show(ref: str) -> ResponseReturnValue:
    viewer = visitor()
    try:
        page = shown_to(viewer, id_of(ref))
    except NotFound:
        return in_the_trash(viewer, id_of(ref))
    if ref != page.ref:
        return redirect(page.url, 301)
    news = news_for(page, viewer)
    if not is_copy():
        looking.note(viewer.id, page.id, page.content.epoch, page.content.seq)
    crumbs = stand_in(page.space, page.id, page.tree_version, edits=page.may_edit)
    may = Rights.of(page.may_edit, page.may_manage, Why.DRAFT if page.is_draft else page.why)
    surroundings = surroundings_of(page, viewer)
    shown = content_of(page) | news
    shown |= with_embeds(shown["html"], page.content.needs, page.id, viewer)
    shown["html"] = sanitised(with_overdue(shown["html"], now().date(), _("overdue")))
    around_it = map(tuple, surroundings.values())
    return render_template(
        "pages/show.html",
        page=page,
        space=page.space,
        details=page.details,
        crumbs=crumbs,
        may=may,
        template=page.why == Why.TEMPLATE,
        key=short(*crumbs, may, tuple(shown["needs"]), *_key(page), *around_it),
        stale=is_stale(page),
        asked=[one for one in asked_about(page.id) if one.counts] if page.details.status == Status.REVIEW else [],
        **shown,
        **surroundings,
        **below_page(page, viewer),
        **_ways_on(page),
    )


def _key(page: Shown) -> tuple[Hashable, ...]:
    return page.title, page.space, page.by_title, content_key(page), page.details


def _ways_on(page: Shown) -> dict[str, Any]:
    """Where one can go from here; from a draft not everywhere, and it says who sees it."""
    links = links_of(page.id, page.url, page.space.slug)
    if not page.is_draft:
        return links
    return links | {"example_url": "", "copy_url": "", "draft": draft_told(page.id)}


def content_of(page: Shown) -> dict[str, Any]:
    """The text as it is shown."""
    content = page.content
    return {
        "html": sanitised(content.html),
        "outline": content.outline,
        "needs": content.needs,
        "drawn": drawn(content.needs),
        "notice": "overran" if content.overran else None,
        "updated_at": content.updated_at,
        "updated_by": page.updated_by,
        "place": f"{content.epoch}.{content.seq}",
        "reading_minutes": round(content.words / WORDS_A_MINUTE),
    }


def content_key(page: Shown) -> Hashable:
    """What changes whenever the text, or who wrote it last, does."""
    content = page.content
    return page.id, content.epoch, content.seq, content.renderer, content.overran, page.updated_by


def surroundings_of(page: Shown, viewer: User) -> dict[str, Sequence[Any]]:
    """Who and what stands around the text; the children are remembered objects, told apart by their address."""
    return beside(page.id, viewer)._asdict() | {"children": around(page.space.id, page.id, page.tree_version).below}


@bp.get("/p/<page:ref>.md")
def raw(ref: str) -> Response:
    """The page's Markdown, as it is."""
    page = page_for(visitor(), id_of(ref))
    response = make_response(page.content.text)
    response.mimetype = "text/markdown"
    return response


@bp.get("/p/<page:ref>/source")
def source(ref: str) -> str:
    page = page_for(visitor(), id_of(ref))
    crumbs = stand_in(page.space, page.id)
    return render_template("pages/source.html", page=page, space=page.space, crumbs=crumbs, text=page.content.text)
