"""What differs by role: where a person lands, what their bar offers; and who may be tried out."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.queries import person_by_address
from initiatives.people.rules import main_role

PREPARED = ("member", "owner", "executive", "lead", "auditor", "admin")
OWN = ("my_accountability", "workspace", "initiative_list", "commitment_list", "principle_list")
# The pages of the bar by role, at most five; a person lands on the first.
BARS: dict[Role | None, tuple[str, ...]] = {
    Role.EXECUTIVE: (
        "status",
        "shortfall_list",
        "initiative_list",
        "commitment_list",
        "my_accountability",
    ),
    Role.ADMINISTRATOR: (
        "status",
        "initiative_list",
        "shortfall_list",
        "person_list",
        "my_accountability",
    ),
    Role.LEAD: (
        "shortfall_list",
        "status",
        "initiative_list",
        "commitment_list",
        "my_accountability",
    ),
    Role.AUDITOR: ("shortfall_list", "status", "initiative_list", "commitment_list", "history"),
    Role.MEMBER: (
        "workspace",
        "my_accountability",
        "initiative_list",
        "shortfall_list",
        "status",
    ),
    None: OWN,
}


def landing_url(viewer: User) -> str:
    """The page that a person's main role comes for."""
    return reverse(BARS[main_role(viewer)][0])


def sign_in_links(back: str) -> list[tuple[str, str]]:
    """Name and address of each institution to sign in through; `back` is where to go then."""
    asked = f"?{urlencode({'next': back})}" if back else ""
    names = {"openid": "openid_connect_login", "saml": "saml_login"}
    return [
        (one.name, reverse(names[one.protocol], args=[one.key]) + asked)
        for one in settings.INSTITUTIONS.values()
    ]


def prepared_person(name: str) -> User | None:
    """One of the demonstration's six people; nobody where it is off or not loaded."""
    if not settings.DEMO or name not in PREPARED:
        return None
    person = person_by_address(f"{name}@demo.example")
    return person if person and person.is_active else None
