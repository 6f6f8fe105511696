"""Bringing in a version of guiding principles: the file, what it would change, and the yes."""

from typing import Any

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.framework import queries, rules
from initiatives.framework.loading import read_framework
from initiatives.framework.models import Framework
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio import services
from initiatives.web.forms.sent_files import FileForm, SentForm, unwrapped, wrapped
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.frame.once import new_key
from initiatives.web.framework_words import changes_of

Sent = tuple[bytes, portfolio.Foreseen]
EXAMPLE_SOURCE = "https://example.org/principles"


class FrameworkPage(ActionPage):
    """What both steps share."""

    def permission(self) -> Answer:
        return rules.may_put_in_force(self.viewer)

    def url_after(self, result: Any) -> str:
        return reverse("framework_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Frameworks"), reverse("framework_list"))]


class Upload(FrameworkPage):
    """A file is read and compared with what is in force; nothing of it is written yet."""

    form_class = FileForm
    template_name = "frameworks/upload.html"
    title = _("Bring in a version")
    lede = _("You see what it would change first. Nothing comes in force until you say so.")
    submit = _("Read the file")

    def perform(self, given: dict[str, Any]) -> Sent:
        content = given["file"].read()
        return content, portfolio.foreseen(self.viewer, read_framework(content))

    def answer(self, result: Sent) -> HttpResponse:
        content, foreseen = result
        initial = {"content": wrapped(content), "instead_of": foreseen.instead_of}
        context = {
            "form": SentForm(viewer=self.viewer, initial=initial),
            "once": new_key(),
            "crumbs": self.crumbs(),
        }
        shown = preview_of(foreseen)
        return render(self.request, "frameworks/preview.html", context | shown)

    def context(self) -> dict[str, Any]:
        """Reading a file twice does no harm, so the form carries no key of its own."""
        return {
            "once": "",
            "current": queries.framework_in_force(self.viewer),
            "example_source": EXAMPLE_SOURCE,
        }


class PutInForce(FrameworkPage):
    """The yes to what was shown; until then nothing is kept."""

    form_class = SentForm
    template_name = "frameworks/preview.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("framework_upload")

    def perform(self, given: dict[str, Any]) -> tuple[Framework, int | None]:
        return services.put_in_force(
            actor=self.viewer,
            content=read_framework(given["content"]),
            reason=given["reason"],
            instead_of=given["instead_of"],
        )

    def get_done(self, result: tuple[Framework, int | None]) -> str:
        edition, carried = result
        if carried is None:
            return gettext("Nothing changed: %(edition)s was here already.") % {"edition": edition}
        said = ngettext(
            "%(edition)s is in force. %(number)s alignment was carried over to it.",
            "%(edition)s is in force. %(number)s alignments were carried over to it.",
            carried,
        )
        return said % {"edition": edition, "number": f"{carried:,}"}

    def url_after(self, result: tuple[Framework, int | None] | None) -> str:
        return reverse("framework", args=[result[0].pk]) if result else reverse("framework_list")

    def context(self) -> dict[str, Any]:
        foreseen = seen_again(self.viewer, self.request.POST.get("content", ""))
        return preview_of(foreseen)

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """Compared with what is in force by now, so that a warned person may go on."""
        sent = self.request.POST.copy()
        foreseen = seen_again(self.viewer, sent.get("content", ""))
        sent["instead_of"] = str(foreseen.instead_of if foreseen else 0)
        form.data = sent
        return form


def seen_again(viewer: User, content: str) -> portfolio.Foreseen | None:
    """What a file that a form carried would change; nothing where it is none."""
    try:
        return portfolio.foreseen(viewer, read_framework(unwrapped(content)))
    except (Invalid, ValidationError):
        return None


def preview_of(foreseen: portfolio.Foreseen | None) -> dict[str, Any]:
    """What the preview shows."""
    changes = changes_of(foreseen.changes) if foreseen else None
    return {"foreseen": foreseen, "changes": changes}
