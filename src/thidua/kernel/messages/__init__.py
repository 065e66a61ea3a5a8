"""The catalogue of what can go wrong, in Vietnamese and English, with its HTTP status.

One module per app, so that a code stands beside its kin; one mapping for whoever asks
(docs/decisions/0009-the-catalogue-is-words.md).
"""

from collections.abc import Mapping

from thidua.kernel.messages import (
    accounts,
    agencies,
    archive,
    bulletins,
    campaigns,
    cascade,
    conduct,
    counter,
    counting,
    deadlines,
    demo,
    denominators,
    documents,
    dossiers,
    duties,
    filing,
    imports,
    kernel,
    ledger,
    maps,
    mirror,
    onestop,
    petitions,
    planning,
    pledges,
    portal,
    procedures,
    programme,
    questions,
    recounts,
    residents,
    rubrics,
    signing,
    slips,
    spreadsheets,
    standings,
    tracking,
    units,
    verify,
)
from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    code: message
    for part in (
        accounts,
        agencies,
        archive,
        bulletins,
        campaigns,
        cascade,
        conduct,
        counter,
        counting,
        deadlines,
        demo,
        denominators,
        documents,
        dossiers,
        duties,
        filing,
        imports,
        kernel,
        ledger,
        maps,
        onestop,
        mirror,
        petitions,
        planning,
        pledges,
        portal,
        procedures,
        programme,
        questions,
        recounts,
        residents,
        rubrics,
        signing,
        slips,
        spreadsheets,
        standings,
        tracking,
        units,
        verify,
    )
    for code, message in part.MESSAGES.items()
}

__all__ = ["MESSAGES", "Message"]
