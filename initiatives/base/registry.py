"""What is made known under a key by the packages that bring it, so that no lower one names them."""

from typing import Generic, Protocol, TypeVar

from initiatives.base.errors import Invalid


class Keyed(Protocol):
    """What has a key of its own."""

    @property
    def key(self) -> str: ...


Kind = TypeVar("Kind", bound=Keyed)


class Registry(Generic[Kind]):
    """Kinds by their key, in the order in which they were made known.

    `missing` is a sentence with a place for `%(known)s`: what is said of a key that there is not.
    """

    def __init__(self, missing: str = "") -> None:
        self.missing = missing
        self.kinds: dict[str, Kind] = {}

    def introduce(self, kind: Kind) -> None:
        """Make a kind known; a second one under the same key takes the place of the first."""
        self.kinds[kind.key] = kind

    def all(self) -> list[Kind]:
        """All of them."""
        return list(self.kinds.values())

    def find(self, key: str) -> Kind | None:
        """The kind of this key, if there is one."""
        return self.kinds.get(key)

    def of(self, key: str) -> Kind:
        """The kind of this key; raises Invalid for one that there is not."""
        if (kind := self.find(key)) is None:
            raise Invalid({"kind": self.missing % {"known": ", ".join(self.kinds)}})
        return kind
