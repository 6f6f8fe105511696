"""The cases of a REDCap export: rows that have a date, with what their record says elsewhere.

A blank means "not on this row". Who somebody is stands on any row of the record; what happened
stands on the row of its date, or anywhere where the record has just one date.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext, ngettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import SheetRow
from initiatives.base.sheets.cells import clean, folded, quoted
from initiatives.measures.importing.columns import Columns
from initiatives.measures.importing.groups import Groups, of_kind
from initiatives.measures.importing.periods import Days
from initiatives.measures.importing.shapes import Problem, Vocabulary
from initiatives.measures.importing.tables import Table, faults_of

YES = ("1", "yes", "true", "y", "checked")
ANY = "*"
MOST_ANSWERS = 60
SHOWN = 12
BAD_DATE = _("This row has a date that cannot be read. Export dates as 2026-01-31.")
NOT_KNOWN = ("not_recorded", "not_known")
LACKS_BLANK = _(
    "{} without an answer for {}: the vocabulary has no group for what is not recorded, so they "
    "are counted among everybody only."
)
CONFLICT = _("The record has different answers for {} on its rows. Correct it.")


@dataclass(frozen=True)
class Rule:
    """Which values count in the numerator and in the denominator; None where all do."""

    numerator: int | None
    numerator_is: frozenset[str]
    denominator: int | None
    denominator_is: frozenset[str]

    @classmethod
    def of(cls, columns: Columns) -> "Rule":
        """The rule that somebody gave: a column, and values with commas between."""

        def values(name: str) -> frozenset[str]:
            given = columns.options.get(name, "")
            return frozenset(ANY if one.strip() == ANY else folded(one) for one in given.split(","))

        return cls(
            columns.places.get("numerator"),
            values("numerator_is") - {""} or frozenset(YES),
            columns.places.get("denominator"),
            values("denominator_is") - {""} or frozenset(YES),
        )


@dataclass(frozen=True)
class Answers:
    """How groups are told from the columns of one field: a choice, or a column for each box."""

    name: str
    vocabulary: Vocabulary
    places: tuple[int, ...]
    read: Callable[[Sequence[str]], tuple[int, ...] | None]
    boxes: bool = False


@dataclass(frozen=True)
class Unit:
    """A case: its day, its groups by field, and whether it counts."""

    row: int
    day: date
    numerator: bool
    denominator: bool
    groups: tuple[tuple[int, ...], ...]


@dataclass
class Record:
    """The rows of one record."""

    rows: list[SheetRow] = field(default_factory=list)
    dated: list[tuple[SheetRow, date]] = field(default_factory=list)

    def anywhere(self, at: int) -> set[str]:
        """The different texts of a column over all rows, blanks left out."""
        return {text for row in self.rows if (text := cell(row, at))}


def cell(row: SheetRow, at: int) -> str:
    """The text at a place, "" where the row ends before it."""
    return clean(row.cells[at]) if at < len(row.cells) else ""


def answers_of(
    name: str, table: Table, columns: Columns, said: Mapping[str, str], groups: Groups
) -> Answers:
    """How a field's groups are told; raises ValueError with a sentence where they cannot be."""
    scheme = said.get(name.replace("group", "scheme"), "").removeprefix("=")
    meanings = columns.meanings.get(name, {})
    field_name = said[name].strip()
    if name in columns.places:
        at = columns.places[name]
        texts = {text for _, text in table.column(at) if text}
        return choice(name, at, texts, meanings, scheme, groups)
    boxes = {
        header[len(field_name) + 3 :]: at
        for at, header in enumerate(table.headers)
        if header.lower().startswith(f"{field_name.lower()}___")
    }
    if not boxes:
        raise ValueError(
            gettext("The file has no column %(text)s, nor boxes of this name.")
            % {"text": quoted(field_name)}
        )
    return check_boxes(name, boxes, meanings, scheme, groups)


def keys_of(
    texts: set[str], meanings: Mapping[str, str], scheme: str, groups: Groups, name: str
) -> dict[str, int]:
    """The group of each answer; raises ValueError that lists the answers that mean none."""
    if len(texts) > MOST_ANSWERS:
        raise ValueError(
            gettext("This column has %(texts)s different values, so it holds no groups.")
            % {"texts": f"{len(texts):,}"}
        )
    found: dict[str, int] = {}
    for text in texts:
        among = groups.among(scheme, meanings.get(folded(text), text))
        if len(among) == 1:
            found[text] = next(iter(among))
    unknown = sorted(texts - found.keys())
    if unknown:
        shown = ", ".join(quoted(text[:30]) for text in unknown[:SHOWN])
        raise ValueError(
            gettext("Say which groups these answers are, as %(name)s:%(unknown)s: %(shown)s.")
            % {"name": name, "unknown": unknown[0][:30], "shown": shown}
        )
    homes = {groups.home[pk].key for pk in found.values()}
    if len(homes) != 1:
        raise ValueError(gettext("Say of which vocabulary these groups are (scheme)."))
    return found


def choice(
    name: str,
    at: int,
    texts: set[str],
    meanings: Mapping[str, str],
    scheme: str,
    groups: Groups,
) -> Answers:
    """A field of which one answer is chosen."""
    keys = keys_of(texts, meanings, scheme, groups, name)
    if not keys:
        raise ValueError(gettext("This column is empty."))
    vocabulary = groups.home[next(iter(keys.values()))]
    blank = of_kind(vocabulary, *NOT_KNOWN)

    def read(cells: Sequence[str]) -> tuple[int, ...] | None:
        if cells[0]:
            return (keys[cells[0]],)
        return (blank.pk,) if blank else None

    return Answers(name, vocabulary, (at,), read)


