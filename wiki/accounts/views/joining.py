from collections.abc import Callable

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wiki.accounts import actions
from wiki.accounts.actions import Taken
from wiki.accounts.delays import count_use
from wiki.accounts.forms import SignUpForm, WelcomeForm, say_taken, text
from wiki.accounts.handles import propose_handle
from wiki.accounts.links import LinkGone, Purpose, open_link
from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.accounts.views.blueprint import bp
from wiki.accounts.web import let_in, origin
from wiki.core.errors import NotFound
from wiki.web.doors import public
from wiki.web.security import keep_private

NEXT = "/me/fields"
"""Newcomers are asked what they know about; they may skip it."""


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up() -> ResponseReturnValue:
    """For anybody, when the owner allows it."""
    if not the_team().open_sign_up:
        raise NotFound("sign-up")
    if request.method == "POST":
        count_use("sign-up", origin().network)
    form = SignUpForm()
    return _joining(form, lambda: actions.join_openly(form.newcomer))


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> ResponseReturnValue:
    keep_private()
    try:
        form = SignUpForm(email=open_link(Purpose.INVITATION, token).email)
        return _joining(form, lambda: actions.join(token, form.newcomer))
    except LinkGone:
        return gone()


@bp.route("/welcome/<token>", methods=["GET", "POST"])
@public
def welcome(token: str) -> ResponseReturnValue:
    """The first owner arrives and names the team."""
    keep_private()
    try:
        open_link(Purpose.OWNER, token)
        form = WelcomeForm(team_name=the_team().name)
        return _joining(form, lambda: actions.welcome(token, form.newcomer, text(form.team_name)))
    except LinkGone:
        return gone()


def gone() -> ResponseReturnValue:
    return render_template("accounts/link_gone.html"), 404


def _joining(form: SignUpForm, act: Callable[[], User]) -> ResponseReturnValue:
    """The form, and what it does. An empty handle is proposed from the name, to be looked at before it is taken."""
    if request.method == "POST" and not form.handle.data and form.name.data:
        form.handle.data = propose_handle(form.name.data)
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        return let_in(act(), NEXT)
    except Taken as taken:
        say_taken(form, taken.field)
        return _page(form), 422


def _page(form: SignUpForm) -> str:
    return render_template("accounts/sign_up.html", form=form, team=the_team())
