"""The frame for drawings: what it may do, and who gets it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.projection import save_projection

BUILT = "mermaid-ABCDEFGH.js"
TEXT = "```mermaid\nflowchart LR\n  Boiler --> Pump\n```\n"

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def built(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions["assets"], "mermaid.js", BUILT)


@pytest.fixture
def not_built(app: Flask) -> Iterator[None]:
    there = app.extensions["assets"].pop("mermaid.js", None)
    yield
    if there:
        app.extensions["assets"]["mermaid.js"] = there


@pytest.fixture
def drawn(place: Place, bob: Person) -> Place:
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=TEXT, runs=[(bob.id, len(TEXT))], writers=(bob.id,))
    return place


@pytest.mark.usefixtures("built")
def test_the_frame_may_run_one_file_and_reach_nothing(as_: As, carol: Person) -> None:
    answer = as_(carol).get("/-/drawing")
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "sandbox": "allow-scripts",
        "default-src": "'none'",
        "script-src": f"http://localhost/static/dist/{BUILT}",
        "style-src": "'unsafe-inline'",
        "connect-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'self'",
    }
    assert answer.text.count("<script") == 1
    assert f'<script src="/static/dist/{BUILT}"></script>' in answer.text


@pytest.mark.usefixtures("built")
def test_the_frame_knows_nothing_of_who_looks(as_: As, carol: Person) -> None:
    text = as_(carol).get("/-/drawing").text
    assert not any(secret in text for secret in ("token", "nonce", carol.name, carol.handle))


@pytest.mark.usefixtures("built")
def test_only_a_page_with_drawings_may_have_frames(as_: As, carol: Person, drawn: Place) -> None:
    page, home = as_(carol).get(drawn.url), as_(carol).get("/")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert '<iframe sandbox="allow-scripts" src="/-/drawing"' in page.text
    assert "frame-src 'none'" in home.headers["Content-Security-Policy"]
    assert "/-/drawing" not in home.text


@pytest.mark.usefixtures("not_built")
def test_without_the_extra_the_source_stays_as_code(as_: As, carol: Person, drawn: Place) -> None:
    page = as_(carol).get(drawn.url)
    assert "Boiler --&gt; Pump" in page.text
    assert "frame-src 'none'" in page.headers["Content-Security-Policy"]
    assert "kring-drawing" not in page.text
    assert as_(carol).get("/-/drawing").status_code == 404
