"""An entity that becomes part of another, stands for itself again, or is split."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries
from initiatives.people.models import Entity, User
from initiatives.people.rules import may_manage
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Initiative
from initiatives.web.forms.entities import EntityForm
from initiatives.web.frame.forms import EntityField, ReasonForm

MANAGED = _("Those that you may change yourself, and that do not lie within it.")


def outside(viewer: User, entity: Entity) -> list[Entity]:
    """The entities that the viewer manages and that do not lie within this one."""
    tree = queries.tree(viewer)
    return [one for one in tree if entity.pk not in one.lineage and may_manage(viewer, one)]


class MergeForm(ReasonForm):
    """What the entity becomes part of, and why."""

    field_order = ("into", "give_roles", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = EntityField(
            self.viewer,
            outside(self.viewer, self.initial["entity"]),
            label=_("Becomes part of"),
            help_text=MANAGED,
            empty_label=_("Choose an entity"),
        )
        self.fields["give_roles"] = forms.BooleanField(
            label=_("Who holds a role on it holds the same on all of the other from now on"),
            help_text=_(
                "They then see what is recorded there. Leave it off to grant roles singly."
            ),
            required=False,
        )
        self.order_fields(self.field_order)


class ApartForm(ReasonForm):
    """Below which entity it stands for itself again, and why."""

    field_order = ("parent", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = EntityField(
            self.viewer,
            outside(self.viewer, self.initial["entity"]),
            label=_("Its place from now on"),
            help_text=MANAGED,
            empty_label=_("Choose an entity"),
        )
        self.order_fields(self.field_order)


class Titled(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of initiatives, each by reference and title."""

    def label_from_instance(self, obj: Initiative) -> str:
        return f"{obj.reference} {obj.title}"


class SplitForm(EntityForm, ReasonForm):
    """What the new entity is called, and what goes there."""

    field_order = ("name", "short_name", "kind", "children", "initiatives", "keep_roles", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        split = self.initial["entity"]
        ticks = {"class": "tall"}
        self.fields["children"] = forms.ModelMultipleChoiceField(
            queries.children(self.viewer, split),
            label=_("Entities below it that go, with all they have"),
            widget=forms.CheckboxSelectMultiple(attrs=ticks),
            required=False,
        )
        self.fields["initiatives"] = Titled(
            portfolio.able_to_go(self.viewer, split).order_by("title", "pk"),
            label=_("Initiatives that go"),
            help_text=_("Their open commitments and shortfalls go along. What is closed stays."),
            widget=forms.CheckboxSelectMultiple(attrs=ticks),
            required=False,
        )
        self.fields["keep_roles"] = forms.BooleanField(
            label=_("Who holds a role on the old entity holds it on the new one too"),
            initial=True,
            required=False,
        )
        self.drop_empty("children", "initiatives")
        self.order_fields(self.field_order)

    def drop_empty(self, *names: str) -> None:
        """What there is nothing of to choose is not asked."""
        for name in names:
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
