"""The only writers of dossiers: each act loads the dossier, asks the table, writes, and counts.

Who acts is a seat, or the applicant (`rules.APPLICANT`); whoever lets an applicant act has made
sure that the dossier is theirs. The ledger gets codes, hashes and counts, never personal data:
reasons are written by people about people, so it has their SHA-256 alone.
"""

from thidua.onestop.actions.deciding import approve, propose, return_result, send_back
from thidua.onestop.actions.filing import amend, digitise, file, receive, refuse
from thidua.onestop.actions.handling import (
    answer,
    apologise,
    ask_payment,
    ask_supplement,
    assign,
    consult,
    forward,
    pay,
    stop,
    supplement,
    withdraw,
)
from thidua.onestop.actions.setting import demand, look_at, switch, take_over
from thidua.onestop.actions.signing import attest, authorise, dismiss, sign

__all__ = [
    "amend",
    "answer",
    "apologise",
    "approve",
    "ask_payment",
    "ask_supplement",
    "assign",
    "attest",
    "authorise",
    "consult",
    "demand",
    "digitise",
    "dismiss",
    "file",
    "forward",
    "look_at",
    "pay",
    "propose",
    "receive",
    "refuse",
    "return_result",
    "send_back",
    "sign",
    "stop",
    "supplement",
    "switch",
    "take_over",
    "withdraw",
]
