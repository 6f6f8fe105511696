"""The slides: opened again as a person would edit them."""

import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Inches

from initiatives.status.pack import make
from tests.initiatives.status.pack.packs import by_hand
from tests.initiatives.status.pack.reading import bare

OFFICE = shutil.which("soffice")


def opened(pack):
    return Presentation(BytesIO(make(pack, "pptx")))


@pytest.fixture(scope="module")
def deck():
    return opened(by_hand())


def graphics(deck):
    return [one for slide in deck.slides for one in slide.shapes if one.has_table or one.has_chart]


def titles(deck):
    return [slide.shapes.title.text for slide in deck.slides]


def test_it_is_wide_and_says_what_it_is(deck):
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    assert deck.core_properties.title == "Board pack: Interpreters, January 2026 to March 2026"


def test_every_slide_has_a_title_that_no_other_has(deck):
    found = titles(deck)
    assert len(found) == len(set(found)) == len(deck.slides)
    assert all(found)


def test_titles_are_read_first(deck):
    for slide in deck.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_every_table_and_chart_has_words_for_who_cannot_see_it(deck):
    found = graphics(deck)
    assert len(found) == 4
    assert all(one._element.xpath(".//p:cNvPr")[0].get("descr") for one in found)


def test_tables_are_tables_with_a_head(deck):
    tables = [one.table for one in graphics(deck) if one.has_table]
    assert all(table.first_row and table.first_col for table in tables)
    assert tables[0].cell(0, 0).text == "Principle"
    assert tables[0].cell(1, 1).text.startswith("■ Word")


def test_charts_are_charts_whose_figures_can_be_edited(deck):
    chart = next(one.chart for one in graphics(deck) if one.has_chart)
    series = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert series == {
        "Figure (%)": (60.0, None, 40.0),
        "Centre": (50.0, 50.0, 50.0),
        "Lower limit": (30.0, None, 30.0),
        "Upper limit": (70.0, None, 70.0),
        "Target": (65.0, 65.0, 65.0),
    }


def test_a_masked_figure_is_in_no_part_of_the_file():
    with ZipFile(BytesIO(make(by_hand(), "pptx"))) as file:
        books = [name for name in file.namelist() if name.endswith(".xlsx")]
        assert len(books) == 2
        for name in file.namelist():
            assert b"77.7" not in file.read(name), name
        for name in books:
            rows = load_workbook(BytesIO(file.read(name))).active.values
            assert 77.7 not in [cell for row in rows for cell in row]


def test_the_notes_say_the_method(deck):
    assert deck.slides[1].notes_slide.notes_text_frame.text == "Interpreters"


def test_slides_are_numbered_and_say_what_they_belong_to(deck):
    for slide in list(deck.slides)[1:]:
        assert "Board pack · Interpreters" in " ".join(
            one.text_frame.text for one in slide.placeholders
        )


def test_a_long_table_goes_on_under_its_head():
    deck = opened(by_hand(rows=60))
    pages = [one.table for one in graphics(deck) if one.has_table]
    lists = [table for table in pages if len(table.columns) == 2]
    assert sum(len(table.rows) - 1 for table in lists) == 60
    assert len(lists) > 1
    assert {table.cell(0, 0).text for table in lists} == {"What"}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it(tmp_path):
    path = tmp_path / "pack.pptx"
    path.write_bytes(make(by_hand(), "pptx"))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    call = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*call, str(path)], check=True, timeout=120, capture_output=True)
    read = bare((tmp_path / "pack.pdf").read_bytes())
    assert len(read.pages) == len(opened(by_hand()).slides)
