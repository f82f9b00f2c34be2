"""Who is named in a remark, and whether they can see where."""

from wiki.accounts import naming
from wiki.pages.models import Page
from wiki.pages.policy import may


def named_in(text: str, page: Page) -> naming.Named:
    return naming.named_in(text, lambda user: may(user, "read", page))
