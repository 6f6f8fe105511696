"""Reading principles and definitions. They are published: everyone signed in may read them all."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.framework import rules
from initiatives.framework.loading import FrameworkText, PrincipleText
from initiatives.framework.models import Definition, Expectation, Framework, Principle
from initiatives.history.models import Event
from initiatives.people.models import User


def frameworks(viewer: User) -> QuerySet[Framework]:
    """Every edition of every framework, the latest first."""
    return rules.visible_frameworks(viewer)


def framework(viewer: User, pk: int) -> Framework:
    """One edition; raises Framework.DoesNotExist."""
    return frameworks(viewer).get(pk=pk)


def framework_in_force(viewer: User) -> Framework | None:
    """The framework that status is shown against: of those in force, the one first known here.

    A new edition takes the place of the one before, also where another framework came between.
    """
    first_known = Framework.objects.filter(key=OuterRef("key")).order_by("pk").values("pk")[:1]
    return Framework.objects.filter(in_force=True).order_by(Subquery(first_known)).first()


def edition_in_force(viewer: User, key: str) -> Framework | None:
    """The edition of one framework that is in force."""
    return frameworks(viewer).filter(key=key, in_force=True).first()


def edition_before(viewer: User, edition: Framework) -> Framework | None:
    """The edition whose place this one took."""
    earlier = frameworks(viewer).filter(key=edition.key, pk__lt=edition.pk)
    return earlier.order_by("-pk").first()


def said_by(edition: Framework) -> FrameworkText:
    """What an edition says, as its file would; the terms that it wants defined are not kept."""
    expectations = Prefetch("expectations", Expectation.objects.order_by("position"))
    return FrameworkText(
        key=edition.key,
        name=edition.name,
        edition=edition.edition,
        source=edition.source,
        purpose=edition.purpose,
        mission=tuple(edition.mission),
        values=tuple(edition.values),
        principles=tuple(
            PrincipleText(
                number=one.number,
                short_name=one.short_name,
                statement=one.statement,
                expects=tuple(item.text for item in one.expectations.all()),
            )
            for one in edition.principles.order_by("number").prefetch_related(expectations)
        ),
    )


def known_as(content: FrameworkText) -> Framework | None:
    """The edition that this was loaded as; raises Invalid where that says something else."""
    known = Framework.objects.filter(key=content.key, edition=content.edition).first()
    same = known and (
        known.digest == content.digest or said_by(known) == replace(content, needed=())
    )
    if known is None or same:
        return known
    said = _(
        "Version %(edition)s of %(name)s is loaded already, with another text. Give the changed "
        "text a new version."
    )
    raise Invalid({"framework.version": said % {"edition": content.edition, "name": content.name}})


def brought_in_force(viewer: User, editions: Iterable[Framework]) -> dict[int, Event]:
    """By edition: the event that put it in force, with who did it and why."""
    keys = [one.pk for one in editions]
    events = Event.objects.filter(
        subject_kind="framework", subject_id__in=keys, verb="put in force"
    )
    return {event.subject_id: event for event in events.select_related("actor")}


def all_principles(viewer: User) -> QuerySet[Principle]:
    """The principles of every edition, with what each expects."""
    expectations = Prefetch("expectations", Expectation.objects.order_by("position"))
    return Principle.objects.select_related("framework").prefetch_related(expectations)


def principles(viewer: User) -> QuerySet[Principle]:
    """The principles of the editions in force."""
    return all_principles(viewer).filter(framework__in_force=True)


def principle(viewer: User, pk: int) -> Principle:
    """One principle of any edition; raises Principle.DoesNotExist."""
    return all_principles(viewer).get(pk=pk)


def definitions(viewer: User) -> QuerySet[Definition]:
    """Every version of every definition, by term, the latest first."""
    return rules.visible_definitions(viewer).select_related("approved_by")


def definitions_in_force(viewer: User) -> QuerySet[Definition]:
    """The latest version of each term."""
    latest = (
        Definition.objects.filter(term=OuterRef("term"))
        .order_by()
        .values("term")
        .annotate(latest=Max("number"))
        .values("latest")
    )
    return definitions(viewer).filter(number=Subquery(latest))


def definition(viewer: User, pk: int) -> Definition:
    """One version; raises Definition.DoesNotExist."""
    return definitions(viewer).get(pk=pk)


def definition_versions(viewer: User, term: str) -> QuerySet[Definition]:
    """The versions of one term, the latest first."""
    return definitions(viewer).filter(term=term)


def terms_without_definition(terms: Iterable[str]) -> list[str]:
    """Which of these terms nobody has defined yet."""
    known = {term.casefold() for term in Definition.objects.values_list("term", flat=True)}
    return [term for term in terms if term.casefold() not in known]
