"""What is shown of a text that could not be rendered in time: the text itself."""

from html import escape


def as_plain(text: str) -> str:
    return f'<pre class="plain-fallback">{escape(text)}</pre>'
