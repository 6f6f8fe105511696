"""Which column of a file is read as which field: by its name, or as somebody said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import clean, folded, listed, quoted, words
from initiatives.measures.importing.groups import Groups

# As headers are compared: lower case, letters and digits alone.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "measure": ("measure id", "measure"),
    "starts": ("period start", "period", "starts", "start", "date", "month", "quarter", "week"),
    "ends": ("period end", "ends", "end"),
    "scheme": ("scheme", "dimension", "vocabulary", "stratification", "stratifier"),
    "group": ("group code", "group", "stratum", "code", "group label"),
    "scheme2": ("scheme2", "scheme 2", "dimension2", "dimension 2", "second scheme"),
    "group2": ("group2", "group 2", "group code2", "group code 2", "stratum 2", "second group"),
    "numerator": ("numerator", "num", "events", "count"),
    "denominator": ("denominator", "den", "denom", "n", "population"),
    "value": ("value", "figure", "result"),
    "state": ("state", "status"),
    "suppressed": ("suppressed", "masked"),
    "source": ("source", "data source"),
    "note": ("note", "notes", "comment"),
    "because": ("because", "reason", "correction reason", "corrected because"),
}
# A header that says that counts are added up over time.
REPORTED = ("as of", "report date", "reported", "reported on", "date reported", "cumulative to")
# What the tidy layout holds besides, worked out again from the counts.
DERIVED = {
    *("entity", "rate", "ci low", "ci high", "ci method", "suppression reason"),
    *("reference group", "extracted on"),
}
OPTIONS = {"decreases": ("leave_out", "offset", "as_it_is"), "totals": ("add",)}
FIXED = "="  # before a value that every row has
MOST_NAMED = 10
Said = tuple[str, str]  # a field, and a sentence about it


@dataclass
class Columns:
    """Where each field stands, what else is fixed for all rows, and what some texts mean."""

    headers: tuple[str, ...]
    places: dict[str, int] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    wrong: list[Said] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Whether each of these fields is in the file, or fixed."""
        return all(name in self.places or name in self.fixed for name in names)

    def unread(self) -> list[str]:
        """The headers that mean nothing here."""
        used = set(self.places.values())
        return [
            header
            for at, header in enumerate(self.headers)
            if at not in used and words(header) and words(header) not in DERIVED
        ]


def columns_of(
    headers: Sequence[str],
    said: Mapping[str, str],
    synonyms: Mapping[str, tuple[str, ...]],
    more: Callable[[str], bool] = lambda name: False,
    options: Iterable[str] = (),
) -> Columns:
    """The columns by their names, and by what somebody said of them, which goes first.

    `said` gives a field its header, or `=` and a value for every row; `field:text` says what a text
    means; `more` knows further fields, `options` further options of a layout.
    """
    made = Columns(tuple(clean(header) for header in headers))
    plain = [words(header) for header in made.headers]
    for name, names in synonyms.items():
        if name not in said and (found := next((one for one in names if one in plain), "")):
            put(made, name, [at for at, header in enumerate(plain) if header == found], found)
    by_name = set(made.places)
    for name, meant in said.items():
        known = name in synonyms or more(name)
        take(made, plain, name, meant, known, [*OPTIONS, *options])
    by_hand = {at for name, at in made.places.items() if name not in by_name}
    for name in by_name:
        if made.places[name] in by_hand:
            del made.places[name]
    return made


def take(
    made: Columns, plain: list[str], name: str, meant: str, known: bool, options: list[str]
) -> None:
    """Note one thing that somebody said."""
    if name in options:
        made.options[name] = meant.strip()
        if name in OPTIONS and made.options[name] not in ("", *OPTIONS[name]):
            made.wrong.append(
                (
                    name,
                    gettext("Choose one of %(listed)s.")
                    % {"listed": listed([*OPTIONS[name]], "or")},
                )
            )
    elif known and meant.startswith(FIXED):
        made.fixed[name] = clean(meant[1:])
    elif known and not meant.strip():
        return
    elif known:
        place(made, plain, name, meant)
    elif ":" in name:
        of, _, text = name.partition(":")
        made.meanings.setdefault(of, {})[folded(text)] = clean(meant)
    else:
        made.wrong.append(
            (
                name[:60],
                gettext("There is no field %(text)s in this layout.") % {"text": quoted(name)},
            )
        )


def place(made: Columns, plain: list[str], name: str, meant: str) -> None:
    """Note the column that somebody named."""
    exact = [at for at, header in enumerate(made.headers) if header == clean(meant)]
    found = exact or [at for at, header in enumerate(plain) if header == words(meant)]
    if found:
        put(made, name, found, meant)
    else:
        made.wrong.append(
            (
                name,
                _("The file has no column %(text)s.%(near)s")
                % {"text": quoted(meant), "near": near(meant, made)},
            )
        )


def put(made: Columns, name: str, found: list[int], header: str) -> None:
    """Note where a field stands; of two columns of one name nobody could tell which is meant."""
    made.places[name] = found[0]
    if len(found) > 1:
        made.wrong.append(
            (
                name,
                _("Two columns are called %(text)s. Rename one of them.")
                % {"text": quoted(header)},
            )
        )


def near(name: str, made: Columns) -> str:
    """A suggestion of the header that was perhaps meant."""
    found = get_close_matches(name, made.headers, 1)
    return _(" Did you mean %(text)s?") % {"text": quoted(found[0])} if found else ""


def name_groups(made: Columns, groups: Groups) -> None:
    """Columns that are named as a vocabulary are, hold its groups; at most two of them."""
    free = [name for name in ("group", "group2") if not made.has(name)]
    used = set(made.places.values())
    for at, header in enumerate(made.headers):
        key = groups.scheme(header)
        if key and free and at not in used:
            name = free.pop(0)
            made.places[name] = at
            made.fixed.setdefault(name.replace("group", "scheme"), key)


def known(headers: Sequence[str]) -> int:
    """How many fields the headers mean."""
    names = {name for synonyms in (*SYNONYMS.values(), REPORTED) for name in synonyms}
    return sum(words(clean(header)) in names for header in headers)


def suffices(headers: Sequence[str]) -> bool:
    """True where a sheet of a workbook looks like the one to read."""
    return known(headers) >= 2


def remarks_on(names: Sequence[str]) -> list[str]:
    """A remark that names the columns that were not read."""
    if not names:
        return []
    told = [quoted(name) for name in names[:MOST_NAMED]]
    if len(names) <= MOST_NAMED:
        return [_("Not read: the columns %(names)s.") % {"names": listed(told)}]
    said = _("Not read: the columns %(names)s and %(more)d more.")
    return [said % {"names": ", ".join(told), "more": len(names) - MOST_NAMED}]
