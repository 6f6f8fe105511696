"""What a driver moves and a cycle is judged by: their measures. Measures know them, not they it."""

from django.db import models

from initiatives.measures.models.measures import Measure
from initiatives.portfolio.models import Driver, PdsaCycle


class MeasureOfDriver(models.Model):
    """A measure that shows whether a driver or a change idea moves."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="driver_links")
    driver = models.ForeignKey(Driver, on_delete=models.PROTECT, related_name="measure_links")

    class Meta:
        ordering = ["driver_id", "measure__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["driver", "measure"], name="measure_of_driver_once")
        ]

    def __str__(self) -> str:
        return f"{self.driver}: {self.measure}"


class MeasureOfCycle(models.Model):
    """A measure that a cycle should change; the cycle is drawn on its charts."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="cycle_links")
    cycle = models.ForeignKey(PdsaCycle, on_delete=models.PROTECT, related_name="measure_links")

    class Meta:
        ordering = ["cycle_id", "measure__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "measure"], name="measure_of_cycle_once")
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.measure}"
