"""Reading principles and definitions. They are published: everyone signed in may read them all."""

from collections.abc import Iterable

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery

from initiatives.framework import rules
from initiatives.framework.models import Definition, Expectation, Framework, Principle
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
