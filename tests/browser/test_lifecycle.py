"""The life of an initiative in a browser: a gate, an assessment and an end, without JavaScript."""

from playwright.sync_api import expect

from tests.browser.looking import problems

UNOWNED = "initiatives/?unowned=true"
TESTING = "initiatives/?stage=testing"


def test_an_executive_reads_what_a_gate_lacks_and_the_page_to_override_it_is_well(window, first):
    found = problems(window("executive"), f"/initiatives/{first(TESTING)}/override/")
    assert found == []


def test_a_gate_leads_to_an_assessment_by_its_expectations_without_javascript(visit, first):
    page = visit("member", java_script_enabled=False).page
    page.goto(f"/initiatives/{first(TESTING)}/")
    page.get_by_role("link", name="assess principle 5 at the checkpoint: test review").click()
    asked = page.get_by_role("group").filter(has=page.locator('input[name^="answer_"]'))
    for number in range(asked.count()):
        asked.nth(number).get_by_label("Met", exact=True).check()
    page.locator("#id_rating").get_by_label("Met", exact=True).check()
    page.get_by_role("button", name="Record the assessment").click()
    expect(page.get_by_role("link", name="Say what shows it.")).to_be_visible()
    page.fill("#id_evidence", "Seen in the run chart. Invented for the demonstration.")
    page.get_by_role("button", name="Record the assessment").click()
    expect(page.get_by_text("The assessment is recorded.")).to_be_visible()
    lacking = page.get_by_role("link", name="assess principle 5 at the checkpoint: test review")
    expect(lacking).to_have_count(0)


def test_a_lead_holds_and_resumes_and_reads_what_a_gate_lacks_without_javascript(visit, first):
    page = visit("lead", java_script_enabled=False).page
    page.goto(f"/initiatives/{first(UNOWNED)}/")
    page.get_by_role("link", name="Put it on hold").click()
    page.fill("#id_reason", "Nobody owns it. Invented for the demonstration.")
    page.fill("#id_resume_on", "2030-01-31")
    page.get_by_role("button", name="Put it on hold").click()
    expect(page.get_by_text("It is on hold.")).to_be_visible()
    page.get_by_role("link", name="Take it up again").click()
    page.fill("#id_reason", "Somebody may.")
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_text("It goes on.")).to_be_visible()
    page.get_by_role("link", name="Change the stage").click()
    page.get_by_role("button", name="Change the stage").click()
    expect(page.get_by_role("link", name="Name an accountable owner.")).to_be_visible()
