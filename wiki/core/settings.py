"""Every setting in one typed table. Nothing else in Kring reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class SettingError(ValueError):
    """A setting that cannot be used; the text says which and why."""


def setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, kw_only=True)
class Settings:
    host: str = setting("127.0.0.1", "Address to listen on.")
    port: int = setting(8000, "Port to listen on; 0 takes a free one.")
    data_dir: Path = setting(Path("data"), "Folder that holds everything: database, files, secret key.")
    database_url: str = setting("", "Database; empty means SQLite in the data folder.")
    base_url: str = setting("", "Address people use, such as https://wiki.example.org; empty means http://HOST:PORT.")
    trusted_proxies: int = setting(0, "How many proxies in front of Kring set X-Forwarded-* headers.")
    secret_key: str = setting("", "Key that signs cookies; empty means one is made and kept in the data folder.")
    durable: bool = setting(True, "Wait for the disk before saying *saved*; off survives crashes but not power loss.")
    smtp_url: str = setting(
        "", "Mail host, such as smtp://user:password@host:587 or smtps://host; empty sends no mail."
    )
    mail_from: str = setting("Kring <kring@localhost>", "Sender of mail.")
    reply_to: str = setting(
        "",
        "Address for answers by mail, such as kring@example.org; its host must give mail for kring+ANYTHING@ to "
        "`kring receive`. Empty: none are taken.",
    )
    largest_file_mb: int = setting(25, "How large one picture or file may be, in MB.")
    all_files_mb: int = setting(0, "How much room all pictures and files may take, in MB; 0 means as much as there is.")
    largest_import_mb: int = setting(1000, "How large a file to bring pages in from may be, in MB.")
    offline: bool = setting(
        True, "Let browsers keep pages to read and write without a network; off takes them away again."
    )
    search: Literal["auto", "whoosh", "fts5"] = setting(
        "auto", "Where words are looked up: whoosh, fts5 (SQLite's own), or auto, which goes by how much there is."
    )
    demo: bool = setting(False, "Demo mode: anybody may sign in as one of the demo members.")
    log_level: str = setting("INFO", "How much is logged: DEBUG, INFO, WARNING or ERROR.")

    def as_environ(self) -> dict[str, str]:
        """What another process of ours has to be started with to have the same."""
        words = {True: "on", False: "off"}
        values = {f.name.upper(): getattr(self, f.name) for f in fields(self)}
        ours = {name: words[value] if isinstance(value, bool) else str(value) for name, value in values.items()}
        return {**os.environ, **ours}

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'kring.sqlite').absolute()}"

    @property
    def address(self) -> str:
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        return self.address.startswith("https://")


def read_settings(environ: Mapping[str, str] = os.environ, **given: Any) -> Settings:
    """Settings from the environment; `given` wins. Raises SettingError."""
    hints = get_type_hints(Settings)
    values = {
        f.name: _parse(f.name, environ[f.name.upper()], hints[f.name])
        for f in fields(Settings)
        if f.name.upper() in environ
    }
    return Settings(**(values | given))


def _parse(name: str, text: str, kind: type) -> Any:
    if get_origin(kind) is Literal:
        return _one_of(name, text.strip().lower(), get_args(kind))
    try:
        return _truth(text) if kind is bool else kind(text)
    except ValueError:
        raise SettingError(
            f"{name.upper()}={text!r} is not usable: a value of type {kind.__name__} is needed"
        ) from None


def _one_of(name: str, word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise SettingError(f"{name.upper()}={word!r} is not usable: it can be {', '.join(words)}")
    return word


def _truth(text: str) -> bool:
    word = text.strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ValueError(text)
    return word in TRUE_WORDS
