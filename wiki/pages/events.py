from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class PageCreated(Fact):
    """A page stands in the lists now; links that wanted its title may find it."""

    page_id: int
    by: int | None


@dataclass(frozen=True)
class PageBegan(Fact):
    """There is a page that stands in no list: somebody has just begun it, or it is a template. `title`: what they
    called it, which may be nothing."""

    page_id: int
    by: int
    title: str


@dataclass(frozen=True)
class PageWithdrawn(Fact):
    """The page left the lists, and is a draft that only its maker sees."""

    page_id: int
    by: int


@dataclass(frozen=True)
class PageRenamed(Fact):
    """The title changed. The address changes its words, never its id. `written`: its log says so already."""

    page_id: int
    old_title: str
    by: int
    written: bool = False


@dataclass(frozen=True)
class NamesChanged(Fact):
    """These names, besides its title, lead to the page from now on, or no more."""

    page_id: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class HeadingsRenamed(Fact):
    """Headings of the page are about to be called something else; links to what they were called lead on."""

    page_id: int


@dataclass(frozen=True)
class PageMoved(Fact):
    """The page stands elsewhere in the tree, with all below it. A change of space changes rights."""

    page_id: int
    old_space_id: int
    by: int


@dataclass(frozen=True)
class PageTrashed(Fact):
    """These pages (a page and all below it) left the tree; nobody reads or edits them until restored."""

    page_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True)
class PageRestored(Fact):
    """These pages are back in the tree."""

    page_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True)
class PagesErased(Fact):
    """These pages go for good, in this transaction; their numbers may stay behind, so what hangs on those goes, too."""

    page_ids: tuple[int, ...]


@dataclass(frozen=True)
class LookAsked(Fact):
    """Somebody, `of`, was asked to look at a page that is in review."""

    page_id: int
    of: int
    by: int


@dataclass(frozen=True)
class FeedbackAsked(Fact):
    """Somebody, `of`, was asked what they think of the page."""

    page_id: int
    of: int
    by: int


@dataclass(frozen=True)
class DetailsChanged(Fact):
    """The page's icon, tags, status or keeper changed; its text did not."""

    page_id: int
    by: int


@dataclass(frozen=True)
class PageSaved(Fact):
    """A new projection of the page's text is in place; `by` are those who wrote since the one before."""

    page_id: int
    seq: int
    by: tuple[int, ...]
