"""Where units appeal, and where the office answers."""

from django.urls import path, register_converter

from thidua.questions.views import office, units


class Number:
    """The number of an edition or of an appeal in an address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Read it."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write it."""
        return str(value)


register_converter(Number, "numbered")

UNIT = "units/<str:unit>/appeals/"
CAMPAIGN = "campaigns/<slug:campaign>/appeals/"

app_name = "questions"
urlpatterns = [
    path(UNIT, units.unit, name="unit"),
    path(f"{UNIT}<slug:campaign>/editions/<numbered:edition>/", units.open_one, name="open"),
    path(f"{UNIT}<slug:campaign>/<numbered:nr>/", units.own, name="own"),
    path(CAMPAIGN, office.appeals, name="appeals"),
    path(f"{CAMPAIGN}office/", office.desk, name="desk"),
    path(f"{CAMPAIGN}<numbered:nr>/answer/", office.answer, name="answer"),
]
