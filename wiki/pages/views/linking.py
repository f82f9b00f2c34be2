"""What links of a space ask for, and pages that none lead to."""

from flask import render_template
from flask_login import current_user

from wiki.pages import linking
from wiki.pages.resolving import wanted
from wiki.pages.views.blueprint import bp
from wiki.spaces.policy import may, space_for
from wiki.web.side import stand_in


@bp.get("/s/<slug>/links")
def links(slug: str) -> str:
    space = space_for(current_user, slug)
    stand_in(space)
    return render_template(
        "pages/links.html",
        space=space,
        wanted=[(page, wanted(space, page.name)["url"]) for page in linking.wanted_pages(current_user, space.id)],
        orphans=linking.orphans(current_user, space.id),
        listed=linking.LISTED,
        edits=may(current_user, "edit", space),
    )
