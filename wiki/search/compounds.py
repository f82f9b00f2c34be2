"""Dutch words that are put together from others: gebruikersinformatie is found by gebruiker and by informatie.

They are told by the words of the wiki itself, those that two pages say in Dutch, each space by its own words alone: by
others', what a search finds would tell of pages that are kept from whoever asks. So a wiki in English has none.
"""

import re
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from wiki.search.analysis import DUTCH, SHORTEST_COMPOUND, fold, paragraphs

SHORTEST, LONGEST = 4, 40
"""Letters of a half, and of a word."""
LINKS = ("", "s", "en", "n", "e")
"""What may stand between halves."""
BUSY_S = 10
REMEMBERED = 50_000
_DUTCH = re.compile(r"\b(?:de|het|een|van|en|dat|die|niet|met|voor)\b", re.IGNORECASE)
LEAST_SIGNS = 2
"""Words that Dutch is not without: most texts of an English wiki are not looked at any closer."""
MADE = """
    CREATE TABLE IF NOT EXISTS word (
        space INTEGER NOT NULL, word TEXT NOT NULL, page INTEGER NOT NULL, often INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (space, word)
    ) WITHOUT ROWID
"""
SEEN = """
    INSERT INTO word (space, word, page) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET often = 1 WHERE often = 0 AND page <> excluded.page
"""


class Vocabulary:
    """One process writes, others read; it lies beside the index and is made with it."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "words.sqlite", timeout=BUSY_S, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(MADE)
        self._version = -1
        self._words: dict[int, frozenset[str]] = {}
        self._halves = lru_cache(maxsize=REMEMBERED)(self._parted)

    def learn(self, said: Iterable[tuple[int, int, Iterable[str]]]) -> None:
        """Space, page, and the Dutch words it says."""
        rows = [(space, word, page) for space, page, words in said for word in words]
        if rows:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(SEEN, rows)
            self._db.execute("COMMIT")
            self._forget()

    def halves(self, word: str, spaces: frozenset[int]) -> tuple[str, ...]:
        """Both as they are written, and the first without what links it; none where it is no such word."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST:
            return ()
        return self._halves(word, spaces)

    def look_again(self) -> None:
        """Another process may have learned something."""
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self._forget()

    def _forget(self) -> None:
        self._words.clear()
        self._halves.cache_clear()

    def _parted(self, word: str, spaces: frozenset[int]) -> tuple[str, ...]:
        known = [self._of(space) for space in spaces]
        ways = [way for at in range(SHORTEST, len(word) - SHORTEST + 1) if (way := _parts(word, at, known))]
        return max(ways, key=lambda way: min(map(len, way))) if ways else ()

    def _of(self, space: int) -> frozenset[str]:
        if space not in self._words:
            rows = self._db.execute("SELECT word FROM word WHERE space = ? AND often", (space,))
            self._words[space] = frozenset(row[0] for row in rows)
        return self._words[space]

    def close(self) -> None:
        self._db.close()


def _parts(word: str, at: int, known: list[frozenset[str]]) -> tuple[str, ...]:
    first, second = word[:at], word[at:]
    for words in known:
        if second in words:
            for link in LINKS:
                stem = first.removesuffix(link)
                if len(stem) >= SHORTEST and first.endswith(link) and stem in words:
                    return (first, second) if stem == first else (first, second, stem)
    return ()


def dutch_words(text: str) -> set[str]:
    """What a text adds to the words of its space: those of paragraphs that are clearly Dutch."""
    if len(_DUTCH.findall(text)) < LEAST_SIGNS:
        return set()
    found = (run for runs, languages in paragraphs(text) if languages == DUTCH for run in runs)
    return {fold(run) for run in found if SHORTEST <= len(run) <= LONGEST and run.isalpha()}


def apart(halves: tuple[str, ...]) -> list[tuple[str, str]]:
    """As somebody may write them who parts them, with and without what links them."""
    first, second, *without = halves
    return [(first, second), *((stem, second) for stem in without)]
