"""A page that says nothing yet gets its first words from a template."""

from wiki.editing import documents
from wiki.editing import log as page_log
from wiki.editing.actions import write_text


def start_with(page_id: int, user_id: int, text: str) -> bool:
    """Write this into an empty page, as this person; False when there are words by now.

    The log is locked first: of two who choose at once, the second finds the words of the first.
    """
    page_log.begin(page_id)
    page_log.lock(page_id)
    if documents.project(page_id).text.strip():
        return False
    write_text(page_id, user_id, text, show=False)
    return True
