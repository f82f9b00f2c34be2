"""A space, its branches, and addresses its pages once had."""

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import NotFound
from wiki.pages.queries import page_at, summaries_of
from wiki.pages.tree import branch as pages_under
from wiki.spaces.drafts import standing
from wiki.spaces.forms import ROLES
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import VERBS, role_in, space_for
from wiki.spaces.queries import members_of
from wiki.spaces.views.blueprint import bp
from wiki.web.side import around, stand_in

AT_ONCE = 200
"""Pages of a branch that the tree shows before more are asked for."""


@bp.get("/s/<slug>")
def show(slug: str) -> str:
    space = space_for(current_user, slug)
    stand_in(space)
    verbs = VERBS[role_in(current_user, space) or Role.READER]
    edit = "edit" in verbs
    return render_template(
        "spaces/show.html",
        space=space,
        pages=_with_summaries(space),
        members=_people(space),
        roles=ROLES,
        may={"edit": edit, "manage": "manage" in verbs},
        new_url=url_for("pages.new", slug=slug),
        settings_url=url_for("spaces.settings", slug=slug),
        templates_url=url_for("pages.templates", slug=slug),
        trash_url=url_for("pages.trashed", slug=slug) if edit else None,
    )


def _with_summaries(space: Space) -> list[dict[str, object]]:
    items = around(space.id, None, space.tree_version).tops
    summaries = summaries_of([item.id for item in items])
    return [
        {
            "title": item.title,
            "icon": item.icon,
            "url": item.url,
            "has_children": item.has_children,
            "summary": summaries.get(item.id),
        }
        for item in items
    ]


def _people(space: Space) -> list[dict[str, object]]:
    return [
        {"name": m.user.name, "handle": m.user.handle, "initials": m.user.initials, "slot": m.user.slot, "role": m.role}
        for m in members_of(space)
    ]


@bp.get("/s/<slug>/branch/<int:page_id>.json")
def branch(slug: str, page_id: int) -> ResponseReturnValue:
    """The pages directly under one page, or (0) at the top, for the tree that opens: so many at once, those behind one
    of them when asked."""
    space = space_for(current_user, slug)
    is_draft, role = standing(page_id, current_user.id)
    here, after = page_id if is_draft and role else None, request.args.get("after", type=int)
    items = pages_under(space.id, page_id or None, here, after=after, most=AT_ONCE + 1)
    shown = [
        {"id": i.id, "title": i.title, "icon": i.icon, "url": i.url, "has_children": i.has_children}
        for i in items[:AT_ONCE]
    ]
    return jsonify(items=shown, more=len(items) > AT_ONCE)


@bp.get("/s/<slug>/<path:path>")
def old_address(slug: str, path: str) -> ResponseReturnValue:
    """Where a page once stood, as imported files and redirects of their front matter say."""
    page = page_at(space_for(current_user, slug).id, path, current_user)
    if page is None:
        raise NotFound(path)
    return redirect(page.url, 301)
