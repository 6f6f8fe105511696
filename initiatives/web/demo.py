"""The six prepared people of the demonstration system, and what each can try."""

from typing import NamedTuple

from django.conf import settings

from initiatives.people.models import User
from initiatives.people.queries import people_of_domain

DOMAIN = "demo.example"
CAST = {
    "member": ("Team member", "Charters initiatives, says which principles they serve."),
    "owner": ("Accountability owner", "Keeps promises: one list of all that carries their name."),
    "executive": ("Executive", "Sees where the system stands and what needs a decision."),
    "lead": ("Equity lead", "Keeps the shortfall log and the definitions; imports registers."),
    "auditor": ("Auditor", "Reads everything and the history of it, changes nothing."),
    "admin": ("System administrator", "Keeps people, roles and entities."),
}


class Prepared(NamedTuple):
    """One prepared person: who they are and what they can try."""

    user: User
    role: str
    says: str


def prepared_people() -> list[Prepared]:
    """The six, where this is a demonstration system and it is loaded; otherwise nobody."""
    if not settings.DEMO:
        return []
    found = {user.email.split("@")[0]: user for user in people_of_domain(DOMAIN)}
    return [Prepared(found[key], *words) for key, words in CAST.items() if key in found]
