"""The texts of the public pages: whole in each language, and plain in English."""

import re
from datetime import date

import pytest

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.community import queries, services, texts
from initiatives.community.choices import Language
from initiatives.community.models import LanguageReview
from initiatives.history.models import Event

PLACE = re.compile(r"%\(\w+\)s")
HIGHEST_GRADE = 6.0


def leaves(found, path=""):
    """Each text by its path."""
    if not isinstance(found, dict):
        return {path: found}
    return {
        at: text
        for key, inner in found.items()
        for at, text in leaves(inner, f"{path}/{key}").items()
    }


@pytest.mark.parametrize("language", Language.values)
def test_a_language_has_every_text_with_what_is_put_in(language):
    english, own = leaves(texts.texts("en")), leaves(texts.texts(language))
    assert set(own) == set(english)
    for path, text in own.items():
        assert isinstance(text, str) and text.strip(), path
        assert PLACE.findall(text) == PLACE.findall(english[path]), path


@pytest.mark.parametrize("language", [one for one in Language.values if one != "en"])
def test_a_language_is_no_copy_of_english(language):
    english, own = leaves(texts.texts("en")), leaves(texts.texts(language))
    same = [path for path in own if own[path] == english[path]]
    assert set(same) <= {"/error"}, same


@pytest.mark.parametrize("language", Language.values)
def test_the_numbers_for_help_are_in_every_language(language):
    tell = texts.texts(language)["tell"]
    assert "911" in tell["emergency"] and "988" in tell["emergency"]
    assert "1-800-368-1019" in tell["complaint"]
    assert "10" in tell["next"] and "60" in tell["next"]


def syllables(word):
    """Groups of vowels, without a silent e at the end; at least one."""
    plain = re.sub(r"(?:[^laeiouy]e|[^aeiouytd]es|[^aeiouytd]ed)$", "x", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(text):
    """Flesch-Kincaid: 0.39 words/sentences + 11.8 syllables/words - 15.59."""
    sentences = [one for one in re.split(r"[.?!:]+(?:\s|$)", text) if re.search(r"[a-z]", one)]
    words = re.findall(r"[A-Za-z][A-Za-z']*", text)
    count = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59


def test_the_measure_of_plainness_is_right():
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45, abs=0.01)
    assert grade("The Australian platypus is seemingly a hybrid of a mammal and reptilian.") > 10
    assert [syllables(word) for word in ("made", "table", "needed", "care", "people")] == [
        1,
        2,
        2,
        1,
        2,
    ]


@pytest.mark.parametrize("part", ["tell", "ask", "wrong", "sent", "closed", "find", "answers"])
def test_english_is_read_at_grade_six(part):
    said = leaves(texts.texts("en")[part]).values()
    whole = " ".join(text if text.endswith((".", "?")) else f"{text}." for text in said)
    assert grade(whole) <= HIGHEST_GRADE


def test_each_text_alone_is_plain_enough():
    asked = leaves(texts.texts("en"))
    long = {path: text for path, text in asked.items() if len(text.split()) > 11}
    hard = {path: round(grade(text), 1) for path, text in long.items() if grade(text) > 8}
    assert not hard


def test_dates_are_written_as_each_language_does_or_so_that_nobody_misreads_them():
    from initiatives.web.views.public import day_in

    day = date(2027, 1, 31)
    assert day_in("es", day) == "31 de enero de 2027"
    assert "31" in day_in("ar", day)
    assert day_in("am", day) == day_in("so", day) == "2027-01-31"
    assert all("2027" in day_in(language, day) for language in Language.values)


@pytest.mark.django_db
class TestConfirming:
    def test_an_administrator_says_who_read_the_texts_as_they_are(self, cast):
        assert not queries.page_facts("es").confirmed
        services.confirm_language(actor=cast.root, language="es", reader="A. Ruiz, translator")
        assert queries.page_facts("es").confirmed
        assert not queries.page_facts("vi").confirmed
        event = Event.objects.get(subject_kind="languagereview")
        assert event.after["reader"] == "A. Ruiz, translator"

    def test_a_changed_text_has_to_be_confirmed_anew(self, cast, monkeypatch):
        services.confirm_language(actor=cast.root, language="es", reader="A. Ruiz")
        monkeypatch.setattr(queries.languages, "digest_of", lambda language: "0" * 64)
        assert not queries.page_facts("es").confirmed
        spanish = next(one for one in queries.reviews(cast.root) if one.language == "es")
        assert (spanish.now, spanish.before.reader) == (None, "A. Ruiz")

    @pytest.mark.parametrize("name", ["alice", "charlie", "erin", "ada", "lee", "nobody"])
    def test_nobody_else_does(self, cast, name):
        with pytest.raises(NotAllowed):
            services.confirm_language(actor=getattr(cast, name), language="es", reader="Me")

    @pytest.mark.parametrize(("language", "reader"), [("xx", "Me"), ("es", " ")])
    def test_what_cannot_be_confirmed_is_refused(self, cast, language, reader):
        with pytest.raises(Invalid):
            services.confirm_language(actor=cast.root, language=language, reader=reader)
        assert not LanguageReview.objects.exists()

    def test_it_is_confirmed_once(self, cast):
        services.confirm_language(actor=cast.root, language="es", reader="A. Ruiz")
        with pytest.raises(Invalid, match="already"):
            services.confirm_language(actor=cast.root, language="es", reader="A. Ruiz")
