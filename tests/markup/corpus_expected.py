"""What every parser must find in the corpus: headings, links, tables and tasks, as our own finds them.

`python -m tests.markup.corpus_expected` writes `corpus/expected.json`, which the tests of the browser's parser read.
Look at the difference before committing it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wiki.markup.document import parse
from wiki.markup.model import Token
from wiki.markup.text import one_line

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = CORPUS / "expected.json"


def expected() -> dict[str, Any]:
    return {path.name: _found_in(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.md"))}


def _found_in(text: str) -> dict[str, Any]:
    tokens = list(_all(parse(text)))
    return {
        "headings": [_heading(token) for token in tokens if token["type"] == "heading"],
        "links": [_link(token) for token in tokens if token["type"] in ("link", "image", "wikilink")],
        "tables": [_table(token) for token in tokens if token["type"] == "table"],
        "tasks": [_task(token) for token in tokens if token["type"] == "task"],
    }


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.get("children", []))


def _heading(token: Token) -> dict[str, Any]:
    return {"line": token["line"], "level": token["attrs"]["level"], "text": one_line(token["children"])}


def _link(token: Token) -> dict[str, Any]:
    attrs, words = token["attrs"], one_line(token["children"])
    if token["type"] == "wikilink":
        return {"kind": "page", "name": attrs["name"], "heading": attrs["heading"], "text": words}
    return {"kind": token["type"], "url": attrs["url"], "text": words}


def _table(token: Token) -> dict[str, Any]:
    head, *bodies = token["children"]
    return {
        "line": token["line"],
        "align": [cell["attrs"]["align"] for cell in head["children"]],
        "head": [one_line(cell["children"]) for cell in head["children"]],
        "rows": [
            [one_line(cell["children"]) for cell in row["children"]] for body in bodies for row in body["children"]
        ],
    }


def _task(token: Token) -> dict[str, Any]:
    return {"line": token["line"], "done": token["attrs"]["done"], "text": one_line(token["children"][:1])}


def as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    EXPECTED.write_text(as_json(expected()), encoding="utf-8")
