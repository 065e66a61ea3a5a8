"""What residents write, and what they took home."""

from django.db import models

from thidua.archive.models import Held
from thidua.filing.rules import drafts
from thidua.residents.models import Resident


class Draft(models.Model):
    """A dossier while a resident writes it (bản nháp); its id becomes the dossier's."""

    id = models.UUIDField(primary_key=True, editable=False)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="drafts")
    procedure = models.CharField(max_length=40)
    written = models.JSONField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def draft(self) -> drafts.Draft:
        """Give it as the rules know it."""
        return drafts.read(self.written)


class Download(models.Model):
    """That a resident took a paper home (lần tải)."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="downloads")
    held = models.ForeignKey(Held, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["held", "at"], name="filing_download_of_paper"),)

    def __str__(self) -> str:
        return f"{self.held_id} at {self.at}"
