"""The document: what PDF/UA-1 asks of tags, names and fonts, and the paper it is set on."""

import pytest

from initiatives.status.pack import make
from tests.initiatives.status.pack.packs import by_hand
from tests.initiatives.status.pack.reading import Read

A4, LETTER = (595, 842), (612, 792)


@pytest.fixture(scope="module")
def read():
    return Read(make(by_hand(), "pdf-a4"))


def test_it_says_that_it_is_tagged_named_and_in_which_language(read):
    assert read.catalog["/MarkInfo"]["/Marked"].value is True
    assert read.catalog["/Lang"] == "en"
    assert read.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in read.xmp
    name = "Board pack: Interpreters, January 2026 to March 2026"
    assert read.reader.metadata.title == name
    assert name in read.xmp


def test_headings_leave_no_level_out(read):
    assert read.levels[0] == 1
    assert all(
        after - before <= 1 for before, after in zip(read.levels, read.levels[1:], strict=False)
    )
    assert read.levels.count(1) == 5
    assert len(read.of_kind("/Title")) == 1


def test_every_heading_has_a_bookmark(read):
    names = [one.title for one in read.reader.outline if not isinstance(one, list)]
    assert names == [one.title for one in by_hand().sections]


def test_every_chart_has_words_for_who_cannot_see_it(read):
    figures = read.of_kind("/Figure")
    assert [str(one["/Alt"]) for one in figures] == ["Chart: Interpreters"] * 2


def test_tables_have_heads_that_say_what_they_head(read):
    tables = read.of_kind("/Table")
    assert len(tables) == 2
    heads = read.of_kind("/TH")
    assert len(heads) == 4 + 2
    scopes = [
        attribute["/Scope"]
        for head in heads
        for attribute in head["/A"]
        if attribute["/O"] == "/Table"
    ]
    assert scopes == ["/Column"] * 6
    assert len(read.of_kind("/THead")) == 2


def test_fonts_are_in_it_with_their_letters(read):
    fonts = list(read.fonts())
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        described = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_every_page_is_read_in_the_order_of_its_tags(read):
    assert {page["/Tabs"] for page in read.reader.pages} == {"/S"}


def test_links_say_where_they_lead(read):
    links = [
        note.get_object()
        for page in read.reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert links
    assert all(link.get("/Contents") for link in links)


@pytest.mark.parametrize(("kind", "size"), [("pdf-a4", A4), ("pdf-letter", LETTER)])
def test_it_is_set_on_the_paper_that_was_asked_for(kind, size):
    assert Read(make(by_hand(), kind)).sizes == {size}


def test_the_same_pack_makes_the_same_file():
    assert make(by_hand(), "pdf-a4") == make(by_hand(), "pdf-a4")


def test_masked_figures_are_not_in_it(read):
    assert "77.7" not in read.words
    assert "60" in read.words
