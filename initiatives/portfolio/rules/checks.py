"""Whether a charter can be taken as it is written."""

from django.utils.translation import gettext as _

from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.people.models import User
from initiatives.people.rules import check_takes_new
from initiatives.portfolio.choices import Stage, TeamPart
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter, columns

PEOPLE = ("owner", "sponsor")


def check_charter(charter: Charter, before: Charter | None = None) -> None:
    """Raises Invalid for what the charter cannot say; who was already named may stay named."""
    draft = Initiative(**{name: getattr(charter, name) for name in columns()})
    check_fields(draft)
    check_places(charter, before)
    errors = people_errors(charter, before) | team_errors(charter, before)
    if charter.started_on and charter.target_on and charter.target_on < charter.started_on:
        errors["target_on"] = _("The target date lies before the start; change one of them.")
    if errors:
        raise Invalid(errors)


def check_places(charter: Charter, before: Charter | None) -> None:
    """Raises Invalid for a new place that became part of another; one it has already may stay."""
    known = before.all_entities() if before else {}
    for entity in charter.all_entities().values():
        if entity.pk not in known:
            check_takes_new(entity, "entity" if entity == charter.entity else "entities")


def check_stage(stage: str) -> None:
    """Raises Invalid for what is no stage."""
    if stage not in Stage.values:
        raise Invalid(
            {
                "stage": _("%(stage)s is no stage: %(values)s.")
                % {"stage": f"{stage!r}", "values": ", ".join(Stage.values)}
            }
        )


def people_errors(charter: Charter, before: Charter | None) -> dict[str, str]:
    """An owner or sponsor newly named must be able to sign in."""
    errors = {}
    for name in PEOPLE:
        person: User | None = getattr(charter, name)
        known = before is not None and getattr(before, name) == person
        if person is not None and not person.is_active and not known:
            errors[name] = _("%(person)s's account is closed; choose someone else.") % {
                "person": person
            }
    return errors


def team_errors(charter: Charter, before: Charter | None) -> dict[str, str]:
    """Each part is one that a team has, each newly named person can sign in."""
    if not set(charter.team.values()) <= set(TeamPart.values):
        return {
            "team": _("A part in a team is one of: %(values)s.")
            % {"values": ", ".join(TeamPart.values)}
        }
    new = set(charter.team) - set(before.team if before else ())
    if User.objects.filter(pk__in=new, is_active=True).count() < len(new):
        return {"team": _("Someone in the team is not known here, or their account is closed.")}
    return {}
