"""Which parts of a text are code, where links are left alone."""

import pytest

from wiki.export.authorship import by_unit, carried
from wiki.export.linking import pieces


def prose(text: str) -> str:
    return "".join(piece for piece, is_code in pieces(text) if not is_code)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a `b` c", "a  c"),
        ("a ``b ` c`` d `e", "a  d `e"),
        ("a\n```\nb\n```\nc\n", "a\nc\n"),
        ("~~~ x\nb\n```\nc\n~~~~\nd\n", "d\n"),
        ("- ```\n  b\n  ```\nc\n", "c\n"),
        ("```\nnever closed\n", ""),
    ],
)
def test_code_is_told_from_prose(text: str, left: str) -> None:
    assert prose(text) == left
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_many_ticks_take_no_long_time() -> None:
    text = " ".join("`" * (1 + n % 700) for n in range(3000))
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_who_typed_what_is_carried_through_changes() -> None:
    whose = by_unit([(1, 1), (2, 5), (3, 4)])
    assert list(carried(whose, "a🔑cdefgh!", [(1, 2, "xyz"), (4, 9, "vw")])) == [1, 2, 2, 2, 2, 2, 2, 3]
