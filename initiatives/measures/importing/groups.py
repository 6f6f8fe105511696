"""Which group of the measure's vocabularies a file means; raises ValueError with a sentence."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import folded, quoted, words
from initiatives.measures.importing.shapes import Group, Vocabulary

EVERYBODY = ("", "total", "all", "overall", "everybody", "everyone")


class Groups:
    """The groups of a measure by code, by label, and by why they are not known."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        self.vocabularies = tuple(vocabularies)
        self.names = {one.key: names_of(one) for one in self.vocabularies}
        self.schemes = {
            words(name): one.key for one in self.vocabularies for name in (one.title, one.key)
        }
        self.home = {group.pk: one for one in self.vocabularies for group in one.groups}
        self.by_key = {group.pk: group for one in self.vocabularies for group in one.groups}

    def scheme(self, name: str) -> str:
        """The key of the vocabulary of this key or title; "" where there is none."""
        return self.schemes.get(words(name), "")

    def find(self, scheme: str, name: str) -> int | None:
        """The key of a group, None for everybody."""
        if folded(name) in EVERYBODY:
            return None
        found = self.among(scheme, name)
        if len(found) != 1:
            raise ValueError(self.unplaced(scheme, name, len(found)))
        return found.pop()

    def among(self, scheme: str, name: str) -> set[int]:
        """The groups of this name, of one vocabulary or of all.

        Signs count, so that “<18” is not “18+”; of names with letters only these count, so that
        `not_asked` is “Not asked”.
        """
        keys = [self.scheme(scheme)] if scheme else list(self.names)
        found = self.called(keys, folded(name))
        if not found and any(map(str.isalpha, name)):
            found = self.called(keys, words(name))
        return found

    def called(self, keys: Iterable[str], name: str) -> set[int]:
        """The groups that are called just this in vocabularies of these keys."""
        return {names[name] for key in keys if name in (names := self.names.get(key, {}))}

    def unplaced(self, scheme: str, name: str, found: int) -> str:
        """Why a group cannot be told."""
        if found:
            return _("%(text)s is in several vocabularies; name one in a column `scheme`.") % {
                "text": quoted(name)
            }
        if not self.vocabularies:
            return _("This measure has no vocabularies; add the one of these groups to it first.")
        return (
            _("%(text)s is no group of %(quoted_2)s.")
            % {"text": quoted(name), "quoted_2": quoted(scheme)}
            if scheme
            else _("%(text)s is in no vocabulary of the measure (%(names)s).")
            % {"text": quoted(name), "names": ", ".join(sorted(self.names))}
        )


def names_of(vocabulary: Vocabulary) -> dict[str, int]:
    """The groups of a vocabulary by each of their names; a code goes before a label.

    A name without its signs counts only where it is that of one group.
    """
    found: dict[str, int] = {}
    for name in ("absent", "label", "code"):
        exact = [(getattr(one, name), one.pk) for one in vocabulary.groups if getattr(one, name)]
        often = Counter(words(text) for text, _ in exact)
        found |= {words(text): pk for text, pk in exact if often[words(text)] == 1}
        found |= {folded(text): pk for text, pk in exact}
    return {name: pk for name, pk in found.items() if name}


def of_kind(vocabulary: Vocabulary, *names: str) -> Group | None:
    """The first group whose code, or the reason why it is not known, is one of these."""
    return next((one for one in vocabulary.groups if {one.code, one.absent} & set(names)), None)
