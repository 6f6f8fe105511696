"""One outside framework: what each requirement asks, what is recorded for it, what is attested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.community.queries import Line, figures
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    Definition,
    OutsideFramework,
    Requirement,
)
from initiatives.framework.queries import (
    definitions_in_force,
    latest_attestations,
    outside_whole,
)
from initiatives.people.models import User
from initiatives.status.evidence.counting import Counts, counts
from initiatives.status.evidence.scope import Scope

DEFINED = ("uw-medicine-ohce", 4)  # the principle for which definitions are evidence
ANSWERED = ("uw-medicine-ohce", 8)  # the one for which answers to the community are


@dataclass(frozen=True)
class Linked:
    """A link of the crosswalk, with what is recorded for its principle."""

    link: CrosswalkLink
    counts: Counts


@dataclass(frozen=True)
class Asked:
    """A requirement: its links, the closest first, and all that was attested, the latest first."""

    requirement: Requirement
    linked: tuple[Linked, ...]
    attestations: tuple[Attestation, ...]

    @property
    def title(self) -> str:
        """What the requirement is called, and what it is part of."""
        above = self.requirement.parent
        part = _(", part of %(code)s") % {"code": above.code} if above else ""
        return _("Requirement %(code)s%(part)s") % {"code": self.requirement.code, "part": part}

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"requirement-{self.requirement.pk}"

    @property
    def attestation(self) -> Attestation | None:
        """What the organization attests now."""
        return self.attestations[0] if self.attestations else None


@dataclass(frozen=True)
class Evidence:
    """What is recorded for one edition of an outside framework, as of an instant.

    `definitions` and `answered` hold something where a linked principle asks for them. The answers
    are masked and of all time: by period, small numbers could be worked out from two of them.
    """

    outside: OutsideFramework
    scope: Scope
    as_of: datetime
    asked: tuple[Asked, ...]
    definitions: tuple[Definition, ...]
    answered: tuple[Line, ...]


def evidence(viewer: User, pk: int, scope: Scope) -> Evidence:
    """The evidence for one edition; raises OutsideFramework.DoesNotExist."""
    outside = outside_whole(viewer).get(pk=pk)
    requirements = list(outside.requirements.all())
    links = [link for one in requirements for link in one.links.all()]
    counted = counts(viewer, {link.principle_id for link in links}, scope)
    attested = latest_attestations(viewer, outside)
    return Evidence(
        outside=outside,
        scope=scope,
        as_of=clock.now(),
        asked=tuple(
            Asked(one, linked_of(one, counted), tuple(attested.get(one.code, ())))
            for one in requirements
        ),
        definitions=tuple(definitions_in_force(viewer)) if names(links, DEFINED) else (),
        answered=answered(viewer, scope) if names(links, ANSWERED) else (),
    )


def linked_of(requirement: Requirement, counted: dict[int, Counts]) -> tuple[Linked, ...]:
    """The links of a requirement by the number of the principle."""
    return tuple(Linked(link, counted[link.principle_id]) for link in requirement.links.all())


def names(links: Iterable[CrosswalkLink], wanted: tuple[str, int]) -> bool:
    """Whether one of these links is to a principle, by framework and number."""
    return any((link.principle.framework.key, link.principle.number) == wanted for link in links)


def answered(viewer: User, scope: Scope) -> tuple[Line, ...]:
    """How the community is answered: all together first; at an entity, just what lies there."""
    found = figures(viewer, masked=True)
    if scope.entity is None:
        return (found.whole, *found.lines) if found.lines else ()
    here = scope.entity.pk
    return tuple(line for line in found.lines if line.entity and here in line.entity.lineage)
