"""A measure from its definition to a phase, by those who come for it, each page looked at."""

import re

from tests.browser.looking import problems, problems_here

FORM = {
    "Name": "Interpreter at discharge",
    "Operational definition": "Discharges at which a qualified interpreter took part.",
    "Numerator": "Discharges with an interpreter",
    "Denominator": "Discharges of people who prefer another language",
}
CHOICES = ("Process", "Share (p)", "Higher is better", "Age in years", "Payer")


def figures(tmp_path):
    """A file of two years, better in the second."""
    rows = [
        f"{2024 + at // 12}-{at % 12 + 1:02},{(100 if at < 12 else 150) + at % 3},200"
        for at in range(24)
    ]
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(["period,numerator,denominator", *rows]))
    return str(path)


def press(visitor, name):
    visitor.page.get_by_role("button", name=name).click()


def define(member):
    """Define a measure; returns its key."""
    page = member.page
    page.goto("/measures/new/")
    press(member, "Define the measure")
    assert "This was not saved yet" in page.content()
    assert problems_here(member) == []
    page.get_by_label("Initiative").select_option(index=1)
    for label, said in FORM.items():
        page.get_by_label(label).fill(said)
    for choice in CHOICES:
        page.get_by_label(choice).first.check()
    press(member, "Define the measure")
    return re.search(r"/measures/(\d+)/$", page.url)[1]


def test_a_measure_is_defined_approved_filled_and_given_a_phase(system, visit, tmp_path):
    system.manage("load_stratifications")
    member, lead = visit("member"), visit("lead")
    here = f"/measures/{define(member)}"

    assert problems(lead, f"{here}/approve/") == []
    press(lead, "Approve and put in force")
    assert lead.page.url.endswith(f"{here}/definitions/")
    reference = f"M-{here.rpartition('/')[2]}"
    whose = ("--measure", reference, "--as", "lead@demo.example")
    system.manage("import_observations", figures(tmp_path), *whose)

    assert problems(member, f"{here}/phases/") == []
    page = member.page
    assert "The data may have shifted with Jan 2025" in page.content()
    page.get_by_label("What changed").fill("Interpreter carts on all wards.")
    for yes in page.get_by_label("Yes").all():
        yes.check()
    press(member, "Propose this phase")
    lead.page.goto(f"{here}/phases/")
    for link in ("Approve", "Withdraw"):
        lead.page.get_by_role("link", name=f"{link} the ").first.click()
        assert problems_here(lead) == []
        if link == "Approve":
            press(lead, "Approve this phase")

    page.goto(f"{here}/events/new/")
    page.get_by_label("Day").fill("2025-01-09")
    page.get_by_label("What happened").fill("Interpreter carts")
    press(member, "Add the event")
    page.goto(f"{here}/phases/")
    page.get_by_role("link", name="Take off the charts").click()
    assert problems_here(member) == []

    page.goto(f"{here}/comparison/")
    page.get_by_role("link", name="Choose the reference group").first.click()
    assert problems_here(member) == []
    assert problems(member, f"{here}/meeting/") == []
