"""The key that signs cookies: given by a setting, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path

from wiki.core.settings import Settings

KEY_BYTES = 32


def secret_key(settings: Settings) -> str:
    return settings.secret_key or _kept(settings.data_dir / "secret-key")


def _kept(path: Path) -> str:
    """The kept key; of two processes that start at once, the first to write decides."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
    except FileExistsError:
        pass
    return path.read_text().strip()
