"""Answers by mail: what somebody writes back to a mail about a thread is said in that thread.

The address they write to is sealed for them and that thread, and they must write from the address of their account.
"""

import os
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from html import unescape
from typing import BinaryIO

import nh3
from sqlalchemy.exc import OperationalError

from wiki.accounts.models import User
from wiki.comments.actions import LONGEST, answer, valid_words
from wiki.comments.policy import thread_for
from wiki.core.db import session
from wiki.core.errors import Invalid, KringError, NotAllowed, NotFound
from wiki.core.later import later, work
from wiki.core.sealing import unseal, use_key
from wiki.core.secrets import secret_key
from wiki.core.settings import Settings
from wiki.core.unit import unit

HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To")
QUOTED = re.compile(r"^(?:>|_{5,}$|-{3,} ?(?:original|oorspronkelijk|forwarded|doorgestuurd))", re.IGNORECASE)
BEFORE_QUOTED = re.compile(r"\A.{0,200}\d.{0,200}(?::|wrote:?|schreef.{0,100})\Z", re.DOTALL | re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


class NotTaken(KringError):
    """An answer that is said nowhere; the text tells whoever sent it why."""


def take_from(stream: BinaryIO, settings: Settings) -> tuple[int, str]:
    """For a mail host that waits: a status of sysexits.h, by which it knows whether to send the mail back or to try
    again, and a line for whoever wrote."""
    use_key(secret_key(settings))
    try:
        with unit():
            taken = take(stream.read())
    except NotTaken as error:
        return os.EX_NOPERM, str(error)
    except OperationalError as error:
        return os.EX_TEMPFAIL, f"Try again: {error.orig}"
    return os.EX_OK, "It is said in its thread." if taken else "Written by a machine, and left alone."


def take(data: bytes) -> bool:
    """Let the server say what this mail says; False for what only a machine wrote. Raises NotTaken."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if message.get("Auto-Submitted", "no").lower() != "no" or message.get("Precedence", "").lower() in ("bulk", "junk"):
        return False
    user_id, thread_id = _sealed_in(message)
    user = session.get(User, user_id)
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    if user is None or not user.is_active or sender != user.email.lower():
        raise NotTaken("Answer from the address that the mail came to.")
    try:
        thread_for(user, thread_id, to="answer")
        words = valid_words(own_words(message)[: LONGEST + 1])
    except (NotFound, NotAllowed):
        raise NotTaken("This thread is gone, or you may not answer in it any more.") from None
    except Invalid as error:
        raise NotTaken(error.message) from None
    later(say, user_id=user_id, thread_id=thread_id, text=words, mail=str(message.get("Message-ID", "")))
    return True


@work
def say(user_id: int, thread_id: int, text: str, mail: str) -> None:
    """In the server, where those who have the page open hear of it. `mail`: its id, for whoever reads the job."""
    user = session.get_one(User, user_id)
    try:
        thread, page = thread_for(user, thread_id, to="answer")
    except (NotFound, NotAllowed):
        return
    answer(user, page, thread, text)


def own_words(message: EmailMessage) -> str:
    """What they wrote themselves: without what they answer to, and without their signature."""
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    if body and body.get_content_type() == "text/html":
        text = _plain(text)
    lines = SIGNATURE.split(text.replace("\r\n", "\n"))[0].split("\n")
    own = next((at for at, line in enumerate(lines) if QUOTED.match(line.strip())), len(lines))
    kept = "\n".join(lines[:own]).rstrip()
    if own < len(lines):  # "On Monday Anna wrote:", on one line or two
        *before, last = re.split(r"\n[ \t]*\n", kept)
        kept = "\n\n".join(before) if BEFORE_QUOTED.match(last.strip()) else kept
    return kept.strip()


def _plain(html: str) -> str:
    html = re.sub(r"(?is)<blockquote.*|<(style|script|head)\b.*?</\1>", "", html)
    html = re.sub(r"(?i)<br ?/?>|</(?:p|div|li|tr)>", "\n", html)
    return unescape(nh3.clean(html, tags=set()))


def _sealed_in(message: EmailMessage) -> tuple[int, int]:
    addresses = getaddresses([str(value) for header in HEADERS for value in message.get_all(header, [])])
    for _, address in addresses:
        _, plus, sealed = address.partition("@")[0].partition("+")
        try:
            user_id, thread_id = unseal("answer", sealed) if plus else (0, 0)
        except (NotFound, ValueError):
            continue
        if user_id:
            return user_id, thread_id
    raise NotTaken("This address belongs to no thread. Answer a mail of the wiki without changing who it goes to.")
