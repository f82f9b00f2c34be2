"""Files of HTML and Word that stand in a folder as they are, with or without Markdown beside them."""

from wiki.transfer.formats.making import Making, Plan, Yard
from wiki.transfer.formats.placing import Places
from wiki.transfer.lineage import is_markdown

HOW = {".html": "html", ".htm": "html", ".docx": "word", ".xhtml": "html"}


def plan(yard: Yard) -> Plan | None:
    """Nothing when there is none of them. Folders such as `_layouts` hold parts of pages, not pages."""
    wanted = {path: how for path in yard.paths if (how := how_of(path)) and not _is_part(path)}
    if not wanted:
        return None
    places = Places(path for path in yard.paths if is_markdown(path))
    pages = [Making(path, _target(path, places), how) for path, how in wanted.items()]
    rest = [path for path in yard.paths if path not in wanted]
    texts = {path: path for path in rest if is_markdown(path)}
    return Plan(pages, texts, {path: path for path in rest if path not in texts})


def how_of(path: str) -> str | None:
    return next((how for ending, how in HOW.items() if path.lower().endswith(ending)), None)


def is_page(path: str) -> bool:
    return is_markdown(path) or how_of(path) is not None


def _is_part(path: str) -> bool:
    return any(part.startswith(("_", ".", "~$")) for part in path.split("/"))


def _target(path: str, places: Places) -> str:
    """Beside where it stood, so that relative links go on leading there."""
    bare = path.rpartition(".")[0]
    return places.keep(bare)
