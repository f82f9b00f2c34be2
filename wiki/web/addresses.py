"""What stands in addresses."""

import re

from flask import request


def id_of(ref: str) -> int:
    """The id of a page or question in its address: `12-a-title`."""
    return int(ref.partition("-")[0])


def without_host(typed: str | None) -> str:
    """What somebody typed, line by line: an address of ours without its beginning, as it stands within Kring."""
    return re.sub(rf"^\s*https?://{re.escape(request.host)}(?=/)", "", typed or "", flags=re.IGNORECASE | re.MULTILINE)
