from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts import actions
from wiki.accounts.actions import Taken
from wiki.accounts.forms import ChangePasswordForm, ProfileForm, say_taken, text
from wiki.accounts.policy import own_session_for
from wiki.accounts.sessions import end_all_sessions, sessions_of
from wiki.accounts.sessions import end_session as end
from wiki.accounts.views.blueprint import bp
from wiki.accounts.views.going_on import next_path
from wiki.accounts.views.signing_in import wait_words
from wiki.accounts.web import let_out, origin, remember_theme
from wiki.core.errors import TooMany
from wiki.web.addresses import without_host
from wiki.web.doors import public

LARGEST_ID = 10**9


@bp.get("/me")
def account() -> ResponseReturnValue:
    return _page()


@bp.post("/me")
def change_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return _page(profile=form), 422
    try:
        actions.change_profile(current_user, form.profile)
    except Taken as taken:
        say_taken(form, taken.field)
        return _page(profile=form), 422
    flash(_("Saved."))
    return remember_theme(redirect("/me", 303), form.theme.data)


@bp.post("/me/password")
def change_password() -> ResponseReturnValue:
    """Signs out every other browser."""
    form = ChangePasswordForm(about=[current_user.name, current_user.handle, current_user.email])
    if not form.validate():
        return _page(password=form), 422
    try:
        changed = actions.change_password(
            current_user, text(form.password), text(form.new_password), origin(), keep_session_id=g.current_session_id
        )
    except TooMany as error:
        form.form_errors.append(wait_words(error))
        return _page(password=form), 429
    if not changed:
        form.password.errors = [*form.password.errors, _("That is not your password. Nothing was changed.")]
        return _page(password=form), 422
    flash(_("Your password is changed, and every other browser is signed out."))
    return redirect("/me", 303)


@bp.post("/me/theme")
@public
def theme() -> ResponseReturnValue:
    """Guests have a choice too; theirs is kept in a cookie alone."""
    chosen = request.form.get("theme", "")
    chosen = chosen if chosen in actions.THEMES else "system"
    if current_user.is_authenticated:
        actions.choose_theme(current_user, chosen)
    return remember_theme(redirect(next_path(without_host(request.referrer)), 303), chosen)


@bp.post("/me/plain-text")
def plain_text() -> ResponseReturnValue:
    """From the editor's switch, which has changed already what is seen."""
    actions.choose_plain_text(current_user, request.form.get("plain") == "1")
    return "", 204


@bp.post("/me/branches")
def keep_branch() -> ResponseReturnValue:
    """From the tree, which has opened or closed it already."""
    page_id = request.form.get("page", 0, int)
    if 0 < page_id <= LARGEST_ID:
        actions.keep_branch(current_user, page_id, is_open=request.form.get("open") == "1")
    return "", 204


@bp.post("/me/sessions")
def end_sessions() -> ResponseReturnValue:
    """Signs out everywhere, here too."""
    end_all_sessions(current_user)
    return let_out("/sign-in")


@bp.post("/me/sessions/<int:session_id>")
def end_session(session_id: int) -> ResponseReturnValue:
    if session_id == g.current_session_id:
        return let_out("/sign-in")
    end(own_session_for(current_user, session_id))
    flash(_("That browser is signed out."))
    return redirect("/me", 303)


def _page(profile: ProfileForm | None = None, password: ChangePasswordForm | None = None) -> str:
    """The page with the form that was sent; the other one as it is when nobody has typed."""
    return render_template(
        "accounts/account.html",
        profile=profile or ProfileForm(formdata=None, **_as_it_is()),
        password=password or ChangePasswordForm(formdata=None),
        sessions=sessions_of(current_user),
        here=g.current_session_id,
    )


def _as_it_is() -> dict[str, object]:
    user = current_user
    words = {"name": user.name, "handle": user.handle, "language": user.language or ""}
    switches = {name: getattr(user, name) for name in ("shortcuts", "announces", "weekly_mail")}
    return {**words, "theme": user.theme or "system", **switches}
