"""An entity becomes part of another, stands for itself again, or is split."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import queries, services
from initiatives.people.models import Entity, Succession
from initiatives.web.forms.entity_turns import ApartForm, MergeForm, SplitForm
from initiatives.web.views.entities import EntityPage, tiles_of


class Merge(EntityPage):
    """An entity becomes part of another."""

    form_class = MergeForm
    template_name = "entities/merge.html"
    title = _("Merge")
    lede = _("It becomes part of another entity. Nothing is lost, and it can be set apart again.")
    submit = _("Merge it")

    def get_title(self) -> str:
        return gettext("Merge %(record)s into another entity") % {"record": self.record}

    def initial(self) -> dict[str, Any]:
        return {"entity": self.record}

    def context(self) -> dict[str, Any]:
        return {
            "entity": self.record,
            "tiles": tiles_of(self.viewer, self.record),
            "roles": queries.memberships(self.viewer, entity=self.record).count(),
            "below": queries.children(self.viewer, self.record).count(),
            "part": queries.merged(self.viewer, self.record).count(),
        }

    def perform(self, given: dict[str, Any]) -> Entity:
        return services.merge_entity(actor=self.viewer, entity=self.record, **given)

    def get_done(self, result: Entity) -> str:
        return gettext("%(record)s is part of %(result)s now.") % {
            "record": self.record,
            "result": result,
        }


class SetApart(EntityPage):
    """A merged entity stands for itself again."""

    form_class = ApartForm
    title = _("Set apart")
    lede = _(
        "It stands for itself again with all it has, and counts where it hangs from now on. The "
        "nights that were kept meanwhile stay as they are."
    )
    submit = _("Set it apart")

    def initial(self) -> dict[str, Any]:
        return {"entity": self.record, "parent": former_parent(self.turns())}

    def turns(self) -> list[Succession]:
        return list(queries.turns_of(self.viewer, self.record))

    def perform(self, given: dict[str, Any]) -> Entity:
        return services.set_apart(actor=self.viewer, entity=self.record, **given)

    def get_done(self, result: Entity) -> str:
        return gettext("%(result)s stands for itself again.") % {"result": result}


def former_parent(turns: list[Succession]) -> int | None:
    """What an entity hung on before it was merged the last time."""
    above = turns[-1].lineage_before[:-1] if turns else []
    return above[-1] if above else None


class Split(EntityPage):
    """A part of an entity becomes an entity of its own."""

    form_class = SplitForm
    template_name = "entities/split.html"
    title = _("Split")
    submit = _("Split it off")

    def get_title(self) -> str:
        return gettext("Split off a part of %(record)s") % {"record": self.record}

    def initial(self) -> dict[str, Any]:
        return {"entity": self.record, "kind": self.record.kind}

    def context(self) -> dict[str, Any]:
        roles = queries.memberships(self.viewer, entity=self.record).count()
        return {"entity": self.record, "roles": roles}

    def perform(self, given: dict[str, Any]) -> Entity:
        going = [one.pk for one in given.pop("initiatives", ())]
        return services.split_entity(
            actor=self.viewer, entity=self.record, initiatives=going, **given
        )

    def get_done(self, result: Entity) -> str:
        return gettext("%(result)s is split off.") % {"result": result}

    def url_after(self, result: Entity | None) -> str:
        return reverse("entity", args=[result.pk if result else self.record.pk])
