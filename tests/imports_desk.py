"""A unit's desk for spreadsheets, on the small campaign of `portal_campaign`."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from spreadsheets_drawn import drawn
from thidua.accounts.models import Person, Seat
from thidua.counting.models import Fact
from thidua.imports.models import Mapping, Upload
from thidua.ledger.models import Entry

HOME = "/units/p1/imports/"
DAY = date(2024, 10, 20)
HEAD = ["STT", "Đơn vị", "Ngày", "Tiếp nhận", "Trực tuyến"]
ROLES = {"role_1": "unit", "role_2": "day", "role_3": "m:received", "role_4": "m:online"}
ROWS = [[1, "Xã An Phú", DAY, 20, 13], [2, "Bình An", DAY, 10, 8]]


def counted():
    """Give the live counts as (measure, unit, quantity), whatever source they came from."""
    rows = Fact.objects.live().order_by("measure", "unit", "day")
    return list(rows.values_list("measure", "unit", "quantity"))


def everything():
    """Count what a refused file must not change."""
    return [found.objects.count() for found in (Fact, Entry, Upload, Mapping)]


def client(unit="p1", role="reporter"):
    person = Person.objects.create(username=f"{unit}-{role}", name="Người gửi")
    seat = f"s-{unit}-{role}"
    Seat.objects.create(id=seat, role=role, unit=unit, first=date(2024, 1, 1), person=person)
    made = Client()
    made.force_login(person)
    session = made.session
    session["seat"] = seat
    session.save()
    return made


def send(desk, content, name="báo cáo.xlsx", home=HOME):
    return desk.post(home, {"file": SimpleUploadedFile(name, content)})


def file(*rows):
    return drawn([HEAD, *rows])


def mapped(desk, content, source="Một cửa", **more):
    """Send a file and map it; give the address of its preview."""
    sent = send(desk, content)
    assert sent.status_code == 302, sent.content.decode()
    given = {"table": "0-0", "name": source, "extent": "partial", **ROLES, **more}
    if Mapping.objects.filter(name=source).exists():
        given["source"] = source
    answer = desk.post(sent.url, given)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def take(desk, address, **more):
    """Take what the preview shows, as a person who has looked at it."""
    page = desk.get(address)
    assert page.status_code == 200, page
    seen = page.context["form"].initial["seen"]
    return desk.post(address, {"seen": seen, **more})
