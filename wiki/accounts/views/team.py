from flask import flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts import actions
from wiki.accounts.forms import InvitationForm, TeamForm
from wiki.accounts.policy import invitation_for, may_manage_team, require_owner
from wiki.accounts.queries import A_PAGE, members, open_invitations, the_team
from wiki.accounts.views.blueprint import bp
from wiki.accounts.web import settings
from wiki.core.later import later
from wiki.core.mail import can_send
from wiki.people.queries import places_of
from wiki.web.security import keep_private
from wiki.web.visitor import visitor


@bp.get("/team")
def team() -> ResponseReturnValue:
    return team_page()


@bp.post("/team")
def change_team() -> ResponseReturnValue:
    require_owner(current_user)
    form = TeamForm()
    if not form.validate():
        return team_page(form=form), 422
    actions.change_team(current_user, form.settings)
    flash(_("Saved."))
    return redirect("/team", 303)


@bp.post("/team/invitations")
def invite() -> ResponseReturnValue:
    """Mails the invitation where that is possible and wanted; else shows it, this once."""
    require_owner(current_user)
    form = InvitationForm()
    if not form.validate():
        return team_page(invitation=form), 422
    if form.email.data and can_send():
        _mail_invitation(form.email.data)
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return redirect("/team", 303)
    path = actions.invite(current_user, form.email.data or None)
    return show_link(_("Invitation"), _("Give this to one colleague. It works once, for seven days."), path)


@bp.post("/team/invitations/<int:link_id>/withdrawal")
def withdraw_invitation(link_id: int) -> ResponseReturnValue:
    actions.withdraw(invitation_for(current_user, link_id), by=current_user)
    flash(_("The invitation no longer works."))
    return redirect("/team", 303)


def show_link(title: str, words: str, path: str) -> ResponseReturnValue:
    """A new link with a secret in it: on this page and never again."""
    keep_private()
    link = settings().address + path
    return make_response(render_template("accounts/link.html", title=title, words=words, link=link), 201)


def team_page(form: TeamForm | None = None, invitation: InvitationForm | None = None) -> str:
    page = max(1, request.args.get("page", 1, type=int))
    found = members(page)
    people = {"members": found[:A_PAGE], "page": page, "has_more": len(found) > A_PAGE, "by_mail": can_send()}
    people["places"] = places_of(found[:A_PAGE], visitor())
    if not may_manage_team(current_user):
        return render_template("accounts/team.html", owner=False, **people)
    return render_template(
        "accounts/team.html",
        owner=True,
        form=form or TeamForm(formdata=None, obj=the_team()),
        invitation=invitation or InvitationForm(formdata=None),
        invitations=open_invitations(),
        **people,
    )


def _mail_invitation(email: str) -> None:
    text = _(
        "%(name)s invites you to %(team)s, the wiki of your team.\n\n"
        "Join here within seven days:\n%(link)s\n\n"
        "The link works once and is for you alone.",
        name=current_user.name,
        team=the_team().name,
        link="{link}",
    )
    later(
        actions.mail_invitation,
        email=email,
        by_id=current_user.id,
        subject=_("You are invited to %(team)s", team=the_team().name),
        text=text,
        address=settings().address,
    )
