"""What a server does when it starts."""

import time

from tests.conftest import Person, Place
from tests.serving import PATIENCE_S, Server
from wiki.core.db import session
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.models import PageContent
from wiki.pages.projection import outdated


def test_what_an_older_renderer_drew_is_drawn_again(settings: Settings, place: Place, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, "Ask @bob.")
    with unit():
        content = session.get_one(PageContent, place.page_id)
        content.renderer, content.html = "0", "<p>as it was</p>"
    with Server(settings.data_dir, durable="off"):
        until = time.monotonic() + PATIENCE_S
        while is_outdated(place):
            assert time.monotonic() < until
            time.sleep(0.05)
    with unit():
        assert "as it was" not in session.get_one(PageContent, place.page_id).html


def is_outdated(place: Place) -> bool:
    with unit():
        return place.page_id in outdated()
