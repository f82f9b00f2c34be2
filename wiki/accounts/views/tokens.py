"""One's own tokens for programs."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.access_tokens import make_token, take_back, tokens_of
from wiki.accounts.views.blueprint import bp
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.web.security import keep_private

INVALID = 422


@bp.get("/me/tokens")
def tokens() -> ResponseReturnValue:
    return _page()


@bp.post("/me/tokens")
def add_token() -> ResponseReturnValue:
    """Answers with the token at once: it is kept nowhere, so no other page could show it."""
    try:
        token = make_token(current_user, request.form.get("name", ""))
    except Invalid as error:
        return _page(problem=_(error.message)), INVALID
    session.flush()
    keep_private()
    return _page(token=token)


@bp.post("/me/tokens/<int:token_id>/removal")
def drop_token(token_id: int) -> ResponseReturnValue:
    take_back(current_user, token_id)
    flash(_("That token opens nothing any more."))
    return redirect("/me/tokens", 303)


def _page(token: str = "", problem: str = "") -> str:
    return render_template("accounts/tokens.html", token=token, problem=problem, tokens=tokens_of(current_user))
