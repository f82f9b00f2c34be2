"""What lists answer to others: notes are words about pages."""

from wiki.lists import forgetting
from wiki.pages.secrets import Keeps, keeps_words

keeps_words(Keeps(forgetting.count, forgetting.clear))
