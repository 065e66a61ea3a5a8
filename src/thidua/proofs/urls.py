"""Which address shows which page that proves something."""

from django.urls import path, register_converter

from thidua.proofs.views import checking, facts, files, ledger


class Place:
    """The place of a leaf, or the number of an edition: one that a database can hold."""

    regex = "0|[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Read the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number."""
        return str(value)


register_converter(Place, "place")

app_name = "proofs"
urlpatterns = [
    path("facts/<slug:fact>/", facts.fact, name="fact"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<place:index>/", ledger.entry, name="entry"),
    path("ledger/<place:index>/proof", ledger.proof, name="proof"),
    path("ledger/<place:index>/leaf", ledger.leaf, name="leaf"),
    path("receipts/", ledger.receipts, name="receipts"),
    path("published/", files.published, name="published-top"),
    path("published/<path:name>", files.published, name="published"),
    path("published.tar", files.archive, name="archive"),
    path("check/", checking.check, name="check"),
    path("verify/", checking.verify, name="verify"),
    path("verify/thidua-verify.pyz", files.verifier, name="verifier"),
]
