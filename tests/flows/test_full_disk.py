"""The disk is full while somebody uses the form: reading goes on, what was typed comes back, and is saved later."""

import re
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import Person, Place
from tests.flows.shortage import Disk
from tests.serving import Server
from wiki.accounts.sessions import start_session
from wiki.core.db import connect
from wiki.core.settings import read_settings
from wiki.core.unit import unit

LONG = "word " * 60_000
HIDDEN = re.compile(r'name="(csrf_token|epoch|seq)"[^>]*value="([^"]*)"')


@pytest.fixture
def server(disk: Disk, empty_database: Path) -> Iterator[Server]:
    shutil.copy(empty_database, disk.path / "kring.sqlite")
    with Server(disk.path) as server:
        yield server


@pytest.fixture
def database(server: Server) -> Iterator[None]:
    engine = connect(read_settings({}, data_dir=server.data_dir))
    yield
    engine.dispose()


class Visitor:
    """A browser without scripts."""

    def __init__(self, server: Server, person: Person) -> None:
        self._host = server.address.removeprefix("http://")
        with unit():
            self._cookies = {"kring-signed-in": start_session(person.user, "a test")}

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, {})

    def edit(self, path: str) -> dict[str, str]:
        """The form as it comes."""
        status, form = self.get(f"{path}/edit")
        assert status == 200
        return dict(HIDDEN.findall(form))

    def save(self, path: str, form: dict[str, str], text: str) -> tuple[int, str]:
        return self._ask("POST", f"{path}/text", form | {"text": text})

    def _ask(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = HTTPConnection(self._host, timeout=30)
        connection.request(method, path, urlencode(form), headers)
        response = connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", ()):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        return response.status, response.read().decode()


def test_a_form_saved_on_a_full_disk_comes_back_with_its_text(
    server: Server, disk: Disk, place: Place, bob: Person
) -> None:
    visitor = Visitor(server, bob)
    form = visitor.edit(place.url)
    assert visitor.save(place.url, form, "Bring the key.")[0] == 303
    disk.fill()
    status, page = visitor.save(place.url, form, f"Bring both keys. {LONG}")
    assert status == 503
    assert "Bring both keys." in page
    status, page = visitor.get(place.url)
    assert (status, "Bring the key." in page) == (200, True), "reading goes on"
    disk.free()
    assert visitor.save(place.url, visitor.edit(place.url), f"Bring both keys. {LONG}")[0] == 303
    assert "Bring both keys." in visitor.get(place.url)[1]
