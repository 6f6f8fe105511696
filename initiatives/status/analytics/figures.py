"""What the figures are made of: numbers with what they are out of and the list that they count."""

from dataclasses import dataclass

from initiatives.measures.suppression import THRESHOLD

# Initiatives and shortfalls are records that their readers can open one by one, so numbers of them
# hide nobody. A share or a median of fewer than these says little, and is not told.
ENOUGH = THRESHOLD


@dataclass(frozen=True)
class Line:
    """So many of so many; `query` is that of the list `list_name` that the first number counts."""

    key: str
    label: str
    numerator: int
    denominator: int
    list_name: str = ""
    query: str = ""

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where fewer than 11 are too few to say."""
        return share_of(self.numerator, self.denominator)


def share_of(numerator: int, denominator: int) -> float | None:
    """A share from 0 to 1; None for less than what is enough to say one."""
    return numerator / denominator if denominator >= ENOUGH else None
