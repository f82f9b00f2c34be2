"""Copies for a device to keep: the same answer as ever, with nothing in it that is secret or of this moment alone.

Scripts ask for one by a header, which no link and no form can send, and that of the answer names the account whose copy
it is. A copy has no token and leaves the browser's session alone. Its nonce is a mark, in whose place the worker puts a
fresh one each time it shows the copy, and is for styles only.
"""

from flask import has_request_context, request

HEADER = "X-Kring-Copy"
IN_ENVIRON = f"HTTP_{HEADER.upper().replace('-', '_')}"
NONCE = "nonce-of-a-copy"


def is_copy() -> bool:
    """Whether this request asks for one."""
    return has_request_context() and IN_ENVIRON in (environ := request.environ) and environ["REQUEST_METHOD"] == "GET"
