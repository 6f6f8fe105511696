"""What may be said of a chart: when a new phase is honest, which groups compare, which meet."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.measures.models import Measure, Phase, Stratification, Stratum
from initiatives.measures.rules.access import may_define
from initiatives.measures.spc import FOUR_QUESTIONS
from initiatives.people.models import User
from initiatives.portfolio.rules.access import is_steward

QUESTIONS = dict(zip(("different", "known", "wanted", "lasting"), FOUR_QUESTIONS, strict=True))
# What a new phase would hide where a question is answered no (Wheeler, Making Data Count).
HIDES = {
    "different": _(
        "Without a clear change, new limits only split what is chance. Keep the limits "
        "and wait for more data."
    ),
    "known": _(
        "While the reason is not known, new limits would hide a change that still has to be "
        "explained. Find the reason first."
    ),
    "wanted": _(
        "New limits would make a change for the worse look normal. Keep the limits, so that "
        "it stays in sight until it is put right."
    ),
    "lasting": _(
        "If it may not last, new limits would hide the way back. Keep the limits until it "
        "has lasted."
    ),
}


def may_approve_phase(viewer: User, phase: Phase) -> Answer:
    """The sponsor, or an equity lead or administrator; never who proposed it."""
    if viewer.pk == phase.proposed_by_id:
        return Answer(gettext("You proposed this phase, so someone else has to approve it."))
    return unless(
        decides(viewer, phase.measure),
        gettext("Only the sponsor and the equity lead may approve a phase."),
    )


def may_withdraw_phase(viewer: User, phase: Phase) -> Answer:
    """A proposal by whoever may define the measure; a phase that stands by who may approve."""
    if phase.approved_at is None:
        return may_define(viewer, phase.measure.initiative)
    return unless(
        decides(viewer, phase.measure),
        gettext("This phase is approved, so only the sponsor and the equity lead may withdraw it."),
    )


def decides(viewer: User, measure: Measure) -> bool:
    """Whether a person approves what others say of this measure."""
    initiative = measure.initiative
    return viewer.pk == initiative.sponsor_id or is_steward(viewer, initiative)


def of_phase(
    answers: Mapping[str, bool], starts: date, periods: Sequence[date], taken: bool
) -> dict[str, str]:
    """What speaks against a new phase, by field; `periods` are those with data, in order."""
    errors = {name: HIDES[name] for name in QUESTIONS if not answers[name]}
    if starts not in periods:
        errors["starts"] = gettext("Choose the first day of a period that has data.")
    elif starts == periods[0]:
        errors["starts"] = gettext("The first phase starts there by itself; choose a later period.")
    elif taken:
        errors["starts"] = gettext("A phase is proposed or stands from this period on already.")
    return errors


def of_reference(measure_has: bool, vocabulary: Stratification, group: Stratum) -> dict[str, str]:
    """What speaks against a group as the one that others are compared with, by field."""
    if not measure_has:
        return {"stratification": gettext("The measure is not stratified by this vocabulary.")}
    if group.stratification_id != vocabulary.pk:
        return {
            "stratum": gettext("%(group)s is no group of %(vocabulary)s.")
            % {"group": group, "vocabulary": vocabulary.title}
        }
    if group.absent:
        return {
            "stratum": gettext(
                "“%(group)s” is no group of people that others can be compared with."
            )
            % {"group": group}
        }
    return {}


def of_intersection(own: Sequence[Stratification], pair: Sequence[Stratification]) -> str:
    """What speaks against showing two vocabularies where they meet; nothing where they fit."""
    if pair[0] == pair[1]:
        return gettext("Choose two different vocabularies.")
    for one in pair:
        if one not in own:
            return gettext("The measure is not stratified by %(one)s.") % {"one": one.title}
        if one.overlapping:
            return gettext(
                "In %(one)s a person may be in several groups, so the cells of a "
                "table would not add up. Choose another vocabulary."
            ) % {"one": one.title}
    return ""
