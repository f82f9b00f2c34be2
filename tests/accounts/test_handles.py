import pytest

from tests.conftest import make_person
from wiki.accounts.handles import is_handle, propose_handle
from wiki.core.unit import unit


@pytest.mark.parametrize("handle", ["bob", "b2", "anna.de-vries", "x_1"])
def test_handles(handle: str) -> None:
    assert is_handle(handle)


@pytest.mark.parametrize("handle", ["", "b", "Bob", ".bob", "bob.", "b ob", "zoë", "a" * 41, "bob\n", "admin", "../x"])
def test_no_handles(handle: str) -> None:
    assert not is_handle(handle)


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Zoë Brûlé", "zoe"),
        ("Bob de Boer", "bob.de.boer"),
        ("Me", "me2"),
        ("山田 太郎", "member"),
        ("X", "x2"),
        ("", "member"),
        ("O'Neill, Ann", "oneill"),
    ],
)
def test_a_free_handle_is_proposed(database: None, name: str, handle: str) -> None:
    make_person("bob", "Bob Baker")
    with unit():
        assert propose_handle(name) == handle


def test_taken_ones_get_a_number(database: None) -> None:
    for handle in ("bob", "bob.baker", "bob.baker2"):
        make_person(handle, "Bob Baker")
    with unit():
        assert propose_handle("Bob Baker") == "bob.baker3"
