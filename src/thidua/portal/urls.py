"""Which address shows which public page."""

from django.urls import path, register_converter

from thidua.portal.views import (
    campaigns,
    checking,
    criteria,
    editions,
    facts,
    figures,
    files,
    home,
    ledger,
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


class Place(UnitId):
    """The place of a leaf: a number that a database can hold."""

    regex = "0|[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:  # type: ignore[override] # a number is no text
        """Read the number."""
        return int(value)

    def to_url(self, value: int) -> str:  # type: ignore[override] # a number is no text
        """Write the number."""
        return str(value)


register_converter(UnitId, "unit")
register_converter(Place, "place")

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path(CAMPAIGN, campaigns.campaign, name="campaign"),
    path(f"{CAMPAIGN}standings/<slug:group>/", standings.standings, name="standings"),
    path(f"{CAMPAIGN}units/<unit:unit>/", sheets.sheet, name="sheet"),
    path(
        f"{CAMPAIGN}units/<unit:unit>/criteria/<slug:criterion>/",
        criteria.criterion,
        name="criterion",
    ),
    path("facts/<slug:fact>/", facts.fact, name="fact"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<place:index>/", ledger.entry, name="entry"),
    path("ledger/<place:index>/proof", ledger.proof, name="proof"),
    path("ledger/<place:index>/leaf", ledger.leaf, name="leaf"),
    path("receipts/", ledger.receipts, name="receipts"),
    path("editions/<slug:campaign>/<place:nr>/", editions.edition, name="edition"),
    path("published/", files.published, name="published-top"),
    path("published/<path:name>", files.published, name="published"),
    path("published.tar", files.archive, name="archive"),
    path("figures/", figures.figures, name="figures"),
    path("units/", units.units, name="units"),
    path("units/<unit:unit>/", units.unit, name="unit"),
    path("verify/", checking.verify, name="verify"),
    path("verify/thidua-verify.pyz", files.verifier, name="verifier"),
]
