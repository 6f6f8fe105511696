"""Small makers for tests: real rows by real services, with plain names.

The cast of every permission test: alice owns, bob is on the team, charlie is a stranger with a
role elsewhere, erin is an executive, ada an auditor, lee the equity lead, root an administrator.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import make_commitment
from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity, User
from initiatives.people.services import create_entity, grant_role
from initiatives.portfolio.choices import TeamPart
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import create_initiative
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import log_shortfall

_number = count(1)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What an example of a property writes is gone at its end; the test's own rows stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_user(name: str = "", **fields: Any) -> User:
    """A person; the address follows from the name."""
    name = name or f"Person {next(_number)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return User.objects.create_user(email, fields.pop("password", None), name=name, **fields)


def make_entity(name: str = "", parent: Entity | None = None, **fields: Any) -> Entity:
    """A part of the system."""
    name = name or f"Entity {next(_number)}"
    kind = fields.pop("kind", EntityKind.HOSPITAL if parent else EntityKind.SYSTEM)
    return create_entity(actor=None, name=name, short_name=name[:40], kind=kind, parent=parent)


def seat(user: User, role: Role, entity: Entity) -> User:
    """The person, now holding the role; read anew so that nothing is remembered from before."""
    grant_role(actor=None, user=user, entity=entity, role=role)
    return User.objects.get(pk=user.pk)


def make_framework(principles: int = 3, **fields: Any) -> Framework:
    """A framework in force with some principles."""
    values = {"key": f"framework-{next(_number)}", "edition": "1", "name": "Test principles"}
    framework = Framework.objects.create(**(values | {"digest": "0" * 64} | fields))
    for number in range(1, principles + 1):
        Principle.objects.create(
            framework=framework,
            number=number,
            short_name=f"Principle {number}",
            statement=f"We live principle {number}.",
        )
    return framework


def make_initiative(
    actor: User, entity: Entity, title: str = "", principles: Any = (), **charter: Any
) -> Initiative:
    """An initiative at an entity; `actor` must hold a writing role there."""
    stage = charter.pop("stage", "proposed")
    return create_initiative(
        actor=actor,
        charter=Charter(title=title or f"Initiative {next(_number)}", entity=entity, **charter),
        alignments=[(principle, "It serves it well.") for principle in principles],
        stage=stage,
    )


def make_promise(
    actor: User, owner: User, due_in: int = 7, title: str = "", **fields: Any
) -> Commitment:
    """A commitment due so many days from the owner's today."""
    due_on: date = clock.today(owner.time_zone) + timedelta(days=due_in)
    return make_commitment(
        actor=actor, owner=owner, due_on=due_on, title=title or f"Promise {next(_number)}", **fields
    )


def make_shortfall(
    actor: User, entity: Entity, principle: Principle, title: str = "", **fields: Any
) -> Shortfall:
    """A logged shortfall."""
    fields.setdefault("severity", Severity.MODERATE)
    return log_shortfall(
        actor=actor,
        entity=entity,
        principle=principle,
        title=title or f"Shortfall {next(_number)}",
        **fields,
    )


class Cast:
    """A small system with one person of each kind, around one initiative that alice owns."""

    def __init__(self) -> None:
        self.system = make_entity("System")
        self.hospital = make_entity("Hospital", self.system)
        self.clinic = make_entity("Clinic", self.system)
        self.framework = make_framework()
        self.principles = list(self.framework.principles.order_by("number"))
        self.root = seat(make_user("Root"), Role.ADMINISTRATOR, self.system)
        self.lee = seat(make_user("Lee"), Role.LEAD, self.system)
        self.alice = make_user("Alice")
        self.bob = make_user("Bob")
        self.sam = make_user("Sam")
        self.charlie = seat(make_user("Charlie"), Role.MEMBER, self.clinic)
        self.erin = seat(make_user("Erin"), Role.EXECUTIVE, self.system)
        self.ada = seat(make_user("Ada"), Role.AUDITOR, self.system)
        self.nobody = make_user("Nobody")
        self.initiative = make_initiative(
            self.lee,
            self.hospital,
            "Better interpreters",
            principles=self.principles[:2],
            owner=self.alice,
            sponsor=self.sam,
            team={self.bob.pk: TeamPart.MEMBER},
        )
