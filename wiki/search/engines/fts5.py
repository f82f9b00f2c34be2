"""SQLite's own full-text index in a file of its own, fed with our tokens."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from wiki.search.analysis import LONGEST_BEGINNING
from wiki.search.asking import Item, Query
from wiki.search.engines import Doc

MADE = """
    CREATE TABLE IF NOT EXISTS doc (id INTEGER PRIMARY KEY, space INTEGER NOT NULL);
    CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(
        exact, stems, title, beginnings, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
    );
"""
BY_SCORE = "bm25(word, 0.0, 1.0, 0.0, 0.0)"
BUSY_S = 10


class Fts5Index:
    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "fts5.sqlite", timeout=BUSY_S, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA cache_size = -32000")
        self._db.executescript(MADE)

    def search(self, query: Query, spaces: frozenset[int], limit: int, pages: frozenset[int] | None) -> list[int]:
        if not spaces or query.is_empty:
            return []
        return self._matching(_match(query), spaces, limit, pages, BY_SCORE)

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        if not spaces or not words:
            return []
        match = " AND ".join(f"beginnings : {_quoted(word)}" for word in words)
        return self._matching(match, spaces, limit, None, "bm25(word, 0.0, 0.0, 0.0, 1.0)")

    def _matching(
        self, match: str, spaces: frozenset[int], limit: int, pages: frozenset[int] | None, order: str
    ) -> list[int]:
        among = "" if pages is None else " AND doc.id IN (SELECT value FROM json_each(:pages))"
        statement = (
            "SELECT doc.id FROM word JOIN doc ON doc.id = word.rowid WHERE word MATCH :match"  # noqa: S608
            f" AND doc.space IN (SELECT value FROM json_each(:spaces)){among}"
            f" ORDER BY {order}, doc.id LIMIT :limit"
        )
        values = {"match": match, "spaces": _ids(spaces), "pages": _ids(pages or frozenset()), "limit": limit}
        return [row[0] for row in self._db.execute(statement, values)]

    def apply(self, docs: Iterable[Doc], gone: Iterable[int]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for page_id in gone:
                self._take_out(page_id)
            for doc in docs:
                self._take_out(doc.page_id)
                self._db.execute("INSERT INTO doc VALUES (?, ?)", (doc.page_id, doc.space_id))
                fields = (" ".join(words) for words in (doc.exact, doc.stems, doc.title, doc.beginnings))
                self._db.execute(
                    "INSERT INTO word (rowid, exact, stems, title, beginnings) VALUES (?, ?, ?, ?, ?)",
                    (doc.page_id, *fields),
                )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _take_out(self, page_id: int) -> None:
        if self._db.execute("DELETE FROM doc WHERE id = ?", (page_id,)).rowcount:
            self._db.execute("DELETE FROM word WHERE rowid = ?", (page_id,))

    def count(self) -> int:
        self._db.execute("SELECT rowid FROM word WHERE word MATCH 'probe' LIMIT 1").fetchall()
        return int(self._db.execute("SELECT count(*) FROM doc").fetchone()[0])

    def close(self) -> None:
        self._db.close()


def _match(query: Query) -> str:
    wanted = " AND ".join(f"({_any(clause, query.in_title)})" for clause in query.must)
    return f"({wanted}) NOT ({_any(query.never, query.in_title)})" if query.never else wanted


def _any(items: tuple[Item, ...], in_title: bool) -> str:
    return " OR ".join(_one(item, in_title) for item in items)


def _one(item: Item, in_title: bool) -> str:
    if item.kind == "phrase":
        return f"exact : {_quoted(' '.join(item.tokens))}"
    if item.kind == "prefix" and in_title:
        return f"beginnings : {_quoted(item.tokens[0][:LONGEST_BEGINNING])}"
    if item.kind == "prefix":
        return f"exact : {_quoted(item.tokens[0])} *"
    field = "title" if in_title else "stems"
    return f"{field} : ({' OR '.join(_quoted(token) for token in item.tokens)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _ids(ids: frozenset[int]) -> str:
    return json.dumps(sorted(ids))
