"""Where each thing is added that the gates of an initiative ask for."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from initiatives.base.errors import Missing
from initiatives.people.models import User
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import may_edit

PAGES = {
    "alignments": "initiative_align",
    "on_hold": "initiative_resume",
    "outcome": "initiative_close",
}
SECTIONS = {"definitions", "drivers", "cycles", "ideas"}
OF_HANDOVER = {"control_plan", "spread_plan", "operational_owner", "look_again_on"}
DRIVERS = "drivers"


def gate_link(initiative: Initiative, missing: Missing) -> str:
    """Where a thing that a gate asks for is added."""
    field, _, rest = missing.field.partition(".")
    if field == "assess":
        checkpoint, _, key = rest.partition(".")
        return f"{reverse('alignment_assess', args=[key])}?{urlencode({'checkpoint': checkpoint})}"
    if field == "measures":
        return measure_link(initiative, rest)
    if field == "commitments":
        return f"{reverse('commitment_list')}?initiative={initiative.pk}&state=open"
    if field in PAGES:
        return reverse(PAGES[field], args=[initiative.pk])
    if field in SECTIONS:
        section = field if field == "definitions" else DRIVERS
        return f"{reverse('initiative', args=[initiative.pk])}#{section}"
    page = "initiative_handover" if field in OF_HANDOVER else "initiative_edit"
    return f"{reverse(page, args=[initiative.pk])}#id_{field}"


def measure_link(initiative: Initiative, kind: str) -> str:
    """A new measure of a kind; the measures that there are, where their data are missing."""
    if kind == "baseline":
        return f"{reverse('initiative', args=[initiative.pk])}#measures"
    return f"{reverse('measure_create')}?{urlencode({'initiative': initiative.pk, 'kind': kind})}"


def asked_of(
    viewer: User, initiative: Initiative, missing: Iterable[Missing]
) -> list[tuple[str, str]]:
    """What gates ask for; with where it is added for those who may change the initiative."""
    linked = bool(may_edit(viewer, initiative))
    return [(one.message, gate_link(initiative, one) if linked else "") for one in missing]
