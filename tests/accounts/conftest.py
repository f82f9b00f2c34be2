"""The same people, now with passwords, and browsers that fill in forms."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts.passwords import hash_password
from wiki.core.clock import now


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def alice(database: None, password_hash: str) -> Person:
    return make_person("alice", "Alice Admiraal", is_owner=True, password_hash=password_hash)


@pytest.fixture
def bob(alice: Person, password_hash: str) -> Person:
    return make_person("bob", "Bob de Boer", password_hash=password_hash)


@dataclass
class Clock:
    """The one clock, standing still until it is turned."""

    at: datetime

    def now(self, _zone: tzinfo) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(now())
    monkeypatch.setattr("wiki.core.clock.datetime", clock)
    return clock


@dataclass
class Browser:
    """A browser that loads a form before it sends it."""

    client: FlaskClient
    address: str = "127.0.0.1"

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, environ_overrides={"REMOTE_ADDR": self.address})

    def send(self, path: str, **fields: object) -> TestResponse:
        data = {"csrf_token": self.token(), **fields}
        return self.client.post(path, data=data, environ_overrides={"REMOTE_ADDR": self.address})

    def token(self) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/forgot").text)
        assert found
        return found[1]

    def sign_in(self, who: str, password: str = PASSWORD, **fields: object) -> TestResponse:
        return self.send("/sign-in", who=who, password=password, **fields)

    @property
    def is_signed_in(self) -> bool:
        return self.get("/me").status_code == 200


@pytest.fixture
def guest(app: Flask) -> Browser:
    return Browser(app.test_client())


@pytest.fixture
def browser_of(as_: Callable[[Person | None], FlaskClient]) -> Callable[[Person | None], Browser]:
    return lambda person: Browser(as_(person))


@pytest.fixture
def of_alice(alice: Person, browser_of: Callable[[Person], Browser]) -> Browser:
    return browser_of(alice)


@pytest.fixture
def of_bob(bob: Person, browser_of: Callable[[Person], Browser]) -> Browser:
    return browser_of(bob)
