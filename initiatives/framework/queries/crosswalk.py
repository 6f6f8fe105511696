"""Reading the crosswalk: outside frameworks, their requirements, and the principles linked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from initiatives.framework import rules
from initiatives.framework.choices import CLOSEST_FIRST, OutsideStatus
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    Framework,
    OutsideFramework,
    Principle,
    Requirement,
)
from initiatives.framework.queries.principles import framework_in_force
from initiatives.people.models import User


@dataclass(frozen=True)
class Crossing:
    """A principle and an outside framework: the links between them, in the order of their codes."""

    outside: OutsideFramework
    links: tuple[CrosswalkLink, ...]

    @property
    def strongest(self) -> str:
        """The closest of the links; empty where there is none."""
        found = {link.strength for link in self.links}
        return next((strength for strength in CLOSEST_FIRST if strength in found), "")

    @property
    def has_recalled_wording(self) -> bool:
        """Whether the wording of one of the requirements was never held against its source."""
        return any(link.requirement.verified_on is None for link in self.links)


@dataclass(frozen=True)
class CrosswalkMatrix:
    """The principles of one edition by the outside frameworks that link to them.

    `current` and `retired` have a crossing for each of `columns` and `retired_columns`; `unlinked`
    are in force here and linked with none of these principles.
    """

    framework: Framework | None
    columns: tuple[OutsideFramework, ...]
    retired_columns: tuple[OutsideFramework, ...]
    current: tuple[tuple[Principle, tuple[Crossing, ...]], ...]
    retired: tuple[tuple[Principle, tuple[Crossing, ...]], ...]
    unlinked: tuple[OutsideFramework, ...]


def outside_frameworks(viewer: User) -> QuerySet[OutsideFramework]:
    """Every edition of every outside framework, in the order of the file, the latest first."""
    return rules.visible_outside(viewer).select_related("framework")


def outside_in_force(viewer: User) -> QuerySet[OutsideFramework]:
    """The edition of each that is in force here, those retired by their body too."""
    return outside_frameworks(viewer).filter(in_force=True)


def outside_framework(viewer: User, pk: int) -> OutsideFramework:
    """One edition; raises OutsideFramework.DoesNotExist."""
    return outside_frameworks(viewer).get(pk=pk)


def outside_whole(viewer: User) -> QuerySet[OutsideFramework]:
    """Every edition with its requirements and their links."""
    links = Prefetch("links", crosswalk_links(viewer).order_by("principle__number"))
    asked = Requirement.objects.select_related("parent", "framework").prefetch_related(links)
    return outside_frameworks(viewer).prefetch_related(Prefetch("requirements", asked))


def requirements(viewer: User) -> QuerySet[Requirement]:
    """The requirements of every edition."""
    return Requirement.objects.filter(framework__in=rules.visible_outside(viewer)).select_related(
        "framework", "parent"
    )


def requirement(viewer: User, pk: int) -> Requirement:
    """One requirement; raises Requirement.DoesNotExist."""
    return requirements(viewer).get(pk=pk)


def crosswalk_links(viewer: User) -> QuerySet[CrosswalkLink]:
    """The links of every edition, by framework, requirement and principle."""
    return rules.visible_links(viewer).select_related(
        "requirement__framework", "principle__framework", "reviewed_by"
    )


def crosswalk_link(viewer: User, pk: int) -> CrosswalkLink:
    """One link; raises CrosswalkLink.DoesNotExist."""
    return crosswalk_links(viewer).get(pk=pk)


def asked_by(viewer: User, principle: Principle) -> QuerySet[CrosswalkLink]:
    """The outside requirements that a principle answers, of the editions in force."""
    return crosswalk_links(viewer).filter(
        principle=principle, requirement__framework__in_force=True
    )


def attestations(viewer: User) -> QuerySet[Attestation]:
    """All that was attested; of each requirement the latest first."""
    return rules.visible_attestations(viewer).select_related(
        "requirement__framework", "attested_by"
    )


def latest_attestations(viewer: User, outside: OutsideFramework) -> dict[str, list[Attestation]]:
    """By the code of a requirement: all that was attested for it, the latest first.

    Also what was attested under other editions of the framework: it says so itself.
    """
    found: dict[str, list[Attestation]] = defaultdict(list)
    said = attestations(viewer).filter(requirement__framework__key=outside.key)
    for one in said.order_by("-attested_on", "-pk"):
        found[one.requirement.code].append(one)
    return dict(found)


def crosswalk_matrix(viewer: User) -> CrosswalkMatrix:
    """The principles in force by the outside frameworks in force."""
    framework = framework_in_force(viewer)
    if framework is None:
        return CrosswalkMatrix(None, (), (), (), (), ())
    principles = list(framework.principles.order_by("number"))
    found = crosswalk_links(viewer).filter(
        principle__framework=framework, requirement__framework__in_force=True
    )
    links: dict[tuple[int, int], list[CrosswalkLink]] = defaultdict(list)
    for link in found:
        links[link.principle_id, link.requirement.framework_id].append(link)
    linked = {outside for _, outside in links}
    known = list(outside_in_force(viewer))
    columns = [one for one in known if one.pk in linked and not is_retired(one)]
    retired = [one for one in known if one.pk in linked and is_retired(one)]
    return CrosswalkMatrix(
        framework,
        tuple(columns),
        tuple(retired),
        lines(principles, columns, links),
        lines(principles, retired, links),
        tuple(one for one in known if one.pk not in linked),
    )


def is_retired(outside: OutsideFramework) -> bool:
    """Whether its body took it back."""
    return outside.status == OutsideStatus.RETIRED


def lines(
    principles: Iterable[Principle],
    columns: list[OutsideFramework],
    links: dict[tuple[int, int], list[CrosswalkLink]],
) -> tuple[tuple[Principle, tuple[Crossing, ...]], ...]:
    """A line for each principle, with a crossing for each column."""
    return tuple(
        (
            one,
            tuple(
                Crossing(column, tuple(links.get((one.pk, column.pk), ()))) for column in columns
            ),
        )
        for one in principles
    )
