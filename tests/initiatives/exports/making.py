"""Exports for tests, and what is in their files."""

import csv
import io
from pathlib import Path

from openpyxl import load_workbook

from initiatives.exports import kinds
from initiatives.exports.kinds import Asked, Kind, Progress
from initiatives.exports.models import Export
from initiatives.exports.services import ask_for_export, fetch_export, make_exports

SLOW = "slow"


def in_folder(settings, tmp_path):
    """Files are kept in a folder of the test's own."""
    settings.EXPORTS_DIR = tmp_path / "exports"
    known = settings.STORAGES["exports"]
    options = known["OPTIONS"] | {"location": str(settings.EXPORTS_DIR)}
    settings.STORAGES = settings.STORAGES | {"exports": known | {"OPTIONS": options}}
    return settings.EXPORTS_DIR


def ask(person, list_name="initiatives", query="", kind="list_csv"):
    return ask_for_export(actor=person, kind=kind, parameters={"list": list_name, "query": query})


def made(person, *given, **named):
    """An export that a worker has made."""
    asked = ask(person, *given, **named)
    make_exports()
    return Export.objects.get(pk=asked.pk)


def content(export):
    """The bytes of its file, as its person gets them."""
    with fetch_export(actor=export.asked_by, export=export) as file:
        return file.read()


def rows_of(export):
    """The rows of its file as texts, the head first."""
    found = content(export)
    if export.kind == "list_csv":
        return list(csv.reader(io.StringIO(found.decode(), newline="")))
    sheet = load_workbook(io.BytesIO(found)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def introduce(monkeypatch, steps, key=SLOW):
    """A kind for tests: it takes these steps, a function each, and nobody knows how long it is."""

    def write(viewer, given, path: Path):
        path.write_text("Nothing yet.")
        for number, step in enumerate(steps, 1):
            step()
            yield Progress(number, len(steps))

    monkeypatch.setitem(
        kinds.registry.kinds,
        key,
        Kind(
            key, "Slow", "txt", "text/plain", lambda viewer, given: Asked(dict(given), key), write
        ),
    )
    return key
