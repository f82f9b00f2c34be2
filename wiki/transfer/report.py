"""What an import brought in, and what it could not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wiki.core.speaking import spoken
from wiki.transfer.losses import phrase
from wiki.transfer.telling import REASON, Fact, fact_of, listed


@dataclass
class Compared:
    """What became of pages that had come before, each by its path in the source."""

    changed: list[str] = field(default_factory=list)
    same: int = 0
    gone: list[str] = field(default_factory=list)
    """In the source no more; they stay."""
    left_out: list[str] = field(default_factory=list)
    """Taken away here, or out of reach of whoever brings them; they stay so."""
    moved: list[str] = field(default_factory=list)
    """Elsewhere in the source; here they stay where they are."""
    both: list[str] = field(default_factory=list)
    """The same words changed here and in the source: both stand in the text."""
    titles: list[str] = field(default_factory=list)
    """Called something else both here and in the source; they keep their title here."""
    failed: list[str] = field(default_factory=list)

    def facts(self, *, would: bool) -> Iterator[Fact]:
        changed = fact_of("Would be changed: %(pages)s") if would else fact_of("Changed: %(pages)s")
        yield from listed(Fact(changed.say, {"pages": len(self.changed)}), self.changed)
        if self.same:
            yield fact_of("Unchanged, and left alone: %(pages)s", pages=self.same)
        yield from listed(fact_of("Gone from the source, but still here: %(pages)s", pages=len(self.gone)), self.gone)
        yield from listed(fact_of("Elsewhere in the source now; here they stay where they are"), self.moved)
        yield from listed(fact_of("Taken away here, so not brought again"), self.left_out)
        yield from listed(fact_of("Changed both here and in the source, so both stand there; have a look"), self.both)
        yield from listed(fact_of("Given another title both here and in the source; yours stays"), self.titles)
        yield from listed(fact_of("Could not be changed; they are as they were"), self.failed)


@dataclass
class Report:
    space: str
    pages: int = 0
    folders: int = 0
    revisions: int = 0
    authors: int = 0
    deleted: int = 0
    links: int = 0
    broken: list[str] = field(default_factory=list)
    """Links to pages that are not there: "path: address"."""
    brought: int = 0
    """Pictures and other files that came along with their pages."""
    files: list[str] = field(default_factory=list)
    """Links to pictures and other files that are not there, or could not be taken in."""
    left: Counter[str] = field(default_factory=Counter)
    skipped: list[Fact] = field(default_factory=list)
    again: Compared | None = None
    """Where the pages came into a space that was there."""
    clashes: list[str] = field(default_factory=list)
    """Titles that several pages have."""
    addresses: list[str] = field(default_factory=list)
    """Addresses that led to other pages of the space already."""
    asked_name: str = ""
    """What the space was to be called, where another was called so by the time it was there."""
    slug: str = ""
    """Of the space they are in."""
    seconds: float = 0.0

    def note(self, path: str, answer: dict[str, Any]) -> None:
        """What a child said of the page at `path`."""
        links = answer["links"]
        self.links += len(links["pages"])
        self.broken += [f"{path}: {link}" for link in links["nothing"]]
        self.left.update(answer["left"])

    def __str__(self) -> str:
        return in_english(self.facts())

    def facts(self) -> Iterator[Fact]:
        seconds, counts = f"{self.seconds:.1f}", (self.pages, self.folders, self.revisions, self.authors)
        pages, folders, versions, people = counts
        yield fact_of("%(space)s, in %(seconds)s s", space=self.space, seconds=seconds)
        if self.asked_name:
            yield fact_of("There is a space called %(name)s by now, so it got another name.", name=self.asked_name)
        yield fact_of("New pages: %(pages)s, of which made for folders: %(folders)s", pages=pages, folders=folders)
        yield fact_of("Versions: %(versions)s, people who wrote them: %(people)s", versions=versions, people=people)
        if self.again:
            yield from self.again.facts(would=False)
        yield fact_of("Links between pages that work: %(links)s; that lead to no page: %(broken)s", **self._links())
        if self.brought:
            yield fact_of("Pictures and files that came along: %(files)s", files=self.brought)
        yield from self.losses()

    def _links(self) -> dict[str, int]:
        return {"links": self.links, "broken": len(self.broken)}

    def losses(self) -> Iterator[Fact]:
        yield from listed(fact_of("Several pages of one title, so a link by title finds the first"), self.clashes)
        yield from listed(fact_of("Lead to another page that was there before"), self.addresses)
        yield from listed(fact_of("Leads to no page"), self.broken)
        yield from listed(fact_of("Not imported, a picture or file"), self.files)
        lost = [_times(what, times) for what, times in self.left.most_common()]
        yield from listed(fact_of("Not carried over"), lost)
        yield from listed(fact_of("Skipped"), self.skipped)
        if self.deleted:
            yield fact_of("Deleted before the last commit, so not imported: %(pages)s", pages=self.deleted)


def _times(what: str, times: int) -> Fact:
    return Fact("%(reason)s (%(times)s×)", {REASON: what, "times": times})


def in_english(facts: Iterator[Fact]) -> str:
    """For a terminal."""
    words = spoken("en")
    return "\n".join(line for each in facts for line in each.lines(words))


STEPS = (
    phrase("Reading the history"),
    phrase("Reading the files"),
    phrase("Reading the dump"),
    phrase("Turning into Markdown"),
    phrase("Replaying the pages"),
    phrase("Following the links"),
    phrase("Changing what changed"),
    phrase("Looking at the files beside them"),
)
"""What an import says that it is doing."""
