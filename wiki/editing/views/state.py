"""A page's document for an editor that opens it: the newest snapshot and the log behind it, in one answer."""

from flask import Blueprint, Response
from flask_login import current_user

from wiki.editing import log as page_log
from wiki.pages.policy import page_for
from wiki.web.addresses import id_of

LENGTH_BYTES = 4

bp = Blueprint("editing", __name__)


@bp.get("/p/<page:ref>/state")
def state(ref: str) -> Response:
    """Each update behind its length; the headers say which place in the log they lead to."""
    page = page_for(current_user, id_of(ref))
    head = page_log.head_of(page.id)
    snapshot = page_log.snapshot_of(page.id, head.epoch)
    rows = page_log.rows_after(page.id, head.epoch, snapshot.seq if snapshot else 0, upto=head.seq)
    updates = [*([snapshot.state] if snapshot else []), *(row.data for row in rows)]
    body = b"".join(len(update).to_bytes(LENGTH_BYTES, "big") + update for update in updates)
    response = Response(body, mimetype="application/octet-stream")
    response.headers |= {"X-Kring-Epoch": str(head.epoch), "X-Kring-Seq": str(head.seq), "Cache-Control": "no-store"}
    return response
