"""What is like a page, and who saved it: a page of its own, and the piece of it that a script shows below that page."""

from flask import render_template

from wiki.pages.policy import page_for
from wiki.saves.queries import open_saves
from wiki.search import related
from wiki.search.views.blueprint import bp
from wiki.web.addresses import id_of
from wiki.web.side import stand_in
from wiki.web.visitor import visitor


@bp.get("/p/<page:ref>/related")
def show_related(ref: str) -> str:
    page = page_for(visitor(), id_of(ref))
    return render_template(
        "search/related.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        related=related.related(visitor(), page),
        saves=open_saves(page.id),
    )
