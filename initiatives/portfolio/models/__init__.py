"""The tables of the portfolio: initiatives with their charter, and how they test changes."""

from initiatives.portfolio.models.initiatives import (
    Alignment,
    Assessment,
    Citation,
    Initiative,
    Place,
    RegisterImport,
    TeamMember,
)
from initiatives.portfolio.models.method import Driver, GroupFinding, PdsaCycle
from initiatives.portfolio.models.reviews import ProgressDue, Review, Score

__all__ = [
    "Alignment",
    "Assessment",
    "Citation",
    "Driver",
    "GroupFinding",
    "Initiative",
    "PdsaCycle",
    "Place",
    "ProgressDue",
    "RegisterImport",
    "Review",
    "Score",
    "TeamMember",
]
