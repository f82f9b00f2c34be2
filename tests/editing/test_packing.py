"""Texts of revisions come back from their packing as they went in, and small."""

import random
from zlib import compress

import pytest

from wiki.editing.packing import MOST_STEPS, Said, pack, unpack

LINES = [f"Line {n} of a page, with a few words in it to look like one.\n" for n in range(400)]


def chain(texts: list[str]) -> tuple[list[Said], int]:
    """What comes back of these texts, packed one after the other; and the bytes it takes."""
    before, steps, read, back, size = None, 0, None, [], 0
    for number, text in enumerate(texts):
        said = Said(text, [[number, len(text)]] if text else [])
        packed = pack(said, before, steps)
        read = unpack(packed, read if packed.steps else None)
        assert packed.steps <= MOST_STEPS
        assert read == said
        back.append(read)
        before, steps, size = said, packed.steps, size + len(packed.text_z) + len(packed.runs_z)
    return back, size


def edited(dice: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = dice.randrange(len(lines))
    kind = dice.randrange(4)
    if kind == 0:
        lines[at] = f"{lines[at][:20]} 🐈 é\u0301 changed {dice.random()}\n"
    elif kind == 1:
        lines.insert(at, f"new {dice.random()}\r\n")
    elif kind == 2:
        del lines[at : at + 3]
    else:
        lines[at:at] = dice.sample(LINES, 5)
    return "".join(lines)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_written_comes_back(seed: int) -> None:
    dice, texts = random.Random(seed), ["".join(LINES)]
    for _ in range(100):
        texts.append(edited(dice, texts[-1]))
    back, size = chain(texts)
    assert [said.text for said in back] == texts
    assert size < sum(len(compress(text.encode())) for text in texts) / 5


@pytest.mark.parametrize(
    "texts",
    [
        ["", "", "a", "", "🐈" * 3, "🐈" * 2],
        ["a" * 300_000, "a" * 299_999, "b" + "a" * 299_999],
        ["".join(LINES) * 9, "x" + "".join(LINES) * 9 + "y", "completely different"],
        ["one\rtwo\r\nthree", "one\rtwo\nthree", "\x85\u2028"],
    ],
)
def test_odd_ones_too(texts: list[str]) -> None:
    back, _ = chain(texts)
    assert [said.text for said in back] == texts


def test_a_step_may_change_many_places_that_stand_apart() -> None:
    lines = list(LINES)
    texts = ["".join(lines)]
    for first in range(30):
        for at in range(first, len(lines), 50):
            lines[at] = f"{at} 🐈 \u202e{'x' * (first % 7)}\n" if at % 3 else ""
        texts.append("".join(lines))
    back, _ = chain(texts)
    assert [said.text for said in back] == texts
