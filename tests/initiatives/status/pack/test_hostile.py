"""Whatever people write stays text: no code of typst, no markup, no formula; scripts are shown."""

import pytest

from initiatives.status.pack import make
from tests.initiatives.status.pack.packs import by_hand
from tests.initiatives.status.pack.reading import Read
from tests.initiatives.status.pack.test_slides import opened

TEXTS = {
    "code": '#panic("x") $x^2$ @ref *bold* <label> \\ `raw` [b] {c} // no',
    "markup": "<script>alert(1)</script>&amp;&#x41; <b>b</b>",
    "formula": '=HYPERLINK("http://a.example","x")',
    "braces": '{"a": 1} \\u0041 \\" ]]]',
}
SCRIPTS = {
    "arabic": "مترجم في كل مكتب",
    "hebrew": "מתורגמן בכל דלפק",
    "greek and cyrillic": "Διερμηνείς Переводчики",
    "signs": "≥ 65 → ≤ 75 ✓ ½ é ñ",
}
SIGNS_WITHOUT_FORM = {
    "emoji": "Doors \U0001f6aa\U0001f937\U0001f3fd",
    "private": "Doors \ue000\U000f0000",
    "many": "Doors " + "".join(chr(0x13000 + at) for at in range(60)),
}
CONTROLS = "Doors\x00\x07\x1b[31m\u202eopen\ud800\ufffe\r\nnow"
LONG = "Donaudampfschifffahrtsgesellschaft" * 12


def flat(words):
    return " ".join(words.split())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_stays_text_in_both(text):
    pack = by_hand(text)
    assert flat(text) in Read(make(pack, "pdf-a4")).words
    deck = opened(pack)
    assert deck.slides[1].placeholders[1].text_frame.paragraphs[0].text == text
    assert not any(
        run.hyperlink.address == "http://a.example"
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    )


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_other_scripts_are_shown(text):
    read = Read(make(by_hand(text), "pdf-letter"))
    assert text in str(read.reader.metadata.title)
    assert "?" not in read.words
    assert opened(by_hand(text)).slides[1].placeholders[1].text_frame.paragraphs[0].text == text


@pytest.mark.parametrize("text", SIGNS_WITHOUT_FORM.values(), ids=SIGNS_WITHOUT_FORM)
def test_signs_that_no_font_has_do_not_stop_it(text):
    assert "Doors" in Read(make(by_hand(text), "pdf-a4")).words
    assert "Doors" in opened(by_hand(text)).slides[1].placeholders[1].text_frame.text


@pytest.mark.parametrize("kind", ["pdf-a4", "pptx"])
def test_control_signs_are_left_out(kind):
    pack = by_hand(CONTROLS)
    assert pack.scope == "Doors[31mopen now"
    assert make(pack, kind)


def test_long_words_are_broken_and_not_cut_off():
    read = Read(make(by_hand(LONG), "pdf-a4"))
    assert read.words.replace(" ", "").count("Donaudampfschiff") >= 12
    assert make(by_hand(LONG), "pptx")


def test_very_long_texts_are_cut_with_a_sign_that_they_are():
    pack = by_hand("word " * 5000)
    cell = pack.sections[4].blocks[0].rows[0][0]
    assert len(cell) == 420
    assert cell.endswith("…")
    assert make(pack, "pdf-a4")
    assert make(pack, "pptx")
