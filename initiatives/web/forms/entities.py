"""Entities: what they are, and where they hang."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries
from initiatives.people.choices import EntityKind
from initiatives.people.rules import may_administer, may_manage
from initiatives.web.frame.forms import EntityField, ReasonForm, VersionedForm, ViewerForm


class EntityForm(ViewerForm):
    """What an entity is called, and of what kind it is."""

    name = forms.CharField(label="Name", max_length=160)
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, help_text=_("As it fits above a column of a table.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=EntityKind.choices)


class NewEntityForm(EntityForm):
    """An entity, and below which it hangs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = [one for one in queries.tree(self.viewer) if may_manage(self.viewer, one)]
        top = bool(may_administer(self.viewer)) and (self.viewer.is_superuser or not managed)
        self.fields["parent"] = EntityField(
            self.viewer,
            managed,
            label=_("Below"),
            required=not top,
            empty_label=_("Nothing: it is a system of its own") if top else _("Choose an entity"),
        )


class EntityRevision(EntityForm, VersionedForm):
    """An entity that is there already, renamed."""


class MoveForm(ReasonForm):
    """Below which entity it hangs from now on, and why."""

    field_order = ("parent", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moved = self.initial["entity"]
        offered = [
            one
            for one in queries.tree(self.viewer)
            if moved.pk not in one.lineage and may_manage(self.viewer, one)
        ]
        self.fields["parent"] = EntityField(
            self.viewer, offered, label=_("New place"), empty_label=_("Choose an entity")
        )
        self.order_fields(self.field_order)
