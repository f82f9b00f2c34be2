"""Who is named in a question or an answer, and whether they can see where."""

from wiki.accounts import naming
from wiki.spaces.models import Space
from wiki.spaces.policy import may


def named_in(text: str, space: Space) -> naming.Named:
    return naming.named_in(text, lambda user: may(user, "read", space))
