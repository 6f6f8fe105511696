"""What people do with vocabularies: bring in editions, retire one, offer one again."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.parts import SLUG
from initiatives.base.records import one_at_a_time, required
from initiatives.history.services import record
from initiatives.measures import rules
from initiatives.measures.loading import StratificationText
from initiatives.measures.models import Stratification
from initiatives.measures.queries.editions import check_apart
from initiatives.measures.services.vocabularies import load_stratification, set_in_force
from initiatives.people.models import User


@transaction.atomic
def put_vocabularies_in_force(
    *,
    actor: User,
    content: Sequence[StratificationText],
    reason: str,
    instead_of: Sequence[int] | None = None,
) -> list[tuple[Stratification, bool]]:
    """Put editions in force together, or none; each with whether it is new.

    Raises Invalid without a reason, for codes that programs cannot take, for two of one key, and
    for the vocabulary of entities. `instead_of` are the keys of the editions that they
    were compared with, 0 for none; raises Stale where others are in force by now.
    """
    rules.may_keep_vocabularies(actor).require()
    required(reason=reason)
    compared: Sequence[int | None] = instead_of if instead_of is not None else [None] * len(content)
    if len(compared) != len(content):
        raise Invalid({"instead_of": _("Say for each vocabulary what it takes the place of.")})
    check_apart(content)
    for one in content:
        check_kept(one)
    return [
        load_stratification(content=one, actor=actor, reason=reason, instead_of=former)
        for one, former in zip(content, compared, strict=True)
    ]


def check_kept(content: StratificationText) -> None:
    """Raises Invalid for what a person may not bring in."""
    if content.key == rules.ENTITY:
        said = _("The vocabulary of entities follows the tree of entities. Change that instead.")
        raise Invalid({"key": said})
    codes = [content.key, *(group.code for group in content.strata)]
    wrong = next((code for code in codes if not SLUG.fullmatch(code)), None)
    if wrong is not None:
        said = _("The code %(code)s has other signs than letters, digits, hyphens and underscores.")
        raise Invalid({"code": said % {"code": wrong}})


@transaction.atomic
def retire_vocabulary(*, actor: User, vocabulary: Stratification, reason: str) -> Stratification:
    """Offer it no longer; measures that use it, and what was recorded, go on with it."""
    rules.may_change_vocabulary(actor, vocabulary).require()
    required(reason=reason)
    vocabulary = fresh(vocabulary)
    if not vocabulary.in_force:
        raise Invalid({"in_force": _("It is not in force any more.")})
    set_in_force(vocabulary, False)
    record(actor=actor, verb="retired", subject=vocabulary, reason=reason.strip())
    return vocabulary


@transaction.atomic
def offer_vocabulary(*, actor: User, vocabulary: Stratification, reason: str) -> Stratification:
    """Offer one again that is retired; raises Invalid where an edition of it is in force."""
    rules.may_change_vocabulary(actor, vocabulary).require()
    required(reason=reason)
    vocabulary = fresh(vocabulary)
    if Stratification.objects.filter(key=vocabulary.key, in_force=True).exists():
        raise Invalid({"in_force": _("An edition of this vocabulary is in force already.")})
    set_in_force(vocabulary, True)
    record(actor=actor, verb="offered again", subject=vocabulary, reason=reason.strip())
    return vocabulary


def fresh(vocabulary: Stratification) -> Stratification:
    """Read anew, and changed by nobody else until the transaction ends."""
    one_at_a_time("vocabularies")
    return Stratification.objects.get(pk=vocabulary.pk)
