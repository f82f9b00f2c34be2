"""What suggestions answer to others' facts: they forget secrets."""

from wiki.pages.secrets import Keeps, keeps_words
from wiki.suggestions import forgetting

keeps_words(Keeps(forgetting.count, forgetting.clear))
