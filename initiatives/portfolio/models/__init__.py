"""The tables of the portfolio: initiatives, what they serve, how they test changes and end."""

from initiatives.portfolio.models.alignments import (
    Alignment,
    Answer,
    Assessment,
    Citation,
    Evidence,
)
from initiatives.portfolio.models.initiatives import (
    Initiative,
    Place,
    RegisterImport,
    TeamMember,
)
from initiatives.portfolio.models.lifecycle import Handover
from initiatives.portfolio.models.method import Driver, GroupFinding, PdsaCycle
from initiatives.portfolio.models.reviews import ProgressDue, Review, Score

__all__ = [
    "Alignment",
    "Answer",
    "Assessment",
    "Citation",
    "Driver",
    "Evidence",
    "GroupFinding",
    "Handover",
    "Initiative",
    "PdsaCycle",
    "Place",
    "ProgressDue",
    "RegisterImport",
    "Review",
    "Score",
    "TeamMember",
]
