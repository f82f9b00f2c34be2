"""Make a space; say what it is and who gets in."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.db import session
from wiki.export.keeping import places
from wiki.export.models import Mirror
from wiki.pages.drafts import left_behind_in
from wiki.spaces.actions import create_space, describe_space
from wiki.spaces.forms import BY_INVITATION, SpaceForm
from wiki.spaces.models import Role
from wiki.spaces.policy import space_for
from wiki.spaces.views.blueprint import bp
from wiki.spaces.views.members import members_context
from wiki.web.forms import INVALID
from wiki.web.side import stand_in


@bp.route("/spaces/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = SpaceForm()
    if form.validate_on_submit():
        space = create_space(current_user, form.name.data or "", form.about.data or "", form.team_role)
        return redirect(space.url, 303)
    return render_template("spaces/new.html", form=form), INVALID if form.errors else 200


@bp.route("/s/<slug>/settings", methods=["GET", "POST"])
def settings(slug: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    said = {"name": space.name, "about": space.about, "commenting": space.commenting}
    form = SpaceForm(access=space.team_role or BY_INVITATION, **said)
    if form.validate_on_submit():
        name, about, commenting = form.name.data or "", form.about.data or "", Role(form.commenting.data)
        describe_space(space, name=name, about=about, team_role=form.team_role, commenting=commenting)
        flash(_("Saved."))
        return redirect(f"{space.url}/settings", 303)
    stand_in(space)
    status = INVALID if form.errors else 200
    shown: dict[str, Any] = {
        "mirror": session.get(Mirror, space.id),
        "mirror_url": f"{places.address}/mirror/{space.slug}.git",
    }
    shown["left_behind"] = left_behind_in(space)
    return render_template("spaces/settings.html", space=space, form=form, **shown, **members_context(space)), status
