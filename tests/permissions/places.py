"""One record of every kind at three places, and who asks for them.

The places: `own`, where those who hold a role at one entity hold it; `sibling`, beside it; and
`foreign`, in another branch of the tree. `restricted` is confidential, at the own entity, and
names none of those who ask.
"""

from datetime import date
from typing import Any

from initiatives.accountability.models import ChatAddress, Holiday
from initiatives.accountability.services import add_holiday, open_calendar
from initiatives.base import clock
from initiatives.community.models import ReportBack, Theme
from initiatives.community.services import approve_answer, close_feedback, draft_answer
from initiatives.exports.services import ask_for_export, make_exports
from initiatives.history.models import Event
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, User
from initiatives.people.services import issue_token, save_view
from initiatives.portfolio.choices import TeamPart
from initiatives.portfolio.rules import may_import
from initiatives.portfolio.services import preview_register
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.shortfalls.services.finding import note_source
from tests.api.world import LISTED, REGISTER, WEBHOOK, World
from tests.factories import make_entity, make_initiative, make_promise, make_user, seat
from tests.initiatives.community.voices import WORDS, hear, themed
from tests.initiatives.measures.making import make_signal

# The columns: who asks, and the role they hold on the whole system or on the own entity alone.
WHOLE = {"administrator": Role.ADMINISTRATOR, "equity lead": Role.LEAD}
LOCAL = {
    "local administrator": Role.ADMINISTRATOR,
    "local lead": Role.LEAD,
    "member": Role.MEMBER,
    "executive": Role.EXECUTIVE,
    "auditor": Role.AUDITOR,
}
NOT_SIGNED_IN = "not signed in"
COLUMNS = (*WHOLE, *LOCAL, "owner", "no role", NOT_SIGNED_IN)
# What belongs to one person alone.
BELONGINGS = (
    *("view", "export", "waiting", "hook", "hook_off", "hook_delivery", "service", "token"),
    *("my_token", "cover", "delivery", "register"),
)
# What is confidential where a shortfall is: it, and what would tell of it.
RESTRICTED = (
    *("answered", "proposed", "put_by", "merged", "returned", "secret", "unsafe"),
    *("ruling", "commitment", "reminder", "snoozed", "signal", "event"),
)


class Place(World):
    """An entity with a hospital and a clinic below it, its people, and all that lies there."""

    name: str

    def __init__(self, world: World, name: str, parent: Entity | None = None) -> None:
        self.__dict__.update(vars(world))
        self.name = name
        self.system = make_entity(name, parent or world.system, kind=EntityKind.HOSPITAL)
        self.hospital = make_entity(f"{name} hospital", self.system)
        self.clinic = make_entity(f"{name} clinic", self.system, kind=EntityKind.CLINIC)
        self.site, self.counted_on = parent or self.system, date(2025, 1, 1)
        self.people()
        self.initiative = make_initiative(
            self.lee,
            self.hospital,
            f"Interpreters, {name}",
            principles=self.principles[:2],
            owner=self.alice,
            sponsor=self.sam,
            team={self.bob.pk: TeamPart.MEMBER},
        )
        self.records()
        self.what_pages_need()

    def people(self) -> None:
        """The owner, the team, the sponsor, and somebody with a role that can be ended."""
        names = (f"{who} of {self.name}" for who in ("Alice", "Bob", "Sam", "Charlie"))
        self.alice, self.bob, self.sam, self.charlie = (make_user(name) for name in names)
        self.charlie = seat(self.charlie, Role.MEMBER, self.clinic)
        self.gone = make_user(f"Gone of {self.name}", is_active=False)
        self.keeper = self.alice

    def what_pages_need(self) -> None:
        """Records of which the API has no operation."""
        self.figure = self.measure.observations.first()
        self.new_voice = hear(entity=self.hospital, set_aside=True)[1]
        self.closed_voice = hear(entity=self.hospital)[1]
        close_feedback(actor=self.lee, feedback=self.closed_voice, reason="Said twice.")
        self.theme = Theme.objects.get(name="Interpreters")
        self.holiday = Holiday.objects.get()
        self.drafted_answer, self.approved_answer = self.an_answer(), self.an_answer()
        approve_answer(actor=self.root, answer=self.approved_answer)
        self.my_token, _ = issue_token(user=self.keeper, name="Mine", scope="read")

    def programs(self) -> None:
        """A service that reaches what lies here."""
        super().programs()
        seat(self.service, Role.AUDITOR, self.hospital)

    def an_answer(self) -> ReportBack:
        """A draft."""
        voice = hear(entity=self.hospital)[1]
        themed(self.lee, voice)
        about: dict[str, Any] = {"feedback": [voice], "entity": self.hospital, "words": WORDS}
        return draft_answer(actor=self.lee, decision="done", **about)


