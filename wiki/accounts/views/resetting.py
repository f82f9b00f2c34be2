from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts import actions
from wiki.accounts.delays import MAILBOX, count_use
from wiki.accounts.forms import ForgotForm, ResetForm, text
from wiki.accounts.links import LinkGone, Purpose, open_link
from wiki.accounts.views.blueprint import bp
from wiki.accounts.views.joining import gone
from wiki.accounts.web import let_in, origin, settings
from wiki.core.later import later
from wiki.core.mail import can_send
from wiki.web.doors import public
from wiki.web.security import keep_private


@bp.get("/forgot")
@public
def forgot() -> ResponseReturnValue:
    return render_template("accounts/forgot.html", form=ForgotForm(), by_mail=can_send())


@bp.post("/forgot")
@public
def ask_for_reset() -> ResponseReturnValue:
    """The same answer, after the same time, whoever asks for whomever."""
    form = ForgotForm()
    if not can_send() or not form.validate():
        return render_template("accounts/forgot.html", form=form, by_mail=can_send()), 422
    count_use("reset", origin().network)
    count_use("reset", text(form.email), MAILBOX)
    subject, body = _mail()
    later(actions.mail_reset_link, email=form.email.data, subject=subject, text=body, address=settings().address)
    flash(_("If there is an account with that address, a link is on its way to it. It works for 30 minutes."))
    return redirect("/sign-in", 303)


@bp.route("/reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> ResponseReturnValue:
    keep_private()
    form = ResetForm()
    try:
        open_link(Purpose.RESET, token)
        if form.validate_on_submit():
            return let_in(actions.reset_password(token, text(form.new_password)), "/")
    except LinkGone:
        return gone()
    return render_template("accounts/reset.html", form=form), 422 if form.is_submitted() else 200


def _mail() -> tuple[str, str]:
    body = _(
        "Somebody, probably you, asked for a new password for your account.\n\n"
        "Choose one here within 30 minutes:\n%(link)s\n\n"
        "If it was not you, there is nothing to do: your password stays as it is.",
        link="{link}",
    )
    return _("Choose a new password"), body
