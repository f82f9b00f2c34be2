"""What an import brought in, and what it could not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SHOWN = 20


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
    skipped: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, path: str, answer: dict[str, Any]) -> None:
        """What a child said of the page at `path`."""
        links = answer["links"]
        self.links += len(links["pages"])
        self.broken += [f"{path}: {link}" for link in links["nothing"]]
        self.left.update(answer["left"])

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield (
            f"{self.space}: {self.pages} pages ({self.folders} made for folders), {self.revisions} versions "
            f"by {self.authors} people, in {self.seconds:.1f} s"
        )
        yield f"Links between pages: {self.links} work, {len(self.broken)} lead to no page"
        if self.brought:
            yield f"Pictures and files that came along: {self.brought}"
        yield from self.losses()

    def losses(self) -> Iterator[str]:
        yield from listed("Leads to no page", self.broken)
        yield from listed("Not imported, a picture or file", self.files)
        yield from listed("Not carried over", [f"{what} ({times}×)" for what, times in self.left.most_common()])
        yield from listed("Skipped", self.skipped)
        if self.deleted:
            yield f"Deleted before the last commit, so not imported: {self.deleted} pages"


def listed(what: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"{what}:"
        yield from (f"  {item}" for item in items[:SHOWN])
    if len(items) > SHOWN:
        yield f"  and {len(items) - SHOWN} more"
