"""The secret of a dossier's receipt: made from the installation's own secret, and kept nowhere.

Whoever prints a receipt again prints the same secret; whoever steals the tables has none of them.
"""

from django.utils.crypto import salted_hmac

from thidua.dossiers.rules import tickets


def ticket(dossier: str) -> str:
    """Give the secret (mã tra cứu) of the dossier with this id."""
    return tickets.write(
        salted_hmac("thidua.dossiers.ticket", dossier, algorithm="sha256").digest()
    )
