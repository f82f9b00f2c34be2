"""Which features there are: their tables, and their answers to each other's facts."""

from importlib import import_module

MODELS = (
    *("core.later", "accounts.models", "accounts.groups", "spaces.models", "spaces.synonyms", "spaces.leaving"),
    *(
        "pages.models",
        "pages.looking",
        "pages.views_count",
        "pages.trust",
        "pages.tasks",
        "pages.meaning",
        "pages.asking",
        "pages.calendar",
    ),
    *("editing.models", "editing.purging", "comments.models", "people.models", "questions.models", "saves.models"),
    "lists.models",
    *("files.models", "export.models", "transfer.runs", "transfer.origins", "search.models"),
    *("notifications.models", "notifications.watching", "suggestions.models", "rounds.models"),
    "expertise.models",
)
LISTENERS = (
    *("pages.listeners", "editing.listeners", "comments.listeners", "questions.listeners", "saves.listeners"),
    "lists.listeners",
    *("files.listeners", "export.listeners", "transfer.listeners", "search.listeners"),
    *("notifications.listeners", "suggestions.listeners", "rounds.listeners"),
    "expertise.listeners",
)


def load_tables() -> None:
    """Make every table known."""
    for name in MODELS:
        import_module(f"wiki.{name}")


def load_features() -> None:
    """Every table known, every answer to facts in its place."""
    load_tables()
    for name in LISTENERS:
        import_module(f"wiki.{name}")
