"""The guiding principles, and how the system stands to each."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from initiatives.community import queries as community
from initiatives.framework import queries
from initiatives.framework.models import Principle
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.choices import Checkpoint, Rating
from initiatives.portfolio.models import Alignment, Assessment
from initiatives.status import queries as status
from initiatives.status.evidence.gathering import ANSWERED
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.tiles import Tile, tile
from initiatives.web.views.assessments import assessed_of
from initiatives.web.views.workforce import summary as workforce_summary

SHOWN = 50

WORKFORCE = ("uw-medicine-ohce", 9)  # the principle for which its make-up is evidence


class Standing(NamedTuple):
    """An initiative that serves a principle, with the latest assessment of each checkpoint."""

    alignment: Alignment
    judged: list[tuple[str, Assessment | None]]


@page
def principle_list(request: HttpRequest) -> HttpResponse:
    """The framework in force: purpose, mission, values, and each principle with its numbers."""
    viewer = viewer_of(request)
    framework = queries.framework_in_force(viewer)
    matrix = status.matrix(viewer, framework=framework)
    counted: list[tuple[Principle, Any]] = [(row.principle, row.cells[0]) for row in matrix.rows]
    context = {
        "framework": framework,
        "place": matrix.entity,
        "principles": counted or [(one, None) for one in queries.principles(viewer)],
    }
    return render(request, "principles/list.html", context)


@page
def principle(request: HttpRequest, pk: int) -> HttpResponse:
    """One principle: what it asks, what serves it, and where it falls short."""
    viewer = viewer_of(request)
    found = queries.principle(viewer, pk)
    ratings = ratings_of(viewer, found)
    about_workforce = is_about(found, WORKFORCE)
    context = {
        "principle": found,
        "eyebrow": gettext("Principle %(number)s, %(framework)s")
        % {"number": found.number, "framework": found.framework},
        "standings": standings_of(viewer, found),
        "ratings": ratings,
        "total": sum(count for _, count in ratings),
        "tiles": tiles_of(viewer, found),
        "assessed": assessed_of(viewer, found),
        "checkpoint_words": Checkpoint.labels,
        "cells": status.principle_summary(viewer, found),
        "asked_by": queries.asked_by(viewer, found),
        "figures": community.figures(viewer, masked=True) if is_about(found, ANSWERED) else None,
        "about_workforce": about_workforce,
        "workforce": workforce_summary(viewer) if about_workforce else None,
    }
    return render(request, "principles/page.html", context)


def is_about(found: Principle, asked: tuple[str, int]) -> bool:
    """Whether it is the principle of this framework and number, in any edition."""
    return (found.framework.key, found.number) == asked


def standings_of(viewer: User, found: Principle) -> list[Standing]:
    """The first alignments with a principle, by title, each with what its checkpoints say."""
    alignments = portfolio.alignments(viewer).filter(principle=found)
    return [
        Standing(alignment, judged_of(alignment))
        for alignment in alignments.order_by("initiative__title", "pk")[:SHOWN]
    ]


def judged_of(alignment: Alignment) -> list[tuple[str, Assessment | None]]:
    """The latest assessment at each checkpoint, by the name of the checkpoint."""
    made = list(alignment.assessments.all())
    return [
        (str(key.label), next((one for one in made if one.checkpoint == key), None))
        for key in Checkpoint
    ]


def ratings_of(viewer: User, found: Principle) -> list[tuple[str, int]]:
    """What the latest assessment of each alignment says; the last line counts those without one."""
    said = portfolio.latest_ratings(viewer, found)
    return [(rating.label, said[rating.value]) for rating in Rating] + [
        (_("Not assessed"), said[None])
    ]


def tiles_of(viewer: User, found: Principle) -> list[Tile]:
    """The numbers of a principle, each a link to exactly what it counts."""
    return [
        tile(viewer, "initiatives", _("Initiatives aligned"), f"principle={found.pk}"),
        tile(viewer, "shortfalls", _("Open shortfalls"), f"principle={found.pk}&state=open"),
        tile(viewer, "commitments", _("Overdue commitments"), f"principle={found.pk}&overdue=true"),
    ]
