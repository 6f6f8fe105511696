"""Files of figures as a browser uploads them, and what the pages of their previews send."""

from io import BytesIO

from django.urls import reverse

from tests.initiatives.web.forms import fields_of

GOOD = "period\tgroup\tnumerator\tdenominator\n2026-08\t\t48\t600\n2026-08\ta\t12\t130\n"


def upload_of(measure):
    return reverse("measure_import", args=[measure.pk])


def file_of(content, name="figures.csv"):
    file = BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = name
    return file


def upload(client, measure, content, name="figures.csv", **said):
    return client.post(upload_of(measure), {"file": file_of(content, name)} | said)


def paste(client, measure, text, **said):
    return client.post(upload_of(measure), {"pasted": text} | said)


def previewed(client, answer):
    """The page to which an upload led."""
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url)


def sent_from(answer, act):
    """What the forms of a preview would send, with the button of an act."""
    return {**fields_of(answer), "act": act, "once": ""}


def read_again(client, url, **changes):
    """Change how a file is read."""
    return client.post(url, sent_from(client.get(url), "read") | changes)
