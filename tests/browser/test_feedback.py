"""One voice in a browser: from the public form to the published answer, and how the pages look."""

import pytest

from tests.browser.looking import problems, problems_here

SAID = "Esperé cuatro horas sin intérprete."
PUBLIC = ("/feedback/", "/feedback/answer/", "/feedback/answers/")


def sent(visitor, path, said, button):
    """Tell something as a person would, without haste; the code."""
    page = visitor.page
    page.goto(path)
    page.fill("#id_said", said)
    page.get_by_role("button", name=button, exact=True).click()
    return page.locator("[data-code]").inner_text()


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["es", "ar", "am"])
def test_a_public_page_is_well_in_either_direction(window, path, language):
    assert problems(window(None), f"{path}?lang={language}") == []


def test_a_public_page_with_errors_is_well_and_leads_to_the_field(window):
    visitor = window(None)
    visitor.page.goto("/feedback/?lang=ar")
    visitor.page.locator("form.form button").click()
    assert problems_here(visitor) == []
    visitor.page.locator(".error-summary a").first.click()
    assert visitor.page.evaluate("document.activeElement.id") == "id_said"


def test_one_voice_is_followed_from_the_form_to_its_answer_in_spanish_without_javascript(visit):
    person = visit(java_script_enabled=False, locale="es-US")
    code = sent(person, "/feedback/", SAID, "Enviar")
    assert person.context.cookies() == []
    assert look_up(person, code).startswith("Tenemos su mensaje")
    lead, admin = (visit(who, java_script_enabled=False) for who in ("lead", "admin"))
    voice = the_voice(lead, SAID)
    taken_in(lead, voice)  # a browser that is driven types as quickly as a program
    themed(lead, voice)
    answer = answered(lead, voice)
    approved(admin, answer)
    lead.page.goto(f"{answer}publish/")
    lead.page.get_by_role("button", name="Publish it").click()
    assert look_up(person, code).startswith("Esta es nuestra respuesta")
    told = person.page.locator("article.answer")
    assert "Ahora preguntamos a cada persona." in told.inner_text()
    assert told.locator("p[lang=es]").first.is_visible()
    person.page.goto("/feedback/answers/")
    assert "Ahora preguntamos a cada persona." in person.page.locator("main").inner_text()
    assert SAID not in person.page.locator("main").inner_text()
    assert person.context.cookies() == []


def look_up(visitor, code):
    """Where a voice stands, as the page of its code says it."""
    visitor.page.goto("/feedback/answer/")
    visitor.page.fill("#id_code", code.lower().replace("-", " "))
    visitor.page.get_by_role("button", name="Mostrar").click()
    return visitor.page.locator("h1").inner_text()


def the_voice(lead, said):
    """The address of the newest voice."""
    lead.page.goto("/community/?ordering=-received_on")
    lead.page.locator("table tbody tr").first.locator("a").first.click()
    assert said in lead.page.locator("#said").inner_text()
    return lead.page.url


def taken_in(lead, voice):
    lead.page.goto(f"{voice}let-in/")
    lead.page.get_by_role("button", name="Take it in").click()


def themed(lead, voice):
    lead.page.goto(f"{voice}theme/")
    lead.page.get_by_label("Interpreters").check()
    lead.page.get_by_role("button", name="Save").click()


def answered(lead, voice):
    """Write the answer; its address."""
    lead.page.goto(voice)
    lead.page.get_by_role("link", name="Write an answer").click()
    lead.page.get_by_label("Done", exact=True).check()
    lead.page.get_by_label("What we heard").fill("Esperó cuatro horas.")
    lead.page.get_by_label("What we did", exact=False).first.fill(
        "Ahora preguntamos a cada persona."
    )
    lead.page.get_by_role("button", name="Keep the draft").click()
    return lead.page.url


def approved(admin, answer):
    admin.page.goto(f"{answer}approve/")
    admin.page.get_by_role("button", name="Approve it").click()
