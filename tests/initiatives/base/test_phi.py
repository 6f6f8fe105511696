import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.base import phi

LOOKS = {
    "a medical record number": [
        "MRN 1234567",
        "mrn: 00123456",
        "MRN#H1234567",
        "MRNs 123456, 234567",
        "Medical record number is 1234 5678",
        "medical record no. 123456",
        "chart number 98765",
        "patient ID: 4455667",
        "Pt. id 4455667",
        "MRN\n1234567",
        "\uff2d\uff32\uff2e \uff11\uff12\uff13\uff14\uff15\uff16",
        "M\u200bRN 12345\u200b67",
        "MRN 123\u2013456\u20137",
    ],
    "a social security number": [
        "123-45-6789",
        "her number, 123-45-6789, was on it",
        "SSN 123456789",
        "SSN: 123 45 6789",
        "Social Security No. 123456789",
        "123\u201145\u20116789",
    ],
    "a date of birth": [
        "DOB 4/21/1980",
        "dob: 1980-04-21",
        "D.O.B. 21 Apr 1980",
        "Date of birth was April 21, 1980",
        "birthdate=21.04.80",
    ],
    "a patient's phone number": [
        "Patient phone: (206) 555-0100",
        "patient's cell 206-555-0100",
        "Pt mobile number 2065550100",
        "patient\u2019s home phone is +1 206.555.0100",
    ],
    "a patient's e-mail address": [
        "Patient e-mail: jo@example.org",
        "patient's email jo@example.org",
    ],
    "a patient's name": ["Patient name: Jo Doe", "patient's name = Doe"],
    "a Medicare number": ["1EG4-TE5-MK73", "coverage 1EG4TE5MK73 ended"],
}
HARMLESS = [
    "",
    "MRN completeness rose to 98 %",
    "MRN matching for 101,766 encounters",
    "We counted 1234567 discharges",
    "Medical records 101766 to be reviewed",
    "Date of birth is recorded for 95% of patients",
    "DOB missing in 12% of records in 2019",
    "Call the office at 206-555-0100",
    "Patients can call 206-555-0100 to report bias",
    "Patient relations: 206-555-0100, relations@example.org",
    "described in Kidney360 3(3):557-560",
    "Adopted 21 April 2017",
    "Grant 000-12-3456, 666-12-3456 and 912-34-5678",
    "Order 4123-45-6789-0",
    "2020-04-12 to 2021-03-07",
    "Patient name badges for volunteers",
    "Over 2,000 leaders trained in the first year",
    "Report eGFR without a race coefficient at every lab; CKD-EPI replaces MDRD",
    "https://example.org/a/123456789",
    "30-day readmissions",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in LOOKS.items() for text in texts]
)
def test_what_looks_like_health_information_is_named(kind: str, text: str) -> None:
    assert phi.found(text) == kind
    assert kind in phi.complaint(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_talk_about_care_is_left_alone(text: str) -> None:
    assert phi.found(text) == ""
    assert phi.complaint(text) == ""


@settings(deadline=None)
@given(st.integers(10_000, 10**12 - 1), st.text(max_size=20), st.text(max_size=20))
def test_a_labelled_number_is_found_anywhere_and_never_repeated(
    number: int, before: str, after: str
) -> None:
    text = f"{before} MRN {number} {after}"
    assert phi.found(text)
    assert str(number) not in phi.complaint(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    assert isinstance(phi.found(text), str)


@pytest.mark.parametrize(
    "text", ["patient " * 5_000, "mrn: " * 5_000, "1-" * 20_000, "dob 1 " * 9_000]
)
def test_long_texts_made_to_be_slow_end(text: str) -> None:
    assert isinstance(phi.found(text), str)
