from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts import actions
from wiki.accounts.actions import LastOwner
from wiki.accounts.forms import RoleForm
from wiki.accounts.models import User
from wiki.accounts.policy import is_last_owner, may_manage_team, person_for
from wiki.accounts.views.blueprint import bp
from wiki.accounts.views.team import show_link
from wiki.core.errors import Invalid
from wiki.saves.people import may_be_saved, save_of_person
from wiki.web.profile import profile_of
from wiki.web.visitor import visitor


@bp.get("/people/<handle>")
def person(handle: str) -> ResponseReturnValue:
    return _page(person_for(current_user, handle))


@bp.post("/people/<handle>/role")
def change_role(handle: str) -> ResponseReturnValue:
    member = person_for(current_user, handle, to_manage=True)
    form = RoleForm()
    if not form.validate():
        raise Invalid("role", "Choose owner or member.")
    act = actions.make_owner if form.role.data == "owner" else actions.make_member
    try:
        act(member, by=current_user)
    except LastOwner:
        return _refused(member)
    return redirect(f"/people/{handle}", 303)


@bp.post("/people/<handle>/suspension")
def suspend(handle: str) -> ResponseReturnValue:
    member = person_for(current_user, handle, to_manage=True)
    try:
        actions.suspend(member, by=current_user)
    except LastOwner:
        return _refused(member)
    flash(_("%(name)s is suspended and signed out everywhere.", name=member.name))
    return redirect(f"/people/{handle}", 303)


@bp.post("/people/<handle>/suspension/end")
def unsuspend(handle: str) -> ResponseReturnValue:
    member = person_for(current_user, handle, to_manage=True)
    actions.unsuspend(member, by=current_user)
    flash(_("%(name)s may sign in again.", name=member.name))
    return redirect(f"/people/{handle}", 303)


@bp.post("/people/<handle>/reset-link")
def make_reset_link(handle: str) -> ResponseReturnValue:
    """For the team without a mail host: the owner hands the link over."""
    member = person_for(current_user, handle, to_manage=True)
    path = actions.reset_link_for(member, by=current_user)
    words = _("Give this to %(name)s and nobody else. It works once, for 30 minutes.", name=member.name)
    return show_link(_("Link for a new password"), words, path)


def _refused(member: User) -> ResponseReturnValue:
    return _page(member, _("Somebody must look after the team: make another member owner first.")), 422


def _page(member: User, refusal: str = "") -> str:
    manages = may_manage_team(current_user)
    return render_template(
        "accounts/person.html",
        role=RoleForm(formdata=None, role="owner" if member.is_owner else "member") if manages else None,
        needed=is_last_owner(member) if manages else False,
        refusal=refusal,
        is_saved=save_of_person(visitor().id, member.id) is not None,
        may_be_saved=may_be_saved(visitor(), member),
        **profile_of(member, visitor()),
    )
