"""A small disk that a test may fill."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.shortage import Disk, small_disk

DISK_MB = 8


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path, DISK_MB) as disk:
        if disk.missing:
            pytest.skip(f"no disk of its own to fill: {disk.missing}")
        yield disk
