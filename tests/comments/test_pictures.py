"""Pictures in comments: whoever may comment brings them, and they have the rights of the page."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.comments.conftest import page_of
from tests.conftest import Person, Place
from tests.files.making import picture
from wiki.comments.actions import begin_thread
from wiki.comments.models import Remark
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.files.actions import trash_file
from wiki.files.models import File
from wiki.spaces.actions import describe_space
from wiki.spaces.models import Role

As = Callable[[Person | None], FlaskClient]
BYTES = {"content_type": "application/octet-stream"}


pytestmark = pytest.mark.usefixtures("without_csrf")


def test_a_reader_brings_a_picture_and_only_readers_see_it(
    talked: Place, as_: As, carol: Person, bob: Person, dave: Person
) -> None:
    pictures = f"{talked.url}/comments/pictures?name=map.png"
    told = as_(carol).post(pictures, data=picture(), **BYTES)
    assert told.status_code == 201
    with unit():
        begin_thread(carol.user, page_of(talked, carol), f"So it looks: {told.json['markdown']}")
        html = session.scalars(select(Remark.html)).one()
        file = session.scalars(select(File)).one()
        url = file.url
    assert f'src="{url}' in html
    assert 'width="40"' in html
    assert as_(bob).get(url).status_code == 200
    assert as_(dave).get(url).status_code == 404
    assert as_(dave).post(pictures, data=picture(), **BYTES).status_code == 404


def test_nothing_but_pictures(talked: Place, as_: As, carol: Person) -> None:
    answer = as_(carol).post(f"{talked.url}/comments/pictures?name=a.pdf", data=b"%PDF-1.4 not one", **BYTES)
    assert answer.status_code == 422
    assert answer.json["error"] == "Only pictures can stand in a comment."
    assert as_(carol).post(f"{talked.url}/comments/pictures", data=b"", **BYTES).status_code == 422


def test_who_may_not_comment_brings_none_and_nobody_takes_from_the_trash(
    talked: Place, as_: As, alice: Person, carol: Person
) -> None:
    pictures = f"{talked.url}/comments/pictures?name=map.png"
    as_(carol).post(pictures, data=picture(), **BYTES)
    with unit():
        trash_file(alice.user, session.scalars(select(File)).one())
    as_(carol).post(pictures, data=picture(), **BYTES)
    with unit():
        assert [bool(file.trashed_at) for file in session.scalars(select(File).order_by(File.id))] == [True, False]
        describe_space(talked.space, name="Field work", about="", team_role=None, commenting=Role.EDITOR)
    assert as_(carol).post(pictures, data=picture(), **BYTES).status_code == 403


def test_an_answer_begins_with_what_somebody_said(talked: Place, as_: As, alice: Person, carol: Person) -> None:
    with unit():
        begin_thread(carol.user, page_of(talked, carol), "One\n\ntwo <b>")
        begin_thread(alice.user, page_of(talked, alice), "Another thread")
    client, asked = as_(alice), {"Accept": "application/json"}
    assert client.get("/threads/1/remarks?quote=1", headers=asked).json == {"text": "> One\n> \n> two <b>\n\n"}
    assert client.get("/threads/1/remarks?quote=2", headers=asked).json == {"text": ""}
    assert "&gt; two &lt;b&gt;" in client.get("/threads/1/remarks?quote=1").text
    assert client.post("/threads/1/remarks?quote=1", data={"text": "> One\n\nYes"}).status_code == 303
    assert "React" in client.get("/remarks/1/reactions").text
    assert client.post("/remarks/1/reactions", data={"emoji": "🦜"}).status_code == 303
    assert "🦜" in client.get(talked.url).text
