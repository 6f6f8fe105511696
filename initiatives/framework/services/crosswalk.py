"""Putting a crosswalk in force. A changed framework is a new edition; the former one stays."""

from dataclasses import asdict

from django.db import transaction

from initiatives.base.errors import Invalid
from initiatives.base.records import change, one_at_a_time
from initiatives.framework import rules
from initiatives.framework.loading import CrosswalkText, OutsideText
from initiatives.framework.models import (
    CrosswalkLink,
    Framework,
    OutsideFramework,
    Principle,
    Requirement,
)
from initiatives.history.services import record
from initiatives.people.models import User

APART = ("requirements",)  # rows of their own


@transaction.atomic
def load_crosswalk(*, content: CrosswalkText, actor: User | None = None) -> list[OutsideFramework]:
    """Put what is new in a crosswalk in force, all together; returns the new editions.

    What is known with the same text stays as it is, and so does a framework that the file does not
    name. Raises Invalid where the principles are not loaded, a principle is not among them, or an
    edition is known with another text. `actor` is None from the command line.
    """
    if actor is not None:
        rules.may_map(actor).require()
    one_at_a_time("crosswalk")  # so that editions stay in step
    framework = Framework.objects.filter(key=content.key, edition=content.edition).first()
    if framework is None:
        raise Invalid(
            {
                "principles": f"The principles {content.key}, version {content.edition}, are not "
                "loaded. Load them first with the command load_framework."
            }
        )
    principles = {one.number: one for one in framework.principles.all()}
    made = [
        load_outside(content, item, position, framework, principles, actor)
        for position, item in enumerate(content.frameworks, 1)
    ]
    return [one for one in made if one is not None]


def load_outside(
    content: CrosswalkText,
    item: OutsideText,
    position: int,
    framework: Framework,
    principles: dict[int, Principle],
    actor: User | None,
) -> OutsideFramework | None:
    """A new edition of one outside framework; None where it is known."""
    check_principles(item, principles)
    digest = content.digest(item)
    editions = OutsideFramework.objects.filter(key=item.key)
    known = editions.filter(edition=item.edition).first()
    if known is not None:
        check_same(known, digest)
        return None
    for former in editions.filter(in_force=True):
        change(former, in_force=False)
        record(actor=actor, verb="superseded", subject=former, after={"by": item.edition})
    values = {name: value for name, value in asdict(item).items() if name not in APART}
    made = OutsideFramework.objects.create(
        framework=framework, position=position, digest=digest, **values
    )
    write_requirements(made, item, principles)
    record(actor=actor, verb="put in force", subject=made, after={"digest": digest})
    return made


def check_principles(item: OutsideText, principles: dict[int, Principle]) -> None:
    """Raises Invalid for a link to a principle that the edition does not have."""
    for one in item.requirements:
        for link in one.links:
            if link.principle not in principles:
                raise Invalid(
                    {
                        item.key: f"{item.short_name} {one.code} names principle {link.principle}, "
                        "which these principles do not have."
                    }
                )


def check_same(known: OutsideFramework, digest: str) -> None:
    """Raises Invalid when an edition comes with another text: what was reviewed must stay."""
    if known.digest != digest:
        raise Invalid(
            {
                known.key: f"Version {known.edition} of {known.name} is loaded already, with "
                "another text. Give the changed text a new version."
            }
        )


def write_requirements(
    outside: OutsideFramework, item: OutsideText, principles: dict[int, Principle]
) -> None:
    """The rows of a new edition, each requirement after the one that it is part of."""
    made: dict[str, Requirement] = {}
    for position, one in enumerate(item.requirements, 1):
        made[one.code] = Requirement.objects.create(
            framework=outside,
            code=one.code,
            text=one.text,
            parent=made.get(one.parent),
            position=position,
            verified_on=one.verified_on,
        )
        CrosswalkLink.objects.bulk_create(
            CrosswalkLink(
                requirement=made[one.code],
                principle=principles[link.principle],
                strength=link.strength,
                note=link.note,
                reviewer=link.reviewer,
                reviewed_on=link.reviewed_on,
            )
            for link in one.links
        )
