"""The board pack: a form that says of what, and the file as its answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from initiatives.people import queries as people
from initiatives.status.pack import KINDS, compose, latest_quarter, make
from initiatives.web.forms.pack import PackForm
from initiatives.web.frame.actions import UNPROCESSABLE, ActionPage
from initiatives.web.views.asked import key_in
from initiatives.web.views.measure_files import file


class BoardPack(ActionPage):
    """Making a pack changes nothing, so a form that is sent twice answers twice."""

    form_class = PackForm
    template_name = "status/pack.html"
    title = "Board pack"
    lede = (
        "Where an entity stands, what changed, what falls short and what needs your decision, as "
        "one file for a meeting. It shows what you may see."
    )
    submit = "Make the pack"

    def initial(self) -> dict[str, Any]:
        start, end = latest_quarter()
        root = people.root_in_sight(self.viewer)
        chosen = key_in(self.request, "entity") or (root.pk if root else None)
        return {"entity": chosen, "start": start, "end": end}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(form, UNPROCESSABLE)
        given = form.cleaned_data
        pack = compose(self.viewer, given["entity"], given["period"])
        kind = KINDS[given["kind"]]
        return file(make(pack, kind.key), kind.media_type, kind.file_name(pack))

    def url_after(self, result: Any) -> str:
        return reverse("status")

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Status", reverse("status"))]
