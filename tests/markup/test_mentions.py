"""Members and tags in running text."""

import pytest

from wiki.markup.render import scan


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("@bob and @carol-2, @d.e.", ("bob", "carol-2", "d.e")),
        ('(@bob) *@carol* "@dave"', ("bob", "carol", "dave")),
        ("@bob's", ("bob",)),
        ("@Zoë", ("Zoë",)),
        ("me@bob.example a@b", ()),
        (r"\@bob `@bob` https://x.example/@bob", ()),
        ("@@bob @ bob @-bob", ()),
        ("[ask @bob](/x) [~~@bob~~](/x)", ()),
        ("| @bob |\n|-|\n| @carol |", ("bob", "carol")),
        ("# @bob\n\n> @carol\n\n- @dave", ("bob", "carol", "dave")),
    ],
)
def test_members(text: str, members: tuple[str, ...]) -> None:
    assert scan(text).members == members


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#heat and #on-call, #a/b.", ("heat", "on-call", "a/b")),
        ("#2026-plan #q3", ("2026-plan", "q3")),
        ("#1 #2026 issue#heat C# &#35; /#heat", ()),
        ("#Wärme #日本", ("Wärme", "日本")),
        (r"\#heat `#heat` https://x.example/#heat", ()),
        ("##heat #", ()),
        ("[about #heat](/x)", ()),
        ("# heat", ()),
        ("#heat", ("heat",)),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert scan(text).tags == tags
