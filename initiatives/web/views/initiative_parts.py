"""What the page of an initiative is put together from."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.accountability import queries as accountability
from initiatives.accountability import rules as promises
from initiatives.framework import queries as framework
from initiatives.framework.models import Definition
from initiatives.history import queries as history
from initiatives.measures import queries as measuring
from initiatives.measures.rules import may_define
from initiatives.people.models import User
from initiatives.portfolio import queries, rules
from initiatives.portfolio.choices import Checkpoint, Stage
from initiatives.portfolio.models import Alignment, Assessment, Initiative
from initiatives.portfolio.rules.charter import AIM_PARTS, aim_sentence
from initiatives.portfolio.rules.gates import STAGES, gates_of, next_stage
from initiatives.shortfalls import queries as shortfalls
from initiatives.shortfalls import rules as log
from initiatives.status.queries.initiatives import judged
from initiatives.web.views.decisions import decided_on
from initiatives.web.views.diagrams import diagram_of, nodes_of
from initiatives.web.views.gates import asked_of
from initiatives.web.views.measures import listed
from initiatives.web.views.progress_parts import progressed

SHOWN = 50
EVENTS_SHOWN = 20


class Judged(NamedTuple):
    """What was judged at a checkpoint: the latest assessment, and those before it."""

    checkpoint: str
    latest: Assessment
    earlier: list[Assessment]


class Aligned(NamedTuple):
    """A principle that it serves, what was judged of it, and the checkpoints nobody judged."""

    alignment: Alignment
    judged: list[Judged]
    unjudged: list[str]


class Cited(NamedTuple):
    """A definition that is cited, and the version of it that came in force since."""

    definition: Definition
    newer: Definition | None


def parts_of(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """The context of the initiative's page."""
    return {
        "initiative": initiative,
        "aim": aim_sentence(initiative),
        "aim_missing": aim_missing(initiative),
        "places": initiative.places.exclude(entity=initiative.entity)
        .select_related("entity")
        .order_by("entity__name"),
        "members": initiative.members.select_related("user"),
        "events": history.events_about(viewer, initiative)[:EVENTS_SHOWN],
        **defined(viewer, initiative),
        **alignment_parts(viewer, initiative),
        **promised(viewer, initiative),
        **measured(viewer, initiative),
        **tested(viewer, initiative),
        **progressed(viewer, initiative),
        "may_edit": rules.may_edit(viewer, initiative),
        "standing": judged(initiative),
        **life(viewer, initiative),
        **decided_on(viewer, initiative),
    }


def aim_missing(initiative: Initiative) -> list[tuple[str, str]]:
    """The parts that the aim lacks, each with where it is filled in."""
    edit = reverse("initiative_edit", args=[initiative.pk])
    return [
        (words, f"{edit}#id_{name}")
        for name, words in AIM_PARTS.items()
        if not getattr(initiative, name)
    ]


def life(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """Where it stands on its way, what the next gate asks, and what was let past behind it."""
    ahead, behind = gates_of(initiative)
    return {
        "stages": [
            (stage, position(at, STAGES.index(initiative.stage))) for at, stage in enumerate(Stage)
        ],
        "gate_title": gate_title(initiative),
        "gate": asked_of(viewer, initiative, ahead),
        "passed": asked_of(viewer, initiative, behind),
        "handover": queries.handover(viewer, initiative),
        "may_move": rules.may_move(viewer, initiative),
        "may_approve": rules.may_approve(viewer, initiative),
        "may_override": rules.may_override(viewer, initiative),
        "may_hand_over": rules.may_hand_over(viewer, initiative),
    }


def gate_title(initiative: Initiative) -> str:
    """Which gate it stands before."""
    ahead = next_stage(initiative.stage)
    return (
        _("Before the next stage, %(Stage)s") % {"Stage": Stage(ahead).label.lower()}
        if ahead
        else ""
    )


def position(at: int, now: int) -> str:
    """Whether a stage lies behind, is the one it is at, or lies ahead."""
    return "now" if at == now else "done" if at < now else ""


def alignment_parts(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """The principles it serves with what was judged, and whether the viewer may judge."""
    alignments = list(queries.alignments(viewer).filter(initiative=initiative))
    return {
        "alignments": [aligned(alignment) for alignment in alignments],
        "may_assess": rules.may_assess(viewer, alignments[0]) if alignments else None,
    }


def aligned(alignment: Alignment) -> Aligned:
    """An alignment with its assessments by checkpoint, in the order of an initiative's life."""
    known: dict[str, list[Assessment]] = {checkpoint: [] for checkpoint in Checkpoint}
    for assessment in alignment.assessments.all():
        known[assessment.checkpoint].append(assessment)
    judged = [
        Judged(str(Checkpoint(key).label), found[0], found[1:])
        for key, found in known.items()
        if found
    ]
    unjudged = [str(Checkpoint(key).label) for key, found in known.items() if not found]
    return Aligned(alignment, judged, unjudged)


def defined(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """The definitions that it works by, and whether others are in force by now."""
    standing = {
        definition.term: definition for definition in framework.definitions_in_force(viewer)
    }
    cited = [
        Cited(definition, newer if newer != definition else None)
        for definition in initiative.definitions.all()
        for newer in [standing.get(definition.term)]
    ]
    return {
        "cited": cited,
        "uncited": set(standing.values()) - {one.definition for one in cited},
    }


def measured(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """What it counts, and whether the viewer may define more."""
    found = measuring.measures(viewer).filter(initiative=initiative)
    return {
        "measures": listed(viewer, found[:SHOWN]),
        "may_define": may_define(viewer, initiative),
    }


def tested(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """Its driver diagram, the cycles that test its ideas, and the features of good tests."""
    nodes = nodes_of(viewer, initiative)
    return {
        "nodes": nodes,
        "diagram": diagram_of(initiative, nodes),
        "cycles": queries.cycles(viewer).filter(idea__initiative=initiative)[:SHOWN],
        "features": measuring.features(viewer, initiative),
    }


def promised(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """Its commitments and shortfalls, as far as the viewer may see them."""
    commitments = accountability.commitments(viewer).filter(initiative=initiative)
    found = shortfalls.shortfalls(viewer).filter(initiative=initiative)
    return {
        "commitments": commitments[:SHOWN],
        "shortfalls": found[:SHOWN],
        "may_promise": promises.may_promise(viewer, initiative.entity, initiative=initiative),
        "may_log": log.may_log(viewer, initiative.entity, initiative),
    }
