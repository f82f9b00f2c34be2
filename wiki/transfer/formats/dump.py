"""A MediaWiki export, read by a child as it streams by: what is wrong with it ends the child, and not the import."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wiki.core.child import Child, ChildDied, ChildError
from wiki.core.errors import Invalid
from wiki.transfer.formats.dump_page import Written, opened
from wiki.transfer.losses import phrase

MEMORY_MB = 768
LARGEST = 16 * 1024**3
"""Bytes of a dump, unpacked."""
CPU_S = 60.0
"""For some hundred revisions."""
REASONS = (
    phrase("Unpacked the dump is larger than %(most)s GB."),
    phrase("This is no whole MediaWiki export: %(error)s."),
    phrase("The file declares a document type or entities, which no MediaWiki export does."),
    phrase("The file is nested deeper than any MediaWiki export is."),
)


@dataclass
class Dump:
    path: Path
    spaces: dict[int, str] = field(default_factory=dict)
    """The names of the namespaces, once the reading has begun."""

    def revisions(self) -> Iterator[Written]:
        """Raises Invalid for what is no XML, or declares entities."""
        child = Child("wiki.transfer.formats.worker", memory_mb=MEMORY_MB, idle_seconds=None)
        begin = True
        asked = {"path": str(self.path.resolve()), "largest": LARGEST}
        try:
            while True:
                answer = child.call("dump", cpu_seconds=CPU_S, **asked, begin=begin)
                if damage := answer.get("damaged"):
                    raise Invalid("source", *damage[:1], **damage[1])
                self.spaces.update(answer["spaces"])
                if not answer["revisions"]:
                    return
                yield from (Written(**told) for told in answer["revisions"])
                begin = False
        except (ChildDied, ChildError) as error:
            raise Invalid("source", "This is no whole MediaWiki export: %(error)s.", error=str(error)) from error
        finally:
            child.close()


def is_dump(path: Path) -> bool:
    try:
        with opened(path) as stream:
            return b"<mediawiki" in stream.read(4096)
    except (OSError, EOFError, ValueError):
        return False
