"""What has to survive a power cut."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """A file, or the names in a folder, to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
