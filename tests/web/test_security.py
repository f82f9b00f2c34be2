import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from wiki.core.settings import Settings, read_settings
from wiki.web import csrf, security


@pytest.fixture
def guest(app: Flask) -> FlaskClient:
    return app.test_client()


def policy_of(client: FlaskClient, path: str = "/sign-in") -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    return dict(directive.strip().partition(" ")[::2] for directive in header.split(";"))


def test_the_policy_allows_our_own_files_and_nothing_else(guest: FlaskClient) -> None:
    policy = policy_of(guest)
    nonce = re.search(r"'nonce-([\w-]{20,})'", policy["script-src"])
    assert nonce
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce[1]}'",
        "style-src": f"'self' 'nonce-{nonce[1]}'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
    }


def test_each_answer_has_a_nonce_of_its_own_and_the_page_knows_it(guest: FlaskClient) -> None:
    pages = [guest.get("/sign-in") for _ in range(2)]
    nonces = [re.search(r"'nonce-([\w-]+)'", page.headers["Content-Security-Policy"])[1] for page in pages]  # type: ignore[index]
    assert nonces[0] != nonces[1]
    assert f'name="csp-nonce" content="{nonces[0]}"' in pages[0].text


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/me", "/join/nothing", "/health"])
def test_every_answer_has_its_headers(guest: FlaskClient, path: str) -> None:
    headers = guest.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert headers["Cache-Control"] in ("private, no-cache", "no-store")
    assert "Strict-Transport-Security" not in headers


def test_no_inline_script_or_style(guest: FlaskClient) -> None:
    page = guest.get("/sign-in").text
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", page)
    assert all("nonce=" in script for script in re.findall(r"<script[^>]*>", page))


@pytest.fixture
def secure(settings: Settings, tmp_path: Path) -> Flask:
    """A small app behind one proxy that speaks HTTPS."""
    return small_app(replace(settings, base_url="https://wiki.example.org", trusted_proxies=1))


def small_app(settings: Settings) -> Flask:
    app = Flask("small")
    app.config.update(KRING=settings, SECRET_KEY="x")
    security.init_app(app)
    csrf.init_app(app)
    app.add_url_rule("/", "who", lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    app.add_url_rule("/form", "form", generate_csrf)
    app.add_url_rule("/send", "send", lambda: "sent", methods=["POST"])
    app.add_url_rule("/framed", "framed", lambda: str(security.allow_frames()))
    app.add_url_rule("/fail/join/<token>", "fail", lambda token: str(1 / 0))
    return app


def test_over_https_cookies_are_tied_to_the_host(secure: Flask) -> None:
    answer = secure.test_client().get("/form", base_url="https://wiki.example.org")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kring-session=")
    for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert flag in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_https_a_page_that_sends_no_referrer_may_still_send_its_form(secure: Flask) -> None:
    client = secure.test_client()
    token = client.get("/form", base_url="https://wiki.example.org").text
    sent = client.post("/send", data={"csrf_token": token}, base_url="https://wiki.example.org")
    assert sent.status_code == 200


def test_a_script_sends_the_token_as_a_header(secure: Flask) -> None:
    client = secure.test_client()
    token = client.get("/form", base_url="https://wiki.example.org").text
    address = {"base_url": "https://wiki.example.org"}
    assert client.post("/send", headers={"X-CSRFToken": token}, **address).status_code == 200
    assert client.post("/send", headers={"X-CSRFToken": "made up"}, **address).status_code == 400
    assert client.post("/send", **address).status_code == 400


FORWARDED = {"X-Forwarded-For": "6.6.6.6, 192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}


def test_forwarded_headers_count_from_the_trusted_proxies_only(secure: Flask, settings: Settings) -> None:
    assert secure.test_client().get("/", headers=FORWARDED).text.startswith("192.0.2.7 https")
    plain = small_app(settings).test_client().get("/", headers=FORWARDED).text
    assert plain == "127.0.0.1 http localhost"


def test_frames_are_for_pages_that_ask(secure: Flask) -> None:
    assert policy_of(secure.test_client(), "/")["frame-src"] == "'none'"
    assert policy_of(secure.test_client(), "/framed")["frame-src"] == "'self'"


def test_no_token_of_a_link_is_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert small_app(settings).test_client().get("/fail/join/topsecret?x=1").status_code == 500
    assert "/join/…" in caplog.text
    assert "topsecret" not in "".join(record.getMessage() for record in caplog.records)


def test_a_body_over_2_mb_is_refused(guest: FlaskClient) -> None:
    token = re.search(r'csrf-token" content="([^"]+)"', guest.get("/forgot").text)
    assert token
    data = {"csrf_token": token[1], "who": "x" * (2 * 1024 * 1024 + 1), "password": "x"}
    assert guest.post("/sign-in", data=data).status_code == 413


def test_a_form_of_nearly_2_mb_arrives(guest: FlaskClient) -> None:
    token = re.search(r'csrf-token" content="([^"]+)"', guest.get("/forgot").text)
    assert token
    data = {"csrf_token": token[1], "who": "x" * 1_900_000, "password": "x"}
    assert guest.post("/sign-in", data=data).status_code == 422


def test_secure_is_said_by_the_address_alone() -> None:
    assert read_settings({"BASE_URL": "https://wiki.example.org/"}).secure
    assert not read_settings({}).secure
