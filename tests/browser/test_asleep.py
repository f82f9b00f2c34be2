"""A connection that is dead while nobody says so, as after a laptop has slept or a train has left a tunnel."""

import socket
from collections.abc import Iterator

import pytest

from tests.browser.conftest import Write
from tests.browser.proxy import Proxy
from tests.browser.soon import expect
from tests.browser.writer import all_agree
from tests.conftest import Person, Place
from tests.serving import Server
from wiki.core.settings import Settings

NOTICED_S = 25.0

pytestmark = pytest.mark.alone


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    proxy = Proxy(port)
    yield proxy
    proxy.close()


@pytest.fixture
def server(settings: Settings, proxy: Proxy) -> Iterator[Server]:
    with Server(settings.data_dir, durable="off", port=proxy.port, base_url=proxy.address) as server:
        yield server


def test_a_dead_connection_is_noticed_by_who_types(
    write: Write, proxy: Proxy, alice: Person, bob: Person, place: Place
) -> None:
    his = write(bob, place.url)
    his.type("Before. ").saved()
    proxy.cut_silently()
    hers = write(alice, place.url).press("Control+End").type("Alice meanwhile. ").saved()
    his.type("Bob asleep. ")
    expect(his.badge).to_have_text("Saved on this device")
    his.sees("Alice meanwhile.", within_s=NOTICED_S)
    hers.sees("Bob asleep.")
    text = all_agree(his, hers)
    assert sorted(text.split(". ")) == sorted(["", "Before", "Alice meanwhile", "Bob asleep"])


def test_a_laptop_that_wakes_up_hears_what_it_missed(
    write: Write, proxy: Proxy, alice: Person, bob: Person, place: Place
) -> None:
    his = write(bob, place.url)
    proxy.cut_silently()
    hers = write(alice, place.url).type("Alice meanwhile.").saved()
    his.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    his.sees("Alice meanwhile.", within_s=NOTICED_S)
    assert all_agree(his, hers) == "Alice meanwhile."
