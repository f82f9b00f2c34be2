"""Who is in a space, and as what."""

from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.models import User
from wiki.accounts.queries import known_as
from wiki.core.errors import Invalid, NotFound
from wiki.spaces.actions import remove_member, set_member
from wiki.spaces.forms import ROLES, AddMemberForm, RoleForm
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import space_for
from wiki.spaces.queries import members_of
from wiki.spaces.views.blueprint import bp


def members_context(space: Space) -> dict[str, Any]:
    members = [
        {
            "id": m.user_id,
            "name": m.user.name,
            "initials": m.user.initials,
            "slot": m.user.slot,
            "role": m.role,
            "role_url": f"{space.url}/members/{m.user.handle}",
            "remove_url": f"{space.url}/members/{m.user.handle}/removal",
        }
        for m in members_of(space)
    ]
    return {"members": members, "roles": ROLES, "add": AddMemberForm(), "add_url": f"{space.url}/members"}


@bp.post("/s/<slug>/members")
def add_member(slug: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    form = AddMemberForm()
    user = known_as((form.handle.data or "").strip().removeprefix("@"))
    if user is None or not form.validate_on_submit():
        flash(_("Nobody here is called %(name)s. Look at the team page for names.", name=form.handle.data or "…"))
    else:
        _set(space, user, form)
    return redirect(f"{space.url}/settings", 303)


@bp.post("/s/<slug>/members/<handle>")
def change_member(slug: str, handle: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    form = RoleForm()
    if form.validate_on_submit():
        _set(space, _member(handle), form)
    return redirect(f"{space.url}/settings", 303)


@bp.post("/s/<slug>/members/<handle>/removal")
def drop_member(slug: str, handle: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    try:
        remove_member(space, _member(handle))
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"{space.url}/settings" if handle != current_user.handle else "/", 303)


def _set(space: Space, user: User, form: RoleForm) -> None:
    try:
        set_member(space, user, Role(form.role.data))
    except Invalid as error:
        flash(_(error.message))


def _member(handle: str) -> User:
    user = known_as(handle)
    if user is None:
        raise NotFound(handle)
    return user
