"""What imports remember: files between two pages of a day, and how each source is read."""

from datetime import timedelta

from django.db import models

from thidua.imports.rules import Known
from thidua.units.models import Unit

KEPT = timedelta(days=1)
TAKING = timedelta(minutes=2)  # after this a taking that has not ended has failed
LONGEST_NAME = 120


class Mapping(models.Model):
    """How the files of one source are read (cách đọc tệp), with what a person chose for names.

    `roles` gives the role of each heading, `choices` the unit of each text that is no exact name.
    """

    code = models.CharField(max_length=32, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    roles = models.JSONField()
    choices = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "name"], name="one_mapping_a_source"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """The source of its facts."""
        return f"file.{self.code}"


class Upload(models.Model):
    """A file that somebody sent, until it is taken, or for a day."""

    code = models.CharField(max_length=32, primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    mapping = models.ForeignKey(Mapping, null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.IntegerField(default=0)
    table = models.IntegerField(default=0)
    day = models.DateField(null=True)  # the one day of all rows, where no column has it
    first = models.DateField(null=True)  # the period of a complete file, both days in it
    last = models.DateField(null=True)
    taking_since = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "at"], name="upload_of_unit"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.unit_id})"


def measures() -> tuple[Known, ...]:
    """Give all measures as people name them."""
    from thidua.counting.models import Measure

    found = Measure.objects.order_by("label", "key").values_list("key", "label")
    return tuple(Known(key, label) for key, label in found)
