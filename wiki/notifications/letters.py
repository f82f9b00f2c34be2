"""The words of mail, plain and as HTML, in the language of whoever gets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.mail import site
from wiki.core.paths import shipped
from wiki.core.sealing import seal
from wiki.core.speaking import spoken
from wiki.notifications.models import Because
from wiki.notifications.queries import Line
from wiki.pages.daily import News
from wiki.pages.models import Page
from wiki.questions.models import Question

STOP = "stop-mail"


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def line_letter(user: User, line: Line, *, may_answer: bool) -> Letter:
    """About one line, which is directed at them by name."""
    _ = spoken(_language(user)).gettext
    by = line.by.name if line.by else _("Somebody who left")
    if line.because == Because.TASK:
        subject = _("%(name)s gave you a task in “%(title)s”", name=by, title=line.title)
    elif line.because == Because.REVIEW:
        subject = _("%(name)s asks you to look at “%(title)s”", name=by, title=line.title)
    elif line.because == Because.FEEDBACK:
        subject = _("%(name)s asks for your feedback on “%(title)s”", name=by, title=line.title)
    elif line.because == Because.ACCESS:
        subject = _("%(name)s asks for access to “%(title)s”", name=by, title=line.title)
    elif line.because == Because.LET_IN:
        subject = _("Your request for access to “%(title)s” is answered", title=line.title)
    elif line.because == Because.QUESTION:
        subject = _("%(name)s asks you: “%(title)s”", name=by, title=line.title)
    else:
        subject = _("%(name)s named you in “%(title)s”", name=by, title=line.title)
    return _letter(user, subject, [line], may_answer=may_answer)


def digest_letter(
    user: User,
    lines: list[Line],
    changed: Sequence[Page] = (),
    questions: Sequence[Question] = (),
    news: Sequence[News] = (),
) -> Letter:
    """`changed`, `questions`: pages that they watch sideways, and questions with tags that they do. `news`: what other
    rooms have to tell."""
    ngettext = spoken(_language(user)).ngettext
    if lines:
        subject = ngettext("%(num)s thing waits for you", "%(num)s things wait for you", len(lines))
    elif changed:
        subject = ngettext("%(num)s page changed", "%(num)s pages changed", len(changed))
    else:
        found = len({page.id for one in news for page in one.pages})
        subject = (
            ngettext("%(num)s question was asked", "%(num)s questions were asked", len(questions))
            if questions
            else ngettext("%(num)s new page in your searches", "%(num)s new pages in your searches", found)
        )
    return _letter(user, subject, lines, changed, questions, news)


def stop_address(user: User, line: Line | None = None) -> str:
    """Where one click ends mail of this line, or all of it."""
    of = (line.thread_id or 0, 0 if line.thread_id else line.page_id) if line else (0, 0)
    return f"{site()}/mail/stop/{seal(STOP, user.id, *of)}"


def _letter(
    user: User,
    subject: str,
    lines: list[Line],
    changed: Sequence[Page] = (),
    questions: Sequence[Question] = (),
    news: Sequence[News] = (),
    *,
    may_answer: bool = False,
) -> Letter:
    told = {
        "lines": lines,
        "changed": changed,
        "questions": questions,
        "news": news,
        "subject": subject,
        "site": site(),
        "team": the_team().name,
        "may_answer": may_answer,
        "stop": partial(stop_address, user),
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
