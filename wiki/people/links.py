"""Links of a profile, one a line: what it is called, and an address."""

from typing import NamedTuple
from urllib.parse import urlsplit

from wiki.accounts.clean import clean_line
from wiki.core.errors import Invalid
from wiki.people.models import LONGEST_LABEL, LONGEST_URL

MOST = 5


class Link(NamedTuple):
    label: str
    url: str

    @property
    def shown(self) -> str:
        """An address alone is called by its host."""
        return self.label or urlsplit(self.url).netloc


def links_in(text: str) -> list[Link]:
    """Raises Invalid."""
    links = [_link(words) for line in text.splitlines() if (words := clean_line(line))]
    if len(links) > MOST:
        raise Invalid("links", "Five links at most.")
    return links


def as_text(links: list[Link]) -> str:
    """The lines that `links_in` reads."""
    return "\n".join(f"{link.label} {link.url}".strip() for link in links)


def _link(line: str) -> Link:
    label, _, url = line.rpartition(" ")
    if not _is_safe(url):
        raise Invalid("links", "End each line with an address that begins with https://.")
    if len(url) > LONGEST_URL or len(label) > LONGEST_LABEL:
        raise Invalid("links", "Make it shorter: 80 characters for the name, 300 for the address.")
    return Link(label, url)


def _is_safe(url: str) -> bool:
    """A place on the web over HTTPS, where no name or password is put in for anybody."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and "\\" not in url
    except ValueError:
        return False
