"""What a resident is told of a dossier (thông báo): what others did with it.

Acts among officers (handing on, consulting, sending back) are steps on the way and are not told as
notices; their reasons are not for the applicant.
"""

from thidua.dossiers.rules.steps import Act
from thidua.onestop.rules import Beside

TOLD: frozenset[str] = frozenset(
    {
        Act.RECEIVE,
        Act.REFUSE,
        Act.ASK_SUPPLEMENT,
        Act.SUPPLEMENT,
        Act.ASK_PAYMENT,
        Act.PAY,
        Act.APOLOGISE,
        Act.STOP,
        Act.SIGN,
        Act.RETURN,
        Act.WITHDRAW,
        Beside.AMEND,
        Beside.TAKE_OVER,
    }
)
REASONED = frozenset({Act.REFUSE, Act.ASK_SUPPLEMENT, Act.ASK_PAYMENT, Act.APOLOGISE, Act.STOP})


def reason_told(act: str, reason: str) -> str:
    """Give the reason of an act where it was written for the applicant."""
    return reason if act in REASONED else ""
