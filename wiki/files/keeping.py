"""What the settings say about files: where they lie, how large one may be, how large all together."""

from dataclasses import dataclass
from pathlib import Path

from wiki.core.settings import Settings
from wiki.files.store import LocalStore, Store

MB = 1_000_000


@dataclass
class Keeping:
    store: Store
    largest: int
    """Bytes of one file."""
    all: int
    """Bytes of all files; 0: as many as the disk takes."""


keeping = Keeping(LocalStore(Path("data/files")), 0, 0)


def keep_files(settings: Settings) -> None:
    """From now on files lie where these settings say."""
    keeping.store = LocalStore(settings.data_dir / "files")
    keeping.largest, keeping.all = settings.largest_file_mb * MB, settings.all_files_mb * MB
