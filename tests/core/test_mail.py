"""Against real SMTP servers on this machine."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from socket import create_server
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult

from wiki.core import mail
from wiki.core.mail import NotSent, can_send, send, use_mail
from wiki.core.settings import SettingError, read_settings

WORDS = "p@ss:w/rd"


class Mailbox(Message):
    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Any] = []
        self.refusal = ""

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def prepare_message(self, session: Any, envelope: Any) -> Any:
        message = message_from_bytes(envelope.content, policy=policy.SMTP)
        message["X-RcptTo"] = ", ".join(envelope.rcpt_tos)
        return message

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


@contextmanager
def running(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """The port of a mail host."""
    with create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def use() -> Iterator[Callable[[str], None]]:
    yield lambda url: use_mail(read_settings({}, smtp_url=url, mail_from="Heron Wiki <wiki@example.org>"))
    use_mail(read_settings({}))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run([*make, *names, *files], check=True, capture_output=True)
    return folder


@pytest.fixture
def tls(certificate: Path) -> SSLContext:
    """The host's side of encryption."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    return context


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the host's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))


def test_a_mail_arrives(mailbox: Mailbox, use: Callable[[str], None]) -> None:
    with running(mailbox) as port:
        use(f"smtp://127.0.0.1:{port}")
        send("zoë@example.org", "Kies een nieuw wachtwoord – nu", "Hoi Zoë,\n\nhttps://wiki.example.org/reset/x\n")
    (arrived,) = mailbox.mails
    assert arrived["To"] == "zoë@example.org"
    assert arrived["From"] == "Heron Wiki <wiki@example.org>"
    assert arrived["Subject"] == "Kies een nieuw wachtwoord – nu"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Message-ID"].endswith("@example.org>")
    assert arrived.get_content().split() == ["Hoi", "Zoë,", "https://wiki.example.org/reset/x"]


def test_a_subject_cannot_smuggle_headers_in(mailbox: Mailbox, use: Callable[[str], None]) -> None:
    with running(mailbox) as port:
        use(f"smtp://127.0.0.1:{port}")
        send("bob@example.org", "Hello\r\nBcc: eve@example.org", "")
    assert mailbox.mails[0]["Bcc"] is None
    assert mailbox.mails[0]["X-RcptTo"] == "bob@example.org"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["smtp", "smtp+starttls"])
def test_starttls_with_a_password(mailbox: Mailbox, use: Callable[[str], None], tls: SSLContext, scheme: str) -> None:
    given: list[bytes] = []

    def check(_server: Any, session: Any, _envelope: Any, _mechanism: Any, login: Any) -> AuthResult:
        given.extend((login.login, login.password))
        return AuthResult(success=session.ssl is not None)

    with running(mailbox, tls_context=tls, authenticator=check, auth_required=True) as port:
        use(f"{scheme}://me:{quote(WORDS, safe='')}@localhost:{port}")
        send("bob@example.org", "Hello", "")
    assert given == [b"me", WORDS.encode()]
    assert len(mailbox.mails) == 1


@pytest.mark.usefixtures("trusted")
def test_smtps(mailbox: Mailbox, use: Callable[[str], None], tls: SSLContext) -> None:
    with running(mailbox, ssl_context=tls) as port:
        use(f"smtps://localhost:{port}")
        send("bob@example.org", "Hello", "")
    assert len(mailbox.mails) == 1


def test_an_unknown_certificate_gets_no_mail(mailbox: Mailbox, use: Callable[[str], None], tls: SSLContext) -> None:
    with running(mailbox, tls_context=tls) as port:
        use(f"smtp://localhost:{port}")
        with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
            send("bob@example.org", "Hello", "")
    assert not mailbox.mails


def test_nothing_is_sent_in_the_clear_when_encryption_is_asked_for(
    mailbox: Mailbox, use: Callable[[str], None]
) -> None:
    with running(mailbox) as port:
        use(f"smtp+starttls://localhost:{port}")
        with pytest.raises(NotSent, match="no encryption"):
            send("bob@example.org", "Hello", "")
    assert not mailbox.mails


def test_a_password_never_travels_in_the_clear(
    mailbox: Mailbox, use: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "_is_here", lambda _name: False)
    with running(mailbox, auth_require_tls=False, authenticator=lambda *_: AuthResult(success=True)) as port:
        use(f"smtp://me:secret@localhost:{port}")
        with pytest.raises(NotSent, match="no encryption"):
            send("bob@example.org", "Hello", "")


def test_a_recipient_refused_for_good_is_not_tried_again(mailbox: Mailbox, use: Callable[[str], None]) -> None:
    mailbox.refusal = "550 no such person"
    with running(mailbox) as port:
        use(f"smtp://localhost:{port}")
        send("nobody@example.org", "Hello", "")
    assert not mailbox.mails


def test_one_refused_for_now_is(mailbox: Mailbox, use: Callable[[str], None]) -> None:
    mailbox.refusal = "450 come back later"
    with running(mailbox) as port:
        use(f"smtp://localhost:{port}")
        with pytest.raises(NotSent):
            send("bob@example.org", "Hello", "")


def test_a_dead_host_is_an_error_to_try_again(mailbox: Mailbox, use: Callable[[str], None]) -> None:
    with running(mailbox) as port:
        use(f"smtp://127.0.0.1:{port}")
    with pytest.raises(NotSent, match="refused"):
        send("bob@example.org", "Hello", "")


def test_without_a_host_nothing_can_be_sent() -> None:
    use_mail(read_settings({}))
    assert not can_send()
    with pytest.raises(NotSent):
        send("bob@example.org", "Hello", "")


def test_a_setting_that_names_no_mail_host_is_refused(use: Callable[[str], None]) -> None:
    with pytest.raises(SettingError, match="smtps"):
        use("https://mail.example.org")
