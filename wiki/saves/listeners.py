"""What saves answer to others: a note is words about a page."""

from wiki.pages.secrets import Keeps, keeps_words
from wiki.saves import forgetting

keeps_words(Keeps(forgetting.count, forgetting.clear))
