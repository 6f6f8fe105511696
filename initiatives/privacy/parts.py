"""Where a person stands in the tables, found by the tables themselves, so that none is forgotten.

A row that names a person is either their own, and goes when they are erased, or work that they
did, and stays. A new table that names people is work until it is listed here; a test asks for it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignObjectRel, Model, QuerySet

from initiatives.people.models import User

# Their own: deleted with the person. The key is the label of the model.
OWN = frozenset(
    {
        "account.emailaddress",
        "mfa.authenticator",
        "socialaccount.socialaccount",
        "initiatives.answeredrequest",
        "initiatives.calendarfeed",
        "initiatives.chataddress",
        "initiatives.monthlymail",
        "initiatives.preference",
        "initiatives.savedview",
        "initiatives.seenstatus",
        "initiatives.token",
    }
)
# Never written into a file, not even the person's own.
SECRET = frozenset({"password", "digest", "secret", "former_secret", "data", "body", "extra_data"})
CHAT = "initiatives.chataddress"  # whoever has the address can write there


@dataclass(frozen=True)
class Part:
    """The rows of one table that name a person in one of its columns."""

    model: type[Model]
    column: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_own(self) -> bool:
        return self.label in OWN

    @property
    def words(self) -> str:
        """What the rows are called."""
        return str(self.model._meta.verbose_name_plural).capitalize()

    def rows(self, person: User) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(**{self.column: person})
        return rows.order_by("pk")

    def fields(self) -> "list[Field[Any, Any]]":
        """The columns that may be written into a file: all of what is the person's own."""
        hidden = SECRET | ({"address"} if self.label == CHAT else set())
        known = self.model._meta.concrete_fields
        names = {"id", "created_at", "updated_at", "at", "verb", "subject_kind", "subject_id"}
        return [
            one for one in known if one.name not in hidden and (self.is_own or one.name in names)
        ]


def parts() -> list[Part]:
    """Every column of every table that names a person, by table and column."""
    found = [
        Part(relation.related_model, relation.field.name)
        for relation in User._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and not relation.many_to_many
        and not relation.related_model._meta.auto_created
    ]
    return sorted(found, key=lambda part: (part.label, part.column))
