"""How a change of the tree of entities is told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Move:
    """A change of the tree, and the first night at which it shows."""

    since: date
    sentence: str
