from flask import Flask

from tests.access_table import BY_SECRET
from tests.conftest import Person
from wiki.core.unit import unit


def every_posting_route(app: Flask) -> list[str]:
    return sorted(rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()))


def test_every_form_needs_its_token(app: Flask, bob: Person, as_: object) -> None:
    """The one door: no blueprint is exempt, and no view but those whose address holds a secret."""
    client = as_(bob)  # type: ignore[operator]
    adapter = app.url_map.bind("localhost")
    values = {
        "token": "x",
        "handle": "bob",
        "session_id": 1,
        "link_id": 1,
        "slug": "x",
        "ref": "1-x",
        "number": 1,
        "file_id": 1,
        "takeout_id": 1,
        "token_id": 1,
        "name_id": 1,
        "synonym_id": 1,
        "task_id": 1,
        "draft_id": 1,
        "run_id": 1,
        "thread_id": 1,
        "remark_id": 1,
        "request_id": 1,
        "answer_id": 1,
        "question_ref": "1-x",
        "line_id": 1,
        "search_id": 1,
        "list_ref": "1-x",
        "item_id": 1,
        "words_id": 1,
        "what": "done",
        "sign": "read",
        "kind": "page",
        "state": "done",
        "by_id": 1,
        "tag_id": 1,
        "member": "bob",
    }
    for endpoint in set(every_posting_route(app)) - BY_SECRET:
        rule = next(rule for rule in app.url_map.iter_rules(endpoint) if "POST" in (rule.methods or ()))
        wanted = {name: values.get(name, "x") for name in rule.arguments}
        assert client.post(adapter.build(endpoint, wanted, method="POST")).status_code == 400, endpoint


def test_what_was_typed_comes_back_but_no_password(app: Flask, bob: Person, as_: object) -> None:
    client = as_(bob)  # type: ignore[operator]
    typed = {"csrf_token": "stale", "place": "A long sentence <b>about</b> me", "password": "my own secret"}
    page = client.post("/me", data=typed)
    assert page.status_code == 400
    assert "A long sentence &lt;b&gt;about&lt;/b&gt; me" in page.text
    assert "my own secret" not in page.text
    with unit():
        assert bob.user.place == ""
