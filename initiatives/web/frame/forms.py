"""The base of forms that act, and the fields that several of them share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework import queries as framework
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.people.queries import Named
from initiatives.web.frame.offered import Offered

INDENT = "\N{NO-BREAK SPACE}" * 4
PRESENT_VERSION = _("This form does not say which version it changes. Open the page again.")
Choices = list[tuple[Any, str]]
YEARS = (date(1990, 1, 1), date(2100, 12, 31))


class ViewerForm(forms.Form):
    """A form that knows who fills it in, so that it offers what that person may see."""

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        self.viewer = viewer
        super().__init__(*args, **kwargs)


class VersionedForm(ViewerForm):
    """A form that changes a record and says from which version of it."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, error_messages={"required": PRESENT_VERSION}
    )


class ReasonForm(VersionedForm):
    """A change that needs nothing but a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the history."),
    )


class EntityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One entity, chosen from an indented tree, or from those of it that are offered."""

    def __init__(
        self, viewer: User, offered: Iterable[Entity] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(people.entities(viewer), **kwargs)
        self.choices = [("", self.empty_label or ""), *entity_choices(viewer, offered)]


class EntitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of entities, chosen from an indented tree."""

    def __init__(
        self, viewer: User, offered: Iterable[Entity] | None = None, **kwargs: Any
    ) -> None:
        ticks = forms.CheckboxSelectMultiple(attrs={"class": "tall"})
        super().__init__(people.entities(viewer), widget=ticks, **kwargs)
        self.choices = entity_choices(viewer, offered)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person of the directory, with their post to tell namesakes apart.

    Who is `named` already stays on offer, though their account may be closed since. Fields that
    offer the same people can share `offered`, so that the directory is read once.
    """

    def __init__(
        self,
        viewer: User,
        named: User | None = None,
        offered: Choices | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(people.people(viewer), widget=Offered, **kwargs)
        choices = person_choices(people.directory(viewer)) if offered is None else offered
        closed = [] if named is None or named.is_active else [named]
        self.named = named
        self.choices = [("", self.empty_label or ""), *person_choices(closed), *choices]

    def to_python(self, value: Any) -> User | None:
        if self.named is not None and str(value) == str(self.named.pk):
            return self.named
        return super().to_python(value)


class PersonAmongField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a few people, such as the sponsors of what is in sight."""

    def __init__(self, persons: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(persons, widget=Offered, **kwargs)
        self.choices = [("", self.empty_label or ""), *person_choices(people.named(persons))]


class PrincipleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One principle of the frameworks in force, or of those of them that are offered."""

    def __init__(
        self, viewer: User, offered: Iterable[Principle] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(framework.principles(viewer).prefetch_related(None), **kwargs)
        if offered is not None:
            self.choices = [("", self.empty_label or ""), *((one.pk, str(one)) for one in offered)]


class DateField(forms.DateField):
    """A day, with the browser's own picker, between the years 1990 and 2100."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Give a day as year-month-day, such as 2027-03-31.")
    }

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not YEARS[0] <= day <= YEARS[1]:
            raise forms.ValidationError(gettext("Give a day between the years 1990 and 2100."))
        return day


def entity_choices(viewer: User, offered: Iterable[Entity] | None = None) -> Choices:
    """Entities as choices, each level of the tree set in a little further."""
    entities = people.tree(viewer) if offered is None else offered
    return [(one.pk, INDENT * depth_of(one) + one.name) for one in entities]


def depth_of(entity: Entity) -> int:
    """How deep it lies in the tree; without what was merged, where it comes from that."""
    return int(getattr(entity, "depth", len(entity.lineage) - 1))


def person_choices(persons: Iterable[User | Named]) -> Choices:
    """People as choices."""
    return [(person.pk, person_label(person)) for person in persons]


def principle_choices(viewer: User) -> Choices:
    """The principles in force as choices."""
    principles = framework.principles(viewer).prefetch_related(None)
    return [(principle.pk, str(principle)) for principle in principles]


def person_label(person: User | Named) -> str:
    """A person's name with their post, and whether their account is closed."""
    closed = "" if person.is_active else gettext(", account closed")
    return f"{person.name} ({person.title}){closed}" if person.title else f"{person.name}{closed}"


def add_errors(form: forms.Form, errors: Mapping[str, str]) -> None:
    """Show what a service could not take beside its field, or above the form where none fits."""
    for name, message in errors.items():
        form.add_error(name if name in form.fields else None, message)
