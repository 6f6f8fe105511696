"""Filling in a form as a browser without JavaScript does: from what the page holds."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Sent = dict[str, list[str]]


class FormReader(HTMLParser):
    """Reads the fields of the form with class `form` as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: Sent = {}
        self.inside = False
        self.select = self.area = ""
        self.chosen: list[str] = []
        self.first: str | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.inside = "form" in attrs.get("class", "").split()
        if not self.inside:
            return
        name = attrs.get("name", "")
        if tag == "input" and name:
            self.take_input(name, attrs)
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]
        elif tag == "select":
            self.select, self.chosen, self.first = name, [], None
        elif tag == "option" and self.select:
            self.first = attrs.get("value", "") if self.first is None else self.first
            if "selected" in attrs:
                self.chosen.append(attrs.get("value", ""))

    def take_input(self, name: str, attrs: dict[str, str]) -> None:
        if attrs.get("type") in ("checkbox", "radio"):
            if "checked" in attrs:
                self.sent.setdefault(name, []).append(attrs.get("value", "on"))
        elif attrs.get("type") not in ("submit", "file"):
            self.sent[name] = [attrs.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.sent[self.area] = [self.sent[self.area][0].removeprefix("\n").strip("\r\n")]
            self.area = ""
        elif tag == "select":
            self.sent[self.select] = self.chosen or [self.first or ""]
            self.select = ""


def fields_of(response: HttpResponse) -> Sent:
    """What the page's form would send if nothing were changed."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.sent


def fill_in(client: Client, url: str, **changes: Any) -> Any:
    """Open the page, change these fields, press the button; returns the answer."""
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[:2000]
    return client.post(url, {**fields_of(page), **changes})  # type: ignore[arg-type]
