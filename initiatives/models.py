"""All models of the app, gathered for Django from the packages that own them."""

from initiatives.accountability.models import Commitment, Delivery, Policy, Reminder
from initiatives.framework.models import Definition, Expectation, Framework, Principle
from initiatives.history.models import Event
from initiatives.people.models import (
    AnsweredRequest,
    Entity,
    Membership,
    SavedView,
    Token,
    User,
)
from initiatives.portfolio.models import (
    Alignment,
    Assessment,
    Citation,
    Initiative,
    Place,
    RegisterImport,
    TeamMember,
)
from initiatives.shortfalls.models import Shortfall

__all__ = [
    "Alignment",
    "AnsweredRequest",
    "Assessment",
    "Citation",
    "Commitment",
    "Definition",
    "Delivery",
    "Entity",
    "Event",
    "Expectation",
    "Framework",
    "Initiative",
    "Membership",
    "Place",
    "Policy",
    "Principle",
    "RegisterImport",
    "Reminder",
    "SavedView",
    "Shortfall",
    "TeamMember",
    "Token",
    "User",
]
