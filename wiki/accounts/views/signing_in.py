from datetime import timedelta

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts import actions
from wiki.accounts.actions import Suspended
from wiki.accounts.forms import SignInForm, text
from wiki.accounts.models import User
from wiki.accounts.queries import demo_members, the_team
from wiki.accounts.views.blueprint import bp
from wiki.accounts.views.going_on import next_path
from wiki.accounts.web import let_in, let_out, origin, settings
from wiki.core.errors import TooMany
from wiki.web.doors import public


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(next_path(), 303)
    return _page(SignInForm(next=next_path()))


@bp.post("/sign-in")
@public
def start_session() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    try:
        user = _proven(form)
    except TooMany as error:
        form.form_errors.append(wait_words(error))
        return _page(form), 429, {"Retry-After": str(round(error.seconds) + 1)}
    return let_in(user, next_path()) if user else (_page(form), 422)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    return let_out("/sign-in")


def wait_words(error: TooMany) -> str:
    """When to try again, in words."""
    wait = format_timedelta(timedelta(seconds=max(1, round(error.seconds))), threshold=1.5)
    words: str = _("That went wrong too often. Wait %(time)s and try again.", time=wait)
    return words


def _proven(form: SignInForm) -> User | None:
    """Whom the form speaks for. One sentence for every failure, so that it does not tell who has an account."""
    try:
        user = actions.sign_in(text(form.who), text(form.password), origin())
    except Suspended:
        form.form_errors.append(_("Your account is suspended. Ask the owner of the team."))
        return None
    if user is None:
        form.form_errors.append(_("That name and password do not belong together. Check both and try again."))
    return user


def _page(form: SignInForm) -> str:
    demo = demo_members() if settings().demo else []
    return render_template("accounts/sign_in.html", form=form, demo=demo, team=the_team())
