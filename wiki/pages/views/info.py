"""A page looked at from outside: a card beside a link to it, and all that is known about it."""

from flask import render_template
from flask_login import current_user

from wiki.files.queries import count_files
from wiki.pages import past, queries
from wiki.pages.detailed import details_of
from wiki.pages.details import tags_in_text
from wiki.pages.linking import links_out, wanted_by
from wiki.pages.policy import page_for
from wiki.pages.shown import shown_to
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.chart import bars_of, last_months
from wiki.pages.views.reading import WORDS_A_MINUTE
from wiki.pages.views_count import by_month
from wiki.web.side import stand_in
from wiki.web.visitor import visitor
from wiki.web.writing import seen


@bp.get("/p/<page:ref>/card")
def card(ref: str) -> str:
    """The start of the page as a piece of HTML, for whoever thinks of going there."""
    page = shown_to(visitor(), id_of(ref))
    return render_template("pages/_card.html", page=page, summary=queries.summaries_of([page.id]).get(page.id))


@bp.get("/p/<page:ref>/info")
def info(ref: str) -> str:
    """Visits are counted by month, without a name; links are those of pages that this person may read."""
    page = page_for(current_user, id_of(ref))
    visits = last_months(by_month(page.id))
    details = details_of(page.id)
    return render_template(
        "pages/info.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        details=details,
        tags=sorted({*details.tags, *tags_in_text(page.id)}),
        keepers=queries.keepers(page.id),
        made_by=queries.author_of(page),
        revisions=past.last_number(page.id),
        reading_minutes=round(page.content.words / WORDS_A_MINUTE),
        visits=visits,
        bars=bars_of(visits),
        here=seen.who_has_open(page.id),
        backlinks=queries.backlinks(page.id, current_user),
        links=links_out(page.id, current_user),
        wanted=wanted_by(page.id),
        files=count_files(page.id),
        addresses=queries.addresses_of(page.id),
    )