def check_boxes(
    name: str, boxes: Mapping[str, int], meanings: Mapping[str, str], scheme: str, groups: Groups
) -> Answers:
    """A field of which several answers may be ticked, a column for each."""
    keys = keys_of(set(boxes), meanings, scheme, groups, name)
    vocabulary = groups.home[next(iter(keys.values()))]
    blank, several = of_kind(vocabulary, *NOT_KNOWN), of_kind(vocabulary, "several", "multiple")
    if not vocabulary.overlapping and several is None:
        raise ValueError(
            gettext(
                "Several boxes may be ticked, and %(text)s has neither a group "
                "“several” nor groups that overlap."
            )
            % {"text": quoted(vocabulary.title)}
        )
    order = [keys[code] for code in boxes]

    def read(cells: Sequence[str]) -> tuple[int, ...] | None:
        pairs = zip(order, cells, strict=True)
        ticked = tuple(dict.fromkeys(pk for pk, text in pairs if is_ticked(text)))
        if len(ticked) > 1 and not vocabulary.overlapping and several:
            return (several.pk,)
        return ticked or ((blank.pk,) if blank else None)

    return Answers(name, vocabulary, tuple(boxes.values()), read, boxes=True)


def is_ticked(text: str) -> bool:
    """True for a box that is ticked, in raw exports and in those of labels."""
    return folded(text) in YES


def units_of(
    table: Table, columns: Columns, answers: list[Answers], days: Days, rule: Rule
) -> tuple[list[Unit], list[Problem], list[str]]:
    """The cases, what cannot be counted by row, and remarks."""
    records, problems = records_of(table, columns, days)
    units: list[Unit] = []
    lacking: dict[str, int] = defaultdict(int)
    for record in records:
        for row, day in record.dated:
            places = [groups_in(record, row, one, problems) for one in answers]
            for one, found in zip(answers, places, strict=True):
                lacking[one.name] += found is None
            within = rule.denominator is None or counts(
                record, row, rule.denominator, rule.denominator_is
            )
            among = rule.numerator is not None and counts(
                record, row, rule.numerator, rule.numerator_is
            )
            lacking["numerator"] += within and not text_in(record, row, rule.numerator)
            units.append(
                Unit(row.number, day, among and within, within, tuple(one or () for one in places))
            )
    return units, problems, remarks_on(lacking)


def records_of(table: Table, columns: Columns, days: Days) -> tuple[list[Record], list[Problem]]:
    """The rows by record, and rows whose date cannot be read."""
    key, at = columns.places.get("record", 0), columns.places["starts"]
    found: dict[str, Record] = {}
    problems: list[Problem] = []
    for row in table.rows:
        problems += [Problem(row.number, *one) for one in faults_of(row, columns, table.sheet)]
        record = found.setdefault(
            cell(row, key) or gettext("row %(number)s") % {"number": row.number}, Record()
        )
        record.rows.append(row)
        if text := cell(row, at):
            try:
                record.dated.append((row, days.read(text)))
            except ValueError:
                problems.append(Problem(row.number, "starts", BAD_DATE))
    return list(found.values()), problems


def text_in(record: Record, row: SheetRow, at: int | None) -> str:
    """What a row says, or its record, where it has just this one dated row."""
    if at is None:
        return ""
    own = cell(row, at)
    if own or len(record.dated) > 1:
        return own
    return next(iter(sorted(record.anywhere(at))), "")


def counts(record: Record, row: SheetRow, at: int, values: frozenset[str]) -> bool:
    """Whether what a row says is one of the values that count."""
    text = text_in(record, row, at)
    return bool(text) and (ANY in values or folded(text) in values)


def groups_in(
    record: Record, row: SheetRow, answers: Answers, problems: list[Problem]
) -> tuple[int, ...] | None:
    """The groups of a case, from its own row if it says, else from its record's."""
    own = [cell(row, at) for at in answers.places]
    if any(map(is_ticked, own)) if answers.boxes else any(own):
        return answers.read(own)
    elsewhere = [record.anywhere(at) for at in answers.places]
    if answers.boxes:  # some exports have a 0 on rows of other forms too
        return answers.read([max(filter(is_ticked, texts), default="") for texts in elsewhere])
    if any(len(texts) > 1 for texts in elsewhere):
        problems.append(Problem(row.number, answers.name, CONFLICT.format(answers.name)))
        return None
    return answers.read([next(iter(texts), "") for texts in elsewhere])


def remarks_on(lacking: Mapping[str, int]) -> list[str]:
    """What is to be said of answers that are not there."""
    said = []
    for name in ("group", "group2"):
        if lacking.get(name):
            said.append(LACKS_BLANK.format(cases(lacking[name]), name))
    if lacking.get("numerator"):
        said.append(
            gettext(
                "%(cases)s with nothing in the column of the numerator; they count as not in it. "
                "To leave them out, name the same column as denominator, with denominator_is: *."
            )
            % {"cases": cases(lacking["numerator"])}
        )
    return said


def cases(number: int) -> str:
    """`1 case`, `1,200 cases`."""
    return ngettext("%(number)s case", "%(number)s cases", number) % {"number": f"{number:,}"}
