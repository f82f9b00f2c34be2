"""Where exports lie, and the address that links to what is not in them begin with."""

from dataclasses import dataclass
from pathlib import Path

from wiki.core.settings import Settings


@dataclass
class Places:
    takeouts: Path
    mirrors: Path
    address: str


places = Places(Path("data/takeouts"), Path("data/mirror"), "")


def keep_exports(settings: Settings) -> None:
    places.takeouts, places.mirrors = settings.data_dir / "takeouts", settings.data_dir / "mirror"
    places.address = settings.address
