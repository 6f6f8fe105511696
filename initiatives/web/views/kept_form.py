"""A form that was sent when the sign-in had ended: shown to the same person, to be sent again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from initiatives.web.frame import page
from initiatives.web.sessions import KEPT

UNSEEN = ("once", "version", "content", "instead_of")  # what a form carries along


@page
def kept_form(request: HttpRequest) -> HttpResponse:
    """Once: whoever opens it anew, and somebody else, goes to the first page."""
    kept: dict[str, Any] | None = request.session.pop(KEPT, None)
    if kept is None or kept["person"] != request.user.pk:
        return redirect("home")
    hidden = [(name, value) for name, values in kept["fields"].items() for value in values]
    shown = [(named(name), value) for name, value in hidden if name not in UNSEEN and value.strip()]
    context = {"path": kept["path"], "hidden": hidden, "shown": shown}
    return render(request, "account/kept_form.html", context)


def named(name: str) -> str:
    """A field's name as words."""
    return name.replace("_", " ").replace("-", " ").capitalize()
