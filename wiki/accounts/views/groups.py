"""Groups: the list, their pages, and what their makers do with them."""

import re

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts import actions
from wiki.accounts.actions import Taken
from wiki.accounts.forms import GroupForm, MembersForm, say_taken, text
from wiki.accounts.groups import A_PAGE, MOST_NAMED, Group, groups_from, members_of
from wiki.accounts.handles import propose_handle
from wiki.accounts.policy import group_for, may_manage_group, person_for
from wiki.accounts.queries import person_called
from wiki.accounts.views.blueprint import bp
from wiki.core.errors import NotAllowed

GROUPS = "/groups"
BETWEEN = re.compile(r"[,;\n]|\s(?=@)")


@bp.get(GROUPS)
def groups() -> str:
    page = max(1, request.args.get("page", 1, type=int))
    found = groups_from(page)
    shown = found[:A_PAGE]
    return render_template(
        "groups/all.html", groups=shown, members=members_of(shown), page=page, has_more=len(found) > A_PAGE
    )


@bp.route(f"{GROUPS}/new", methods=["GET", "POST"])
def new_group() -> ResponseReturnValue:
    """An empty handle is proposed from the name, to be looked at before it is taken."""
    form = GroupForm()
    if form.is_submitted() and not form.handle.data and form.name.data:
        form.handle.data = propose_handle(form.name.data)
    if not form.validate_on_submit():
        return render_template("groups/new.html", form=form), 422 if form.is_submitted() else 200
    try:
        group = actions.make_group(current_user, text(form.handle), text(form.name), text(form.about))
    except Taken as taken:
        say_taken(form, taken.field)
        return render_template("groups/new.html", form=form), 422
    return redirect(group.url, 303)


@bp.get(f"{GROUPS}/<handle>")
def group(handle: str) -> str:
    return _page(group_for(current_user, handle))


@bp.post(f"{GROUPS}/<handle>")
def describe_group(handle: str) -> ResponseReturnValue:
    found, form = group_for(current_user, handle, to_manage=True), GroupForm(handle=handle)
    form.handle.data = handle  # for good
    if not form.validate():
        return _page(found, form), 422
    actions.describe_group(found, text(form.name), text(form.about))
    flash(_("Saved."))
    return redirect(found.url, 303)


@bp.post(f"{GROUPS}/<handle>/members")
def let_in(handle: str) -> ResponseReturnValue:
    found, form = group_for(current_user, handle, to_manage=True), MembersForm()
    named = [name for part in BETWEEN.split(text(form.who)) if (name := part.strip())]
    if not named:
        form.who.errors = [_("Name a colleague.")]
        return _page(found, members_form=form), 422
    known = {name: person for name in named if (person := person_called(name)) and person.is_active}
    if unknown := [name for name in named if name not in known]:
        form.who.errors = [_("Nobody here is called %(name)s. Look at the team page for names.", name=unknown[0])]
        return _page(found, members_form=form), 422
    for person in known.values():
        actions.let_in(found, person)
    return redirect(found.url, 303)


@bp.post(f"{GROUPS}/<handle>/members/<member>/removal")
def let_out(handle: str, member: str) -> ResponseReturnValue:
    """Everybody may leave."""
    found, person = group_for(current_user, handle), person_for(current_user, member)
    if person.id != current_user.id and not may_manage_group(current_user, found):
        raise NotAllowed("manage", found)
    actions.let_out(found, person)
    return redirect(found.url, 303)


@bp.post(f"{GROUPS}/<handle>/removal")
def dissolve_group(handle: str) -> ResponseReturnValue:
    found = group_for(current_user, handle, to_manage=True)
    name = found.name
    actions.dissolve(found)
    flash(_("%(name)s is no group any more.", name=name))
    return redirect(GROUPS, 303)


def _page(found: Group, form: GroupForm | None = None, members_form: MembersForm | None = None) -> str:
    members = members_of([found])[found.id]
    return render_template(
        "groups/one.html",
        group=found,
        members=members,
        may_manage=may_manage_group(current_user, found),
        form=form or GroupForm(formdata=None, name=found.name, about=found.about),
        members_form=members_form or MembersForm(formdata=None),
        most=MOST_NAMED,
    )
