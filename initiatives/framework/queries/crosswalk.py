"""Reading the crosswalk: outside frameworks, their requirements, and the principles linked."""

from collections import defaultdict

from django.db.models import Prefetch, QuerySet

from initiatives.framework import rules
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    OutsideFramework,
    Principle,
    Requirement,
)
from initiatives.people.models import User


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
