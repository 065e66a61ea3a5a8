"""Lists of dossiers as systems export them, small and by hand, for tests of the mirror."""

from datetime import datetime

from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Status
from thidua.mirror.rules import HANOI, Line
from thidua.mirror.rules.lists import COLUMNS
from thidua.spreadsheets.rules import Sheet

HEADINGS = tuple(names[0] for names in COLUMNS.values())
USUAL = {
    "code": "H01.01-241020-0001",
    "procedure": "1.900001",
    "field": "Hộ tịch",
    "unit": "Xã An",
    "channel": "2",
    "filer": "Tự nộp",
    "status": "10",
    "received": "20/10/2024 09:00",
    "due": "25/10/2024 17:00",
    "resolved": "24/10/2024 10:00",
    "returned": "25/10/2024 08:00",
    "supplements": "0",
    "fee": "8000",
    "paid_online": "1",
    "e_result": "Có",
    "digitized": "Có",
    "reusing": "Không",
    "apologised": "",
}


# What the usual row says, read.
WHOLE = Line(
    code="H01.01-241020-0001",
    unit="an",
    closer="an",
    procedure="1.900001",
    field="Hộ tịch",
    channel=Channel.ONLINE,
    filer=Filer.SELF,
    status=Status.RETURNED,
    received=datetime(2024, 10, 20, 9, tzinfo=HANOI),
    due=datetime(2024, 10, 25, 17, tzinfo=HANOI),
    resolved=datetime(2024, 10, 24, 10, tzinfo=HANOI),
    returned=datetime(2024, 10, 25, 8, tzinfo=HANOI),
    supplements=0,
    fee=8000,
    paid_online=True,
    e_result=True,
    digitized=True,
    reusing=False,
    apologised=None,
)


def row(**changed):
    """Give a row of a list, usual but for what is said."""
    return tuple((USUAL | changed)[key] for key in COLUMNS)


def sheet(*rows, headings=HEADINGS, above=()):
    """Give a list as a sheet."""
    return Sheet("Danh sách", hidden=False, rows=(*above, headings, *rows))


def csv(*rows, headings=HEADINGS):
    """Give a list as the bytes of a CSV file."""
    return "\n".join(";".join(each) for each in (headings, *rows)).encode()
