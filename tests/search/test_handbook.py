"""What people look for in a real handbook, and the page that they mean. Who changes how hits are ranked looks here."""

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from wiki.accounts.models import User
from wiki.core.db import connect, session
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.projection import save_projection
from wiki.search import indexing
from wiki.search.engines import EngineName
from wiki.search.finding import find
from wiki.search.keeping import keep_index, keeping
from wiki.search.parsing import Asked, parse
from wiki.spaces.models import Space

pytestmark = pytest.mark.slow

DUTCH = {
    "Vergunningen aanvragen": "Voor het graven in de straat vraag je een vergunning aan bij het loket van de gemeente.",
    "Warmtewisselaars": "Een warmtewisselaar brengt de warmte van het net naar de woning. Hij zit in de meterkast.",
    "Gebruikersinformatie": "De gebruikersinformatie staat in een map, en de gebruikers lezen de informatie daar.",
    "De informatie voor gebruikers": "Hier staat welke informatie de gebruikers krijgen als zij in het huis wonen.",
    "Coördinatie van storingen": "Bij een storing belt de monteur met de coördinator, en die belt de bewoners op.",
}
FIRST = {
    "password requirements": "Requirements for Passwords",
    "passwords": "Requirements for Passwords",
    "pssword requirements": "Requirements for Passwords",
    "onboarding overview": "Onboarding overview",
    "slack": "Slack",
    "slack notifications": "Slack communication and notification best practices",
    "parental leave": "Paid parental leave (PPL)",
    "paid leave for parents": "Paid parental leave (PPL)",
    "sick leave": "Advanced sick leave",
    '"sick leave"': "Advanced sick leave",
    "time tracking": "Tracking your time and using Tock",
    "tock": "Tock",
    "expense reimbursement": "Get reimbursed",
    "reimbursment": "Get reimbursed",
    "travel card": "Get a travel card",
    "book travel": "Book travel in Concur and secure approvals",
    "remote work": "Distributed",
    "code of conduct": "Code of conduct",
    "harassment": "Code of conduct",
    "bug bounty": "TTS Bug Bounty Program",
    "security incident": "Security incidents",
    "cloud.gov": "cloud.gov Pages",
    "18f": "18f",
    "commit signing gpg": "Git commit signing",
    "one-on-ones": "One-on-Ones",
    "one on one meetings": "One-on-Ones",
    "transit benefit": "Transit Benefit",
    "google drive sharing": "Google Drive",
    "calender sharing": "Google Calendar",
    "open source policy": "Open source policy",
    "privacy": "Privacy",
    "resume": "Writing a federal government resume",
    "TTSJobs": "TTSJobs",
    "PIV card": "PIV card",
    "offboarding": "Leaving TTS & Offboarding",
    "veteran": "Veteran & service member resources",
    "employee assistance": "Employee Assistance Program (EAP)",
    "in:title slack": "Slack",
    "travel* in:title": "Travel and leave",
    "heat exchanger": "Choosing a heat exchanger",
    "flushing": "Flushing and filling",
    "vergunning": "Vergunningen aanvragen",
    "vergunningen gemeente": "Vergunningen aanvragen",
    "warmtewisselaar": "Warmtewisselaars",
    "warmtewiselaar": "Warmtewisselaars",
    "coordinatie storing": "Coördinatie van storingen",
    "gebruikersinformatie": "Gebruikersinformatie",
    "informatie voor gebruikers": "De informatie voor gebruikers",
}
MEANT = {"onbording": "onboarding", "acquistion": "acquisition", "warmtewiselaar": "warmtewisselaars"}


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory, prepared: Settings) -> Settings:
    folder = shutil.copytree(prepared.data_dir, tmp_path_factory.mktemp("handbook") / "data")
    settings = read_settings({}, data_dir=folder, durable=False, demo=True)
    engine = connect(settings)
    with unit():
        reader, space = _reader(), session.scalars(select(Space).where(Space.name == "Handbook")).one()
        pages = {create_page(reader, space, title).id: text for title, text in DUTCH.items()}
        by = reader.id
    for page_id, text in pages.items():
        with unit():
            save_projection(page_id, epoch=1, seq=1, text=text, runs=[(by, len(text))], writers=(by,))
    engine.dispose()
    return settings


def _reader() -> User:
    return session.scalars(select(User).where(User.name == "Mira Vos")).one()


@pytest.fixture(params=["whoosh", "fts5"])
def searched(request: pytest.FixtureRequest, handbook: Settings) -> Iterator[EngineName]:
    engine: Engine = connect(handbook)
    keep_index(handbook)
    keeping.wanted = request.param
    indexing.rebuild()
    yield request.param
    engine.dispose()


@pytest.mark.usefixtures("searched")
def test_what_is_looked_for_comes_first() -> None:
    with unit():
        reader = _reader()
        found = {text: [*(hit.title for hit in find(reader, _meant(reader, text)).hits), ""][0] for text in FIRST}
        assert found == FIRST
        assert {text: find(reader, parse(text)).meant for text in MEANT} == MEANT
        halves = [hit.title for hit in find(reader, parse("gebruikersinformatie")).hits]
        assert halves[:1] == ["Gebruikersinformatie"]
        assert "Gebruikersinformatie" in [hit.title for hit in find(reader, parse("informatie")).hits[:3]]


def _meant(reader: User, text: str) -> Asked:
    """As somebody asks who takes what is proposed."""
    return parse(find(reader, parse(text)).meant or text)
