"""What stands around every page: the bar, the menu, and whether this is a demonstration.

Each part is worked out when a template asks for it, so a page without a bar pays for none.
"""

from functools import cached_property
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from initiatives.accountability.models import Engine
from initiatives.accountability.queries import overdue, standstill
from initiatives.community.rules import is_reader
from initiatives.people.models import User
from initiatives.people.rules import features_off, main_role, may_oversee
from initiatives.web.access import BARS, PREPARED, prepared_person, sign_in_links
from initiatives.web.switched import is_open, off_for_all

PAGES = {
    "status": (_("Status"), "table-2"),
    "workspace": (_("Workspace"), "users"),
    "my_accountability": (_("My accountability"), "inbox"),
    "initiative_list": (_("Initiatives"), "sprout"),
    "review_list": (_("Reviews"), "calendar"),
    "measure_list": (_("Measures"), "trending-up"),
    "commitment_list": (_("Commitments"), "clock"),
    "shortfall_list": (_("Shortfalls"), "flag"),
    "signal_list": (_("Signals"), "triangle-alert"),
    "voice_list": (_("Community feedback"), "mail"),
    "workforce": (_("Workforce"), "users"),
    "principle_list": (_("Principles"), "compass"),
    "crosswalk": (_("Crosswalk"), "table-2"),
    "definition_list": (_("Definitions"), "book-open"),
    "entity_list": (_("Entities"), "building-2"),
    "person_list": (_("People"), "users"),
    "history": (_("History"), "history"),
    "export_list": (_("My exports"), "download"),
    "my_reminders": (_("My reminders"), "bell"),
    "reminding": (_("How I am reminded"), "clock"),
    "my_covers": (_("Cover"), "users"),
    "profile": (_("My profile"), "settings"),
    "token_list": (_("API tokens"), "key-round"),
    "policy_list": (_("Reminder policies"), "bell"),
    "administration": (_("Administration"), "shield-check"),
    "reminder_engine": (_("Administer reminders"), "bell"),
    "retention": (_("How long data are kept"), "clock"),
}
OVERSEEN = {"administration", "reminder_engine", "retention"}


class Entry(NamedTuple):
    """A link of the bar or of the menu."""

    label: str
    url: str
    icon: str
    current: bool
    count: int = 0  # type: ignore[assignment]


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"chrome": Chrome(request)}


class Chrome:
    """The frame of the page that answers one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.demo = settings.DEMO

    @cached_property
    def viewer(self) -> User | None:
        """Who asks; nobody before sign-in."""
        user = getattr(self.request, "user", None)
        return cast(User, user) if user is not None and user.is_authenticated else None

    @cached_property
    def bar(self) -> tuple[str, ...]:
        """The names of the pages that the viewer's role comes for."""
        return BARS[main_role(self.viewer)] if self.viewer else ()

    @cached_property
    def role(self) -> str:
        """The viewer's main role in words."""
        role = main_role(self.viewer) if self.viewer else None
        return str(role.label) if role else ""

    @cached_property
    def navigation(self) -> list[Entry]:
        """The bar; what is overdue is counted beside the page that lists it."""
        counts = {"my_accountability": self.overdue} if "my_accountability" in self.bar else {}
        return [self.entry(name, counts.get(name, 0)) for name in self.bar]

    @cached_property
    def menu(self) -> list[Entry]:
        """All other pages."""
        return [self.entry(name) for name in PAGES if name not in self.bar and self.offers(name)]

    def offers(self, name: str) -> bool:
        """Whether the viewer has anything to find there."""
        if self.viewer is None:
            return False
        if not is_open(self.viewer, name):
            return False
        if name == "voice_list":
            return is_reader(self.viewer)
        return name not in OVERSEEN or bool(may_oversee(self.viewer))

    @cached_property
    def off(self) -> frozenset[str]:
        """What is switched off, so that nothing leads there."""
        return features_off(self.viewer) if self.viewer else off_for_all()

    @cached_property
    def standstill(self) -> Engine | None:
        """The engine while no reminder goes, for administrators, who can do something about it."""
        return standstill(self.viewer) if self.viewer else None

    @cached_property
    def institutions(self) -> list[tuple[str, str]]:
        """Name and address of each institution that people sign in through."""
        return sign_in_links(self.request.GET.get("next", ""))

    @cached_property
    def passwords(self) -> bool:
        """Whether others than the emergency accounts sign in by password."""
        return bool(settings.LOCAL_SIGN_IN == "everyone")

    @cached_property
    def demo_sign_in(self) -> bool:
        """Whether one can sign in as one of the demonstration's people."""
        return any(prepared_person(name) for name in PREPARED)

    def entry(self, name: str, count: int = 0) -> Entry:
        """One link."""
        label, icon = PAGES[name]
        url = reverse(name)
        return Entry(gettext(label), url, icon, self.nearest == url, count)

    @cached_property
    def nearest(self) -> str:
        """The address among all links that the present page lies at or below."""
        here = self.request.path
        below = [url for url in map(reverse, PAGES) if here.startswith(url)]
        return max(below, key=len, default="")

    @cached_property
    def overdue(self) -> int:
        """How many commitments of the viewer's own are overdue."""
        return self.viewer.commitments.filter(overdue()).count() if self.viewer else 0
