"""The catalogue of what can go wrong, in Vietnamese and English, with its HTTP status.

One module per app, so that a code stands beside its kin; one mapping for whoever asks.
"""

from collections.abc import Mapping

from thidua.kernel.messages import (
    accounts,
    campaigns,
    counting,
    demo,
    kernel,
    ledger,
    portal,
    standings,
    units,
    verify,
)
from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    code: message
    for part in (
        accounts,
        campaigns,
        counting,
        demo,
        kernel,
        ledger,
        portal,
        standings,
        units,
        verify,
    )
    for code, message in part.MESSAGES.items()
}

__all__ = ["MESSAGES", "Message"]
