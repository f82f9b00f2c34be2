"""Mail to people, over SMTP. Only background work sends it, so a dead host delays nobody."""

import logging
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from wiki.core.clock import now
from wiki.core.settings import SettingError, Settings

TIMEOUT_S = 20
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
LASTING = 500  # from this reply code on the host says: do not try again

log = logging.getLogger(__name__)


class NotSent(Exception):
    """The host would not take the mail; worth another try."""


@dataclass(frozen=True)
class Post:
    """Where mail goes out. smtps:// encrypts from the start, smtp+starttls:// insists on it, smtp:// when it can."""

    host: SplitResult
    sender: str
    address: str
    """Where the wiki is, for links in mail."""
    answers: str
    """Where answers come in; nothing where they do not."""

    def deliver(self, message: EmailMessage) -> None:
        """Raises NotSent."""
        try:
            with self._connection() as connection:
                self._sign_in(connection)
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            if any(code < LASTING for code, _ in refused.recipients.values()):
                raise NotSent(type(refused).__name__) from None
            log.warning("the mail host knows no such recipient; a mail was dropped")
        except (smtplib.SMTPException, OSError) as error:
            raise NotSent(repr(error)) from error

    def _connection(self) -> smtplib.SMTP:
        name, port = self.host.hostname or "localhost", self.host.port or PORTS[self.host.scheme]
        if self.host.scheme == "smtps":
            return smtplib.SMTP_SSL(name, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
        return smtplib.SMTP(name, port, timeout=TIMEOUT_S)

    def _sign_in(self, connection: smtplib.SMTP) -> None:
        connection.ehlo()
        encrypts = self.host.scheme != "smtps" and connection.has_extn("starttls")
        if encrypts:
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif self.host.scheme != "smtps" and self._must_encrypt():
            raise smtplib.SMTPException("the mail host offers no encryption, and the settings ask for it")
        if self.host.username:
            connection.login(unquote(self.host.username), unquote(self.host.password or ""))

    def _must_encrypt(self) -> bool:
        """Also with a password, unless the host is this machine."""
        return self.host.scheme == "smtp+starttls" or bool(self.host.username and not _is_here(self.host.hostname))


def _is_here(name: str | None) -> bool:
    try:
        return ip_address(name or "").is_loopback
    except ValueError:
        return name == "localhost"


_post: list[Post] = []


def use_mail(settings: Settings) -> None:
    """Send over the host of these settings from now on. Raises SettingError."""
    _post.clear()
    if settings.smtp_url:
        host = urlsplit(settings.smtp_url)
        if host.scheme not in PORTS:
            raise SettingError(f"SMTP_URL begins with {host.scheme!r}: one of {', '.join(PORTS)} is needed")
        _post.append(Post(host, settings.mail_from, settings.address, settings.reply_to))


def can_send() -> bool:
    return bool(_post)


def site() -> str:
    """The address of this wiki, without a slash at its end. Only where mail can be sent."""
    return _post[0].address


def answers_to(sealed: str) -> str:
    """The address for answers to a mail that carries this; nothing where answers do not come in."""
    name, at, host = _post[0].answers.partition("@")
    return f"{name}+{sealed}@{host}" if at else ""


def send(to: str, subject: str, text: str, *, html: str = "", stop: str = "", answers: str = "") -> None:
    """Sends now, which may take long: for background work, which tries again. `html` says the same as `text`, `stop` is
    where one click ends such mail, `answers` an address for them. Raises NotSent."""
    if not _post:
        raise NotSent("no mail host is set")
    message = _message(_post[0].sender, to, subject, text)
    if html:
        message.add_alternative(html, subtype="html")
    if stop:  # RFC 2369 and RFC 8058
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if answers:
        message["Reply-To"] = answers
    _post[0].deliver(message)


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
