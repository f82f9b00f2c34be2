"""Who may decide about a suggestion: whoever may write the page. Who may answer in a thread may propose."""

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.comments.policy import remark_for
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.pages.models import Page
from wiki.pages.policy import may
from wiki.suggestions.models import Suggestion


def suggestion_for(user: User, remark_id: int) -> tuple[Suggestion, Remark, Thread, Page]:
    """One to decide about. Raises NotFound and NotAllowed."""
    remark, thread, page = remark_for(user, remark_id, to="read")
    found = session.get(Suggestion, remark_id)
    if found is None:
        raise NotFound(str(remark_id))
    if not may(user, "edit", page):
        raise NotAllowed("edit", page)
    return found, remark, thread, page
