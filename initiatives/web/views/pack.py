"""The board pack: a form that says of what; the worker makes it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.exports.models import Export
from initiatives.exports.pack_kinds import kind_of
from initiatives.exports.services import ask_for_export
from initiatives.people import queries as people
from initiatives.status.pack import latest_quarter
from initiatives.web.forms.pack import PackForm
from initiatives.web.frame.actions import ActionPage
from initiatives.web.views.asked import key_in

LONGEST = 7  # letters of a month


class BoardPack(ActionPage):
    """Ask for a pack; the same that waits already is the same."""

    form_class = PackForm
    template_name = "status/pack.html"
    title = _("Board pack")
    lede = _(
        "Where an entity stands, what changed, what falls short and what needs your decision, as "
        "one file for a meeting. It shows what you may see."
    )
    submit = _("Make the pack")
    done = _(
        "The pack is being made. It shows here when it is ready, and you get a mail if you have "
        "not fetched it by then."
    )

    def initial(self) -> dict[str, Any]:
        months = zip(("start", "end"), latest_quarter(), strict=True)
        root = people.root_in_sight(self.viewer)
        chosen = key_in(self.request, "entity") or (root.pk if root else None)
        asked = {name: self.request.GET.get(name, "")[:LONGEST] or usual for name, usual in months}
        return {"entity": chosen, **asked}

    def perform(self, given: dict[str, Any]) -> Export:
        period, entity = given["period"], given["entity"]
        asked = {
            "entity": entity.pk,
            "start": f"{period.start:%Y-%m}",
            "end": f"{period.end:%Y-%m}",
        }
        return ask_for_export(actor=self.viewer, kind=kind_of(given["kind"]), parameters=asked)

    def url_after(self, result: Any) -> str:
        return reverse("export_list") if result else reverse("status")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Status"), reverse("status"))]
