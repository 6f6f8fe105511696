"""Reading vocabularies: their versions, what they say, who uses them, what a change would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.history.models import Event
from initiatives.measures import rules
from initiatives.measures.comparing import VocabularyComparison, compared_vocabularies
from initiatives.measures.loading import MappedText, StratificationText, StratumText
from initiatives.measures.models import Measure, Stratification, StratumMapping
from initiatives.people.models import User


@dataclass(frozen=True)
class ForeseenVocabulary:
    """What would come of a vocabulary: nothing where it is `known`, else changes to `former`."""

    content: StratificationText
    known: Stratification | None
    former: Stratification | None
    changes: VocabularyComparison
    measures: int

    @property
    def instead_of(self) -> int:
        """The key of the edition that it was compared with; 0 for none."""
        return self.former.pk if self.former else 0


def vocabulary(viewer: User, pk: int) -> Stratification:
    """One edition, in force or not; raises Stratification.DoesNotExist."""
    mappings = Prefetch(
        "strata__mappings", StratumMapping.objects.select_related("other__stratification")
    )
    found = rules.visible_stratifications(viewer).prefetch_related("strata", mappings)
    return found.get(pk=pk)


def versions_of_vocabulary(viewer: User, key: str) -> QuerySet[Stratification]:
    """All editions of one vocabulary, the latest first."""
    return rules.visible_stratifications(viewer).filter(key=key).order_by("-pk")


def vocabulary_in_force(viewer: User, key: str) -> Stratification | None:
    """The edition that measures are offered; none where it is retired."""
    return versions_of_vocabulary(viewer, key).filter(in_force=True).first()


def vocabulary_before(viewer: User, edition: Stratification) -> Stratification | None:
    """The edition that came before."""
    return versions_of_vocabulary(viewer, edition.key).filter(pk__lt=edition.pk).first()


def vocabulary_text(edition: Stratification) -> StratificationText:
    """What an edition says, as its file would."""
    mappings = Prefetch("mappings", StratumMapping.objects.select_related("other__stratification"))
    return StratificationText(
        key=edition.key,
        edition=edition.edition,
        title=edition.title,
        source=edition.source,
        ordered=edition.ordered,
        overlapping=edition.overlapping,
        strata=tuple(
            StratumText(
                one.code, one.label, one.absent, tuple(map(mapped_text, one.mappings.all()))
            )
            for one in edition.strata.prefetch_related(mappings)
        ),
    )


def mapped_text(mapping: StratumMapping) -> MappedText:
    """What a group is in another vocabulary, as a file names it."""
    other = mapping.other.stratification
    return MappedText(other.key, other.edition, mapping.other.code, mapping.exact, mapping.note)


def known_as(content: StratificationText) -> Stratification | None:
    """The edition that this was loaded as; raises Invalid where that says something else."""
    known = Stratification.objects.filter(key=content.key, edition=content.edition).first()
    if known is None or known.digest == content.digest or vocabulary_text(known) == content:
        return known
    said = _(
        "%(known)s was loaded before and says something else. Give the changed vocabulary an "
        "edition of its own."
    )
    raise Invalid({"edition": said % {"known": known}})


def check_apart(content: Sequence[StratificationText]) -> None:
    """Raises Invalid for two editions of one vocabulary, of which just one could be in force."""
    keys = [one.key for one in content]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    if twice:
        said = _("The vocabulary %(key)s is there twice. Bring its versions in one by one.")
        raise Invalid({"file": said % {"key": twice}})


def foreseen_vocabularies(
    viewer: User, content: Sequence[StratificationText]
) -> list[ForeseenVocabulary]:
    """What would change if these came in force.

    Raises Invalid for a known edition with other words, and for two editions of one vocabulary.
    """
    check_apart(content)
    found = []
    for one in content:
        former = vocabulary_in_force(viewer, one.key)
        found.append(
            ForeseenVocabulary(
                content=one,
                known=known_as(one),
                former=former,
                changes=compared_vocabularies(vocabulary_text(former) if former else None, one),
                measures=measures_by(viewer, [former])[former.pk] if former else 0,
            )
        )
    return found


def measures_by(viewer: User, editions: Iterable[Stratification]) -> dict[int, int]:
    """By edition: how many measures that the viewer sees tell groups apart by it."""
    keys = [one.pk for one in editions]
    links = Measure.stratifications.through.objects.filter(
        stratification__in=keys, measure__in=rules.visible_measures(viewer).order_by().values("pk")
    )
    counted = dict(links.values_list("stratification").annotate(n=Count("pk")))
    return {key: counted.get(key, 0) for key in keys}


def vocabulary_events(viewer: User, editions: Iterable[Stratification]) -> dict[int, Event]:
    """By edition: the event that brought it in, with who did it and why."""
    keys = [one.pk for one in editions]
    events = Event.objects.filter(subject_kind="stratification", subject_id__in=keys, verb="loaded")
    return {event.subject_id: event for event in events.select_related("actor")}
