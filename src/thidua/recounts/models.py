"""Whether figures published elsewhere are shown, and what those who published them replied."""

from django.db import connection, models
from django.db.models import Q

REPLY_LENGTH = 1000
SAID_BY_LENGTH = 200


class Showing(models.Model):
    """The one switch of an installation: a row stands while the page is shown."""

    only = models.PositiveSmallIntegerField(primary_key=True, default=1)
    unit = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(only=1), name="recounts_shown_by_one_switch"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.at}"


class Reply(models.Model):
    """What the publisher of a figure replied, as an office took it down; the newest counts."""

    figure = models.CharField(max_length=120, primary_key=True)
    said_by = models.CharField(max_length=SAID_BY_LENGTH)
    text = models.CharField(max_length=REPLY_LENGTH)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.figure


SHOWN = f"SELECT 1 FROM {Showing._meta.db_table}"  # noqa: S608, SLF001 - a table of ours


def showing() -> Showing | None:
    """Give the switch while it is on; None while the page is off."""
    return Showing.objects.first()


def is_shown() -> bool:
    """Whether figures published elsewhere are shown to the public: every page asks, by a bare statement."""
    with connection.cursor() as cursor:
        cursor.execute(SHOWN)
        return cursor.fetchone() is not None


def replies() -> dict[str, Reply]:
    """Give the replies by the key of the figure that they are about."""
    return {reply.figure: reply for reply in Reply.objects.all()}
