"""What the rows of a file of counts mean: places, job families, vocabularies and groups by name."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import folded, quoted
from initiatives.measures.models import Stratification
from initiatives.people.models import Entity, User
from initiatives.workforce import queries
from initiatives.workforce.importing import Row
from initiatives.workforce.models import JobFamily

ALL = ("", "all", "all job families")


class Key(NamedTuple):
    """What a count is of."""

    entity: Entity
    family: JobFamily | None
    vocabulary: Stratification
    as_of: Any


class Names:
    """What the texts of a file mean: each is looked up once."""

    def __init__(self, actor: User) -> None:
        self.entities = by_name(
            (one, (str(one.pk), one.name, one.short_name)) for one in queries.all_entities(actor)
        )
        self.families = by_name(
            (one, (one.key, one.name)) for one in queries.families_in_use(actor)
        )
        known = list(queries.vocabularies(actor))
        self.vocabularies = by_name((one, (one.key, str(one), one.title)) for one in known)
        self.first = queries.vocabulary(actor, "")
        self.groups = {
            one.pk: by_name((g.code, (g.code, g.label)) for g in queries.groups_of(one))
            for one in known
        }


def by_name(pairs: Iterable[tuple[Any, tuple[str, ...]]]) -> dict[str, Any]:
    """What is meant by each of its names, whatever their case; the first keeps a name."""
    found: dict[str, Any] = {}
    for one, names in pairs:
        for name in names:
            found.setdefault(folded(name), one)
    return found


def gathered(rows: Iterable[Row], names: Names) -> dict[Key, dict[str, Row]]:
    """The rows of each count by the code of the group; a row that means nothing is refused."""
    found: dict[Key, dict[str, Row]] = {}
    for row in rows:
        if row.problems:
            continue
        key = key_of(row, names)
        code = key and names.groups[key.vocabulary.pk].get(folded(row.text("group")))
        if key is None or code is None:
            if not row.problems:
                row.refuse(
                    "group",
                    _("%(text)s is no group of %(key)s.")
                    % {"text": quoted(row.text("group")), "key": key[2]},  # type: ignore[index]
                )
            continue
        groups = found.setdefault(key, {})
        if code in groups:
            row.refuse(
                "group",
                _("Row %(number)s gives this group already.") % {"number": groups[code].number},
            )
        else:
            groups[code] = row
    return found


def key_of(row: Row, names: Names) -> Key | None:
    """What a row counts; None, with the reason on the row, where it names what is not there."""
    entity = looked_up(row, "entity", names.entities, "entity")
    family = None
    if folded(row.text("family")) not in ALL:
        family = looked_up(row, "family", names.families, _("job family in use"))
    vocabulary = names.first
    if row.text("vocabulary"):
        vocabulary = looked_up(
            row, "vocabulary", names.vocabularies, _("vocabulary of such groups")
        )
    elif vocabulary is None:
        row.refuse("vocabulary", _("No vocabulary is loaded yet."))
    return None if row.problems else Key(entity, family, vocabulary, row.as_of)  # type: ignore[arg-type]


def looked_up(row: Row, name: str, known: Mapping[str, Any], what: str) -> Any:
    """What a text means; None, with the reason on the row, where it means nothing."""
    found = known.get(folded(row.text(name)))
    if found is None:
        row.refuse(
            name,
            _("There is no %(what)s called %(text)s.")
            % {"what": what, "text": quoted(row.text(name))},
        )
    return found
