"""Pages that are wanted: looked for in vain, or linked and not written."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.pages.linking import wanted_pages
from wiki.search import wanting
from wiki.search.views.blueprint import bp
from wiki.spaces.policy import space_for
from wiki.spaces.queries import editable_spaces, spaces_of
from wiki.web.visitor import visitor

LONGEST_TITLE = 200


@bp.get("/wanted")
def wanted() -> str:
    viewer = visitor()
    return render_template(
        "search/wanted.html",
        missed=wanting.missed_words(viewer),
        linked=wanted_pages(viewer),
        spaces={space.id: space for space in spaces_of(viewer)[0]},
        editable={space.id: space for space in editable_spaces(viewer)},
        within_days=wanting.WITHIN.days,
        kept_days=wanting.KEPT_FOR.days,
    )


@bp.get("/wanted/begin")
def begin_wanted() -> ResponseReturnValue:
    """To the page on which it is begun, in the space that was chosen."""
    space = space_for(visitor(), request.args.get("space", ""), to="edit")
    title = request.args.get("title", "")[:LONGEST_TITLE]
    return redirect(url_for("pages.new", slug=space.slug, title=title), 303)


@bp.post("/wanted/<int:words_id>/removal")
def take_away(words_id: int) -> ResponseReturnValue:
    wanting.take_away(visitor(), words_id)
    flash(_("It is erased."))
    return redirect(url_for("search.wanted"), 303)
