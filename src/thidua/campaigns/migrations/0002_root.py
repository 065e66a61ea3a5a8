"""Whose campaign it is: the unit of the event that published its newest plan."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    campaign, entry = apps.get_model("campaigns", "Campaign"), apps.get_model("ledger", "Entry")
    for each in campaign.objects.all():
        published = entry.objects.filter(
            kind="campaigns.plan-published", subject__startswith=f"plan:{each.code}@"
        )
        each.root = published.order_by("pk").values_list("unit", flat=True).last() or ""
        each.save(update_fields=["root"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("ledger", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="root",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
