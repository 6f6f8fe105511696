"""All models of the app, gathered for Django from the packages that own them."""

from initiatives.accountability.models import (
    CalendarFeed,
    ChatAddress,
    Commitment,
    Delivery,
    Engine,
    Holiday,
    Policy,
    PolicyStep,
    Preference,
    Reminder,
    Snooze,
)
from initiatives.framework.models import Definition, Expectation, Framework, Principle
from initiatives.history.models import Event
from initiatives.measures.models import (
    Measure,
    Observation,
    OperationalDefinition,
    Stratification,
    Stratum,
    StratumMapping,
)
from initiatives.people.models import (
    AnsweredRequest,
    Cover,
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
    "CalendarFeed",
    "ChatAddress",
    "Citation",
    "Commitment",
    "Cover",
    "Definition",
    "Delivery",
    "Engine",
    "Entity",
    "Event",
    "Expectation",
    "Framework",
    "Holiday",
    "Initiative",
    "Measure",
    "Membership",
    "Observation",
    "OperationalDefinition",
    "Place",
    "Policy",
    "PolicyStep",
    "Preference",
    "Principle",
    "RegisterImport",
    "Reminder",
    "SavedView",
    "Shortfall",
    "Snooze",
    "Stratification",
    "Stratum",
    "StratumMapping",
    "TeamMember",
    "Token",
    "User",
]
