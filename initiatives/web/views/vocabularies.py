"""The vocabularies by which groups are told apart: every version, and who uses it."""

from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.measures import queries, rules
from initiatives.measures.comparing import compared_vocabularies
from initiatives.measures.loading import written_stratification
from initiatives.measures.models import Measure, Stratification
from initiatives.people.models import User
from initiatives.web.frame import page, viewer_of
from initiatives.web.vocabulary_words import VocabularyChanges, changes_of

SHOWN = 50


class Vocabulary(NamedTuple):
    """A vocabulary as the list shows it: the version to read first, and how it stands."""

    edition: Stratification
    groups: int
    versions: int
    measures: int


@page
def vocabulary_list(request: HttpRequest) -> HttpResponse:
    """Each vocabulary by its version in force; those that are retired come last."""
    viewer = viewer_of(request)
    editions = list(queries.vocabularies(viewer).order_by("key", "-in_force", "-pk"))
    used = queries.measures_by(viewer, editions)
    found = [
        vocabulary_of(list(versions), used)
        for _key, versions in groupby(editions, lambda one: one.key)
    ]
    found.sort(key=lambda one: (not one.edition.in_force, one.edition.title.casefold()))
    context = {"vocabularies": found, "may_keep": rules.may_keep_vocabularies(viewer)}
    return render(request, "vocabularies/list.html", context)


def vocabulary_of(versions: list[Stratification], used: dict[int, int]) -> Vocabulary:
    """The version in force, or the latest, with the measures of all versions."""
    first = versions[0]
    groups = sum(not one.absent for one in first.strata.all())
    return Vocabulary(first, groups, len(versions), sum(used[one.pk] for one in versions))


@page
def vocabulary(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its groups, the measures that use it, and the other versions."""
    viewer = viewer_of(request)
    found = queries.vocabulary(viewer, pk)
    may_keep = bool(rules.may_change_vocabulary(viewer, found))
    current = queries.vocabulary_in_force(viewer, found.key)
    versions = list(queries.versions_of_vocabulary(viewer, found.key))
    context = {
        "vocabulary": found,
        "brought": queries.vocabulary_events(viewer, [found]).get(found.pk),
        "current": current,
        "versions": versions,
        "uses": measures_of(viewer, found),
        "count": queries.measures_by(viewer, [found])[found.pk],
        "changes": changes_before(viewer, found),
        "by_hand": found.key != rules.ENTITY,
        "may_change": may_keep and (found.in_force or (not current and found == versions[0])),
        "may_retire": may_keep and found.in_force,
        "may_offer": may_keep and current is None,
        "crumbs": [(_("Vocabularies"), reverse("vocabulary_list"))],
    }
    return render(request, "vocabularies/page.html", context)


def measures_of(viewer: User, found: Stratification) -> list[Measure]:
    """The first measures that use it, by name."""
    rows = queries.measures(viewer).filter(stratifications=found)
    return list(rows.order_by("name", "pk")[:SHOWN])


def changes_before(
    viewer: User, found: Stratification
) -> tuple[Stratification, VocabularyChanges] | None:
    """The version before, and what this one changed of it."""
    former = queries.vocabulary_before(viewer, found)
    if former is None:
        return None
    was, now = queries.vocabulary_text(former), queries.vocabulary_text(found)
    return former, changes_of(compared_vocabularies(was, now))


@page
def as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as the file that is sent to bring in the next."""
    found = queries.vocabulary(viewer_of(request), pk)
    name = slugify(f"{found.key} {found.edition}")
    written = written_stratification(queries.vocabulary_text(found))
    response = HttpResponse(written, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response
