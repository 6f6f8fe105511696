"""What a community benchmark can be made of."""

from django.db.models import TextChoices


class BenchmarkKind(TextChoices):
    PATIENTS = "patients", "Patients served"
    ADULTS = "adults", "Service-area adults"
    LABOUR = "labour", "Labor force by occupation"
    GRADUATES = "graduates", "Graduates"
