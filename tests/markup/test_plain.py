"""The way out when a text cannot be rendered in time."""

from wiki.markup.plain import as_plain
from wiki.markup.sanitise import sanitise


def test_the_text_is_shown_as_it_is() -> None:
    assert as_plain('a\n<b> & "c"') == '<pre class="plain-fallback">a\n&lt;b&gt; &amp; &quot;c&quot;</pre>'


def test_it_is_as_harmless_as_what_is_rendered() -> None:
    plain = as_plain("</pre><script>x</script>")
    assert sanitise(plain) == plain.replace("plain-fallback", "")
