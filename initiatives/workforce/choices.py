"""What a community benchmark can be made of."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class BenchmarkKind(TextChoices):
    PATIENTS = "patients", _("Patients served")
    ADULTS = "adults", _("Service-area adults")
    LABOUR = "labour", _("Labor force by occupation")
    GRADUATES = "graduates", _("Graduates")
