"""One page as one file of HTML, its pictures inside."""

import re
from base64 import b64encode

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.export.drawing import day, draw, text_of
from wiki.export.rehanging import rehung
from wiki.export.style import style
from wiki.files.keeping import MB, keeping
from wiki.files.models import File, smaller
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_pages

PICTURE = re.compile(r"/f/(\d{1,9})/")
WIDE_ENOUGH = 1440
LARGEST = 60 * MB
"""Bytes of pictures in one file; those that come after stay in the wiki."""


def page_with_pictures(viewer: User, page: Page, content: PageContent, address: str) -> bytes:
    """Pictures that the viewer may read; links lead to the wiki."""
    packing = _Packing(viewer, page, address)
    html = rehung(text_of(content, viewer), packing.lead)
    return draw(
        "alone.html", html, title=page.title, icon=page.icon, changed=day(content.updated_at), look=style(fonts=False)
    )


class _Packing:
    def __init__(self, viewer: User, page: Page, address: str) -> None:
        self._viewer, self._page, self._address = viewer, page, address
        self._room = LARGEST

    def lead(self, url: str) -> str:
        if picture := PICTURE.match(url):
            inside = self._inside(int(picture[1]))
            return inside or self._address + url
        own, sign, place = url.partition("#")
        if sign and own in ("", self._page.url):
            return f"#{place}"
        return f"{self._address}{url}" if url.startswith("/") and not url.startswith("//") else url

    def _inside(self, file_id: int) -> str:
        readable = File.trashed_at.is_(None), readable_pages(self._viewer)
        statement = select(File).join(Page, Page.id == File.page_id).where(File.id == file_id, *readable)
        file = session.scalar(statement)
        if file is None or not file.is_picture:
            return ""
        width = min((w for w in file.widths if w >= WIDE_ENOUGH), default=0)
        key, kind = (smaller(file.key, width), "image/webp") if width else (file.key, file.media_type)
        try:
            if keeping.store.size(key) > self._room:
                return ""
            with keeping.store.open(key) as source:
                data = source.read()
        except FileNotFoundError:
            return ""
        self._room -= len(data)
        return f"data:{kind};base64,{b64encode(data).decode()}"
