"""SQLite's own full-text index in a file of its own, fed with our tokens.

It is asked for lists of rows and nothing else, which it is very fast at: its own ranking counts among all rows, those
that may not be shown with them, and takes four times as long. So what is in a text how often is in the tokens of
`bag`: `chuis` says that the stem `huis` stands there three times, `thuis` that the title has it.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from heapq import nsmallest
from itertools import chain
from pathlib import Path

from wiki.search.asking import Query
from wiki.search.engines import Doc
from wiki.search.ranking import STEPS, Among, Field, Times, best, scores, step_of

TOKENS = "tokenize = \"ascii tokenchars '_'\""
"""For it all that is not ASCII belongs to words: it knows fewer letters than Python does."""
ODD = re.compile(r"\W")
"""What a folded letter may be made of besides letters, as "7." is of one sign."""
MADE = f"""
    CREATE TABLE IF NOT EXISTS doc (
        key INTEGER PRIMARY KEY, page INTEGER NOT NULL, space INTEGER, length INTEGER NOT NULL, title INTEGER NOT NULL,
        change INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS doc_page ON doc (page);
    CREATE INDEX IF NOT EXISTS doc_change ON doc (change);
    CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5(words, {TOKENS});
    CREATE VIRTUAL TABLE IF NOT EXISTS bag USING fts5(words, detail = none, {TOKENS});
"""
MARKS = {"title": "t", "beginnings": "y"}
OF_STEP = dict(zip(STEPS.values(), "abcdefgh", strict=True))
PUT_DOC = "INSERT OR REPLACE INTO doc VALUES (?, ?, ?, ?, ?, ?)"
BUSY_S = 10
AMONG_KEPT = 8


class Fts5Index:
    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "fts5.sqlite", timeout=BUSY_S, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA cache_size = -32000")
        self._db.executescript(MADE)
        self._change = 0
        self._places: dict[int, tuple[int, int, int]] = {}
        self._among: dict[frozenset[int], Among] = {}

    def search(self, query: Query, spaces: frozenset[int], limit: int, among: frozenset[int] | None) -> list[int]:
        if query.is_empty:
            return []
        mine = self._in(spaces)
        return best(scores(query, self, mine, among), limit)

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        found = set(self._in(spaces).norms) if words else set()
        for word in words:
            found &= self.word("beginnings", word).keys()
        return nsmallest(limit, found, key=lambda key: (self._places[key][2], key))

    def word(self, field: Field, token: str) -> Times:
        if field == "exact":
            return self.phrase((token,))
        if field != "stems":
            return dict.fromkeys(self._rows("bag", _quoted(MARKS[field] + token)), 1.0)
        found: Times = {}
        for step, mark in OF_STEP.items():
            found |= dict.fromkeys(self._rows("bag", _quoted(mark + token)), step)
        return found

    def phrase(self, tokens: tuple[str, ...]) -> Times:
        return dict.fromkeys(self._rows("said", _quoted(*tokens)), 1.0)

    def prefix(self, beginning: str) -> Times:
        return dict.fromkeys(self._rows("said", f"{_quoted(beginning)} *"), 1.0)

    def _rows(self, table: str, match: str) -> Iterator[int]:
        return chain.from_iterable(self._db.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (match,)))  # noqa: S608

    def _in(self, spaces: frozenset[int]) -> Among:
        """The entries of these spaces, as they are now."""
        self._look_again()
        if spaces not in self._among:
            if len(self._among) >= AMONG_KEPT:
                self._among.clear()
            mine = {key: place for key, place in self._places.items() if place[0] in spaces}
            lengths = {key: length for key, (_, length, _) in mine.items()}
            self._among[spaces] = Among(lengths, {key: title for key, (_, _, title) in mine.items()})
        return self._among[spaces]

    def _look_again(self) -> None:
        """What changed since; rows without a space tell of entries that are gone."""
        changed = self._db.execute("SELECT * FROM doc WHERE change > ? ORDER BY change", (self._change,)).fetchall()
        for key, _page, space, length, title, change in changed:
            self._change = change
            if space is None:
                self._places.pop(key, None)
            else:
                self._places[key] = space, length, title
        if changed:
            self._among.clear()

    def apply(
        self, docs: Iterable[Doc], gone: Iterable[int] = (), pages: Iterable[int] = (), *, more: bool = False
    ) -> None:
        try:
            if not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
            change = (self._db.execute("SELECT max(change) FROM doc").fetchone()[0] or 0) + 1
            for key in {*gone, *self._of_pages(pages)}:
                self._take_out(key, change)
            for doc in docs:
                self._take_out(doc.key, change)
                self._put_in(doc, change)
            if not more:
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _of_pages(self, pages: Iterable[int]) -> Iterator[int]:
        for page_id in pages:
            yield from chain.from_iterable(
                self._db.execute("SELECT key FROM doc WHERE page = ?", (page_id,)).fetchall()
            )

    def _take_out(self, key: int, change: int) -> None:
        still_there = "UPDATE doc SET space = NULL, change = ? WHERE key = ? AND space IS NOT NULL"
        if self._db.execute(still_there, (change, key)).rowcount:
            self._db.execute("DELETE FROM said WHERE rowid = ?", (key,))
            self._db.execute("DELETE FROM bag WHERE rowid = ?", (key,))

    def _put_in(self, doc: Doc, change: int) -> None:
        place = (doc.key, doc.page_id, doc.space_id, len(doc.stems), doc.titled, change)
        self._db.execute(PUT_DOC, place)
        self._db.execute("INSERT INTO said (rowid, words) VALUES (?, ?)", (doc.key, _words(doc.exact)))
        bag = [f"{OF_STEP[step_of(times)]}{stem}" for stem, times in Counter(doc.stems).items()]
        bag += [f"{MARKS['title']}{stem}" for stem in set(doc.title)]
        bag += map(partial(str.__add__, MARKS["beginnings"]), doc.beginnings)
        self._db.execute("INSERT INTO bag (rowid, words) VALUES (?, ?)", (doc.key, _words(bag)))

    def count(self) -> int:
        list(self._rows("said", "probe")), list(self._rows("bag", "aprobe"))
        return int(self._db.execute("SELECT count(space) FROM doc").fetchone()[0])

    def close(self) -> None:
        self._db.close()


def _quoted(*tokens: str) -> str:
    return f'"{_words(tokens)}"'


def _words(tokens: Iterable[str]) -> str:
    """As many as there are tokens, whatever these are made of."""
    return " ".join(ODD.sub("_", token) for token in tokens)
