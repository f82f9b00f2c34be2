"""What every command begins with: settings from the environment, and a data folder that is ready for them."""

import logging
from pathlib import Path
from typing import Any

import click

from wiki.core.settings import SettingError, Settings, read_settings


def settings_of(**given: Any) -> Settings:
    try:
        settings = read_settings(**given)
    except SettingError as error:
        raise click.ClickException(str(error)) from error
    if settings.demo and settings.data_dir == Path("data"):
        settings = read_settings(**given, data_dir=Path("data-demo"))
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return settings


def prepare_for(settings: Settings) -> None:
    from wiki.core.db import connect
    from wiki.export.keeping import keep_exports
    from wiki.files.keeping import keep_files
    from wiki.search.keeping import keep_index
    from wiki.server import prepare
    from wiki.transfer.keeping import keep_imports
    from wiki.wiring import load_features

    load_features()
    prepare(settings)
    connect(settings)
    keep_files(settings)
    keep_exports(settings)
    keep_index(settings)
    keep_imports(settings)
