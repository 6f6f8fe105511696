"""Vocabularies in a browser, for tests."""

from io import BytesIO

from django.urls import reverse

from tests.initiatives.web.forms import fields_of

LIST, ADD, UPLOAD, PUT = (
    reverse(f"vocabulary_{name}") for name in ("list", "add", "upload", "put")
)
FILE = b"stratifications: [{key: k, edition: '1', title: Of a file, strata: [{code: a, label: A}]}]"


def text(answer):
    return answer.content.decode()


def at(name, one):
    return reverse(name, args=[one.pk])


def said_yes(browser, preview, **changes):
    return browser.post(PUT, fields_of(preview) | {"reason": "Asked for."} | changes)


def sent(browser, content):
    file = BytesIO(content)
    file.name = "groups.yaml"
    return browser.post(UPLOAD, {"file": file})
