"""Where the files beside the code are: top-level folders in a checkout, inside the package in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder `templates`, `static`, `migrations`, `translations` or `demo` that belongs to this code."""
    in_wheel = PACKAGE / "_shipped"
    return (in_wheel if in_wheel.is_dir() else PACKAGE.parent) / name
