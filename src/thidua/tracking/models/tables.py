"""The tables of ratings, and of attempts to open dossiers."""

from django.db import models
from django.db.models import Q

from thidua.onestop.models import Dossier
from thidua.tracking.rules import FEWEST_STARS, LONGEST_COMMENT, MOST_STARS

STARS = Q(stars__gte=FEWEST_STARS, stars__lte=MOST_STARS)


class Rating(models.Model):
    """How somebody was served with a dossier (đánh giá), once; the comment is for the unit alone."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="rating"
    )
    stars = models.PositiveSmallIntegerField()
    comment = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=STARS, name="tracking_rating_scale"),)

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.stars}"


class Tries(models.Model):
    """How often a code was tried, or an address did, since when; the key is a keyed hash of either."""

    key = models.CharField(max_length=64, primary_key=True)
    begun_at = models.DateTimeField(db_index=True)
    n = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.n} since {self.begun_at}"
