"""Which address shows which public page."""

from django.urls import path, register_converter

from thidua.portal.views import (
    compare,
    editions,
    sheets,
    standings,
    units,
)


class UnitId:
    """The id of a unit in an address."""

    regex = "[a-z][a-z0-9.-]{0,63}"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Take it as it is."""
        return value


register_converter(UnitId, "unit")

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "portal"
urlpatterns = [
    path(f"{CAMPAIGN}standings/<slug:group>/", standings.standings, name="standings"),
    path(f"{CAMPAIGN}standings/<slug:group>/compare/", compare.compare, name="compare"),
    path(f"{CAMPAIGN}units/<unit:unit>/", sheets.sheet, name="sheet"),
    path("editions/<slug:campaign>/<place:nr>/", editions.edition, name="edition"),
    path("units/", units.units, name="units"),
    path("units/<unit:unit>/", units.unit, name="unit"),
]