class Belonging(Place):
    """The own place, where what belongs to one person alone belongs to whoever asks."""

    def __init__(self, own: Place, keeper: User) -> None:
        self.__dict__.update(vars(own))
        self.keeper = keeper
        self.view = save_view(actor=keeper, list_name="initiatives", name="Own", query="owner=1")
        self.export = ask_for_export(actor=keeper, kind="list_csv", parameters=LISTED)
        if may_import(keeper):
            self.register = preview_register(actor=keeper, content=REGISTER, file_name="own.csv")
        self.programs()
        self.webhooks()
        self.my_token, _ = issue_token(user=keeper, name="Mine", scope="read")
        ChatAddress.objects.create(person=keeper, address=WEBHOOK, service="Slack")
        open_calendar(actor=keeper)


class Restricted(Place):
    """The own place, with shortfalls that are confidential and promises that answer them."""

    def __init__(self, own: Place) -> None:
        self.__dict__.update(vars(own))
        self.name = "restricted"
        self.alice = make_user("Alice of the few")
        self.promises()
        self.shortfalls()
        self.signal = make_signal(self.measure, "Another group", month=2)
        self.more_shortfalls()
        self.decided()
        self.hide()
        note_source(self.secret, kind="measure", found_on=clock.today(), about=self.signal)
        self.commitment = make_promise(self.lee, self.alice, -1, shortfall=self.secret)
        self.snoozed = make_promise(self.lee, self.alice, 9, shortfall=self.secret)
        self.messages()
        about = {"subject_kind": "shortfall", "subject_id": self.secret.pk}
        self.event = Event.objects.filter(**about).first()

    def hide(self) -> None:
        """All of them; the one that came back did so by a signal that tells of it."""
        for name in ("answered", "proposed", "put_by", "returned", "unsafe"):
            restrict_shortfall(actor=self.lee, shortfall=getattr(self, name), reason="For few.")
        into = Shortfall.objects.get(merged=self.merged.pk)
        restrict_shortfall(actor=self.lee, shortfall=into, reason="For few.")


class System:
    """The places, and who asks; `as_seen_by` gives a place as it is for one of them."""

    def __init__(self) -> None:
        world = World()
        ChatAddress.objects.all().delete()  # what is sent from here on goes nowhere
        add_holiday(actor=world.root, day=date(2027, 12, 24), name="Winter")
        self.own = Place(world, "Own")
        branch = make_entity("Branch", world.system)
        self.places = {
            "own": self.own,
            "sibling": Place(world, "Sibling"),
            "foreign": Place(world, "Foreign", branch),
            "restricted": Restricted(self.own),
        }
        whole = {who: self.seated(who, role, world.system) for who, role in WHOLE.items()}
        local = {who: self.seated(who, role, self.own.system) for who, role in LOCAL.items()}
        self.people = whole | local | {"owner": self.own.alice, "no role": make_user("No role")}
        self.belongings = {who: Belonging(self.own, one) for who, one in self.people.items()}
        make_exports()
        for one in self.belongings.values():
            one.waiting = ask_for_export(actor=one.keeper, kind="list_csv", parameters=LISTED)

    def seated(self, who: str, role: Role, entity: Entity) -> User:
        return seat(make_user(who.capitalize()), role, entity)

    def as_seen_by(self, who: str, place: str) -> World:
        """The records of a place; at the own entity, the belongings of who asks."""
        if place == "own" and who in self.belongings:
            return self.belongings[who]
        return self.places[place]

    def differ(self, value: Any) -> bool:
        """Whether this names other records elsewhere than at the own entity."""
        return bool(self.places["sibling"].filled(value) != self.own.filled(value))
