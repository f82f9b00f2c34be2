"""The words of mail, plain and as HTML, in the language of whoever gets it."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.mail import site
from wiki.core.paths import shipped
from wiki.core.sealing import seal
from wiki.core.speaking import spoken
from wiki.notifications.models import Because
from wiki.notifications.queries import Line

STOP = "stop-mail"


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def thread_letter(user: User, line: Line, *, may_answer: bool) -> Letter:
    _ = spoken(_language(user)).gettext
    by = line.by.name if line.by else _("Somebody who left")
    subject = _("%(name)s named you in “%(title)s”", name=by, title=line.title)
    return _letter(user, subject, [line], may_answer=may_answer)


def digest_letter(user: User, lines: list[Line]) -> Letter:
    ngettext = spoken(_language(user)).ngettext
    subject = ngettext("%(num)s thing waits for you", "%(num)s things wait for you", len(lines))
    return _letter(user, subject, lines, may_answer=False)


def stop_address(user: User, thread_id: int = 0) -> str:
    """Where one click ends mail of a thread, or all of it."""
    return f"{site()}/mail/stop/{seal(STOP, user.id, thread_id)}"


def _letter(user: User, subject: str, lines: list[Line], *, may_answer: bool) -> Letter:
    told = {
        "lines": lines,
        "subject": subject,
        "site": site(),
        "team": the_team().name,
        "may_answer": may_answer,
        "stop": lambda thread_id=0: stop_address(user, thread_id),
        "named": Because.MENTION,
        "lang": _language(user),
    }
    text, html = (_environment(_language(user), kind).get_template(f"letter.{kind}") for kind in ("txt", "html"))
    return Letter(subject, text.render(told).strip() + "\n", html.render(told))


def _language(user: User) -> str:
    return user.language or the_team().language


@cache
def _environment(language: str, kind: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(shipped("templates") / "mail"),
        autoescape=kind == "html",  # noqa: S701 - the other kind is plain text
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(spoken(language).catalog, newstyle=True)  # type: ignore[attr-defined]
    return made
