"""What a command needs before it does anything. What is imported here is imported late: help comes at once."""

from wiki.core.settings import Settings


def prepared(settings: Settings) -> None:
    """The database is up to date, and everything knows where its things are."""
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
