from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class FileChanged(Fact):
    """A file came to this page, left it for the trash or came back: what its links show may differ."""

    file_id: int
    page_id: int
