"""A network as a small picture: the viewer, whoever is between, the person, and with whom that person works."""

from dataclasses import dataclass, field
from math import cos, pi, sin

from wiki.accounts.models import PersonSign, User
from wiki.expertise.network import Network

WIDTH, HEIGHT = 560, 260
MIDDLE = HEIGHT / 2
AROUND = 96
"""From the person to those they work with."""


@dataclass(frozen=True)
class Dot:
    """Somebody at a place of the picture, in its units."""

    person: PersonSign
    x: float
    y: float
    large: bool = False


@dataclass(frozen=True)
class Picture:
    dots: list[Dot] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    width: int = WIDTH
    height: int = HEIGHT


def drawn(viewer: User, person: User, network: Network) -> Picture:
    picture = Picture()
    hub = Dot(person, WIDTH - AROUND - 40, MIDDLE, large=True)
    _draw_way(picture, viewer, hub, network)
    known = {viewer.id, *(one.id for one in network.way or ())}
    others = [tie.person for tie in network.colleagues if tie.person.id not in known]
    for place, other in enumerate(others):
        angle = pi * (place + 0.5) / len(others) * 1.4 - pi * 0.7  # leaves the side open from which the way comes
        dot = Dot(other, hub.x + AROUND * cos(angle), hub.y + AROUND * sin(angle))
        _draw_line(picture, hub, dot)
        picture.dots.append(dot)
    picture.dots.append(hub)
    return picture


def _draw_way(picture: Picture, viewer: User, hub: Dot, network: Network) -> None:
    if network.way is None:
        return
    people: list[PersonSign] = [viewer, *network.way]
    step = (hub.x - 40) / len(people)
    dots = [Dot(one, 40 + step * place, MIDDLE, large=not place) for place, one in enumerate(people)]
    for one, other in zip(dots, [*dots[1:], hub], strict=True):
        _draw_line(picture, one, other)
    picture.dots.extend(dots)


def _draw_line(picture: Picture, one: Dot, other: Dot) -> None:
    picture.lines.append((one.x, one.y, other.x, other.y))
