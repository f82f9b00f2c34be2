"""Where the files of imports wait, and what a process of ours needs to know."""

import secrets
from pathlib import Path

from wiki.core.settings import Settings

FOLDER = "imports"


class Imports:
    settings: Settings

    @property
    def folder(self) -> Path:
        """Other people of this machine see nothing of it."""
        folder = self.settings.data_dir / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def place(self, key: str) -> Path:
        return self.settings.data_dir / FOLDER / key

    def new_place(self) -> tuple[str, Path]:
        """A name nobody guesses, and an empty place for the file."""
        key = secrets.token_urlsafe(24)
        return key, self.folder / key


imports = Imports()


def keep_imports(settings: Settings) -> None:
    imports.settings = settings
