"""Template tags become the Markdown they stand for."""

from collections import Counter

import pytest

from wiki.transfer.templates import without_templates


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('[a]({% page "/tools/slack/#rules" %})', "[a](/tools/slack/#rules)"),
        ('[a]({% page "tools/slack" %})', "[a](/tools/slack)"),
        ('[a]({% link "https://example.org/x" %})', "[a](https://example.org/x)"),
        ("[a]({{ site.baseurl }}/tools/)", "[a](/tools/)"),
        ('{% image "_img/a cat.png" "A cat" %}', "![A cat](/_img/a%20cat.png)"),
        ('{% slack_channel "dev" %} and {% slack_channel "vets" "Veterans" %}', "`#dev` and Veterans (`#vets`)"),
        ('`{% raw %}{% page "x" %}{% endraw %}`', '`{% page "x" %}`'),
        ("a{% comment %} later {% endcomment %}b", "a<!-- later -->b"),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        (
            '{% alert "Mind", "warning" %}\n  One\n\n  two {% page "x" %}\n{% endalert %}\nMore',
            "> [!WARNING] Mind\n> One\n>\n> two /x\n\nMore",
        ),
        ("- a\n  {% alert %}\n  One\n  {% endalert %}\n", "- a\n  > [!NOTE]\n  > One\n"),
        ('{{ "{%" }}', "{%"),
        ("nothing { % to }} do", "nothing { % to }} do"),
    ],
)
def test_what_has_a_counterpart(written: str, meant: str) -> None:
    left: Counter[str] = Counter()
    assert without_templates(written, left) == meant
    assert not left


@pytest.mark.parametrize(
    ("written", "kept", "told"),
    [
        ('{% include "low.html" %}\n', '<!-- {% include "low.html" %} -->\n', "{% include %}"),
        ("an {% icon %} inside", "an {% icon %} inside", "{% icon %}"),
        ("{{ page.date }}", "{{ page.date }}", "{{ }}"),
    ],
)
def test_what_has_none_stays_and_is_counted(written: str, kept: str, told: str) -> None:
    left: Counter[str] = Counter()
    assert without_templates(written, left) == kept
    assert left == {told: 1}
