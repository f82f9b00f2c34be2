"""When the visitor gets mail, and the links in mail that end it."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.mail import can_send
from wiki.core.sealing import unseal
from wiki.notifications.choosing import choice_of, stop_all, stop_line
from wiki.notifications.forms import MailForm
from wiki.notifications.letters import STOP
from wiki.notifications.views.inbox import bp
from wiki.spaces.models import Entry
from wiki.web.csrf import by_secret
from wiki.web.doors import public


@bp.get("/me/mail")
def mail() -> str:
    return _page(MailForm(formdata=None, data=MailForm.values(choice_of(current_user))))


@bp.post("/me/mail")
def choose_mail() -> ResponseReturnValue:
    form = MailForm()
    if not form.validate():
        return _page(form), 422
    form.keep_in(choice_of(current_user))
    flash(_("Saved."))
    return redirect("/me/mail", 303)


@bp.get("/mail/stop/<sealed>")
@public
def ask_to_stop(sealed: str) -> str:
    """Opening a link ends nothing: programs that look through mail open them all."""
    return _stopping(*_sealed(sealed)[1:], done=False)


@bp.post("/mail/stop/<sealed>")
@public
@by_secret
def stop(sealed: str) -> str:
    """From our page, or from a mail program that knows such links (RFC 8058)."""
    user, thread_id, entry_id = _sealed(sealed)
    stop_line(user, thread_id, entry_id) if thread_id or entry_id else stop_all(user)
    return _stopping(thread_id, entry_id, done=True)


def _stopping(thread_id: int, entry_id: int, *, done: bool) -> str:
    """`entry_id`: a page's number, or a question's."""
    of = "thread" if thread_id else session.scalar(select(Entry.kind).where(Entry.id == entry_id)) or ""
    return render_template("inbox/stop.html", of=of, done=done)


def _sealed(sealed: str) -> tuple[User, int, int]:
    user_id, thread_id, entry_id = unseal(STOP, sealed)
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(sealed)
    return user, thread_id, entry_id


def _page(form: MailForm) -> str:
    return render_template("inbox/mail.html", form=form, can_send=can_send())
