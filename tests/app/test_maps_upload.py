"""An office sends its own outlines: taken whole, looked at, shown, withdrawn."""

import json
import re
from datetime import UTC, date, datetime
from hashlib import sha256
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import desk
import window as world
from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.maps.actions import show_boundaries, upload_boundaries
from thidua.maps.models import BoundarySet, Outline
from thidua.maps.rules.boundaries import Uploaded
from thidua.units.models import tree
from thidua.units.rules import Level
from worlds import shared

pytestmark = pytest.mark.django_db

UNIT = "p92-2025"  # where Hậu Giang stands today
DESK = f"/units/{UNIT}/boundaries/"
MAP = f"/campaigns/{world.CAMPAIGN}/map/?on=2025-07-01"
MERGED = date(2025, 7, 1)
AT = datetime(2026, 1, 5, tzinfo=UTC)


def make():
    world.make()
    desk.seat("all-offices", Role.CAMPAIGN_OFFICE, unit="p93")
    desk.seat("boundary-office", Role.CAMPAIGN_OFFICE, unit=UNIT, first=MERGED)
    desk.seat("boundary-committee", Role.COMMITTEE, unit=UNIT, first=MERGED)


made = shared(make, autouse=True)


@pytest.fixture
def office():
    return desk.client("boundary-office")


def geojson(*, leave_out=0):
    """Give every commune of the province a square of a grid, and a feature that is nobody's."""
    standing = tree(MERGED, UNIT)
    communes = [node for node in standing.nodes.values() if node.level is Level.COMMUNE]
    features = []
    for place, node in enumerate(communes[leave_out:]):
        x, y = 105.2 + place % 10 / 50, 9.5 + place // 10 / 50
        ring = [[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y + 0.02], [x, y]]
        properties = {"ten": "<script>alert(1)</script>", "ma": node.code}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    stray = {"ten": "<b>Không ai</b>"}
    features.append({**features[0], "properties": stray})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def send(client, content, **more):
    file = SimpleUploadedFile("a.geojson", content)
    given = {"file": file, "source": "Sở <i>Xây dựng</i>, 2026", "licence": "dùng lại tự do"}
    return client.post(DESK, given | more, follow=True)


def drawing(html):
    return html.partition("<svg")[2].partition("</svg>")[0]


def events(kind):
    return [each.event for each in Entry.objects.filter(kind=kind)]


def turn(client, code, to):
    import uuid

    return client.post(f"{DESK}{code}/", {"turn": to, "key": str(uuid.uuid4())}, follow=True)


def test_a_file_is_looked_at_shown_and_withdrawn(client, office):
    content = geojson()
    before = client.get(MAP).content.decode()
    assert "Sơ đồ, không phải ranh giới hành chính" in before
    page = send(office, content).content.decode()
    found = BoundarySet.objects.get()
    assert found.state == "waiting"
    assert "Đã khớp 103 đơn vị" in page
    assert "mã GSO" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;Không ai&lt;/b&gt;" in page
    assert "Còn thiếu" not in page
    (event,) = events("maps.uploaded")
    assert event.public["sha256"] == sha256(content).hexdigest()
    assert (event.public["outlines"], event.public["left_out"]) == (103, 1)
    assert "105." not in json.dumps(event.public)  # no coordinates
    waiting = client.get(MAP).content.decode()
    assert drawing(waiting) == drawing(before)  # nothing is shown before it is looked at

    assert "Đã dùng trên bản đồ." in turn(office, found.code, "show").content.decode()
    shown = client.get(MAP).content.decode()
    assert "Sơ đồ, không phải" not in shown
    assert "Nguồn: Sở &lt;i&gt;Xây dựng&lt;/i&gt;, 2026. Giấy phép: dùng lại tự do." in shown
    assert drawing(shown) != drawing(before)
    assert turn(office, found.code, "show").status_code == 409

    assert "Đã rút." in turn(office, found.code, "withdraw").content.decode()
    assert "Sơ đồ, không phải ranh giới hành chính" in client.get(MAP).content.decode()
    assert [len(events(f"maps.{kind}")) for kind in ("shown", "withdrawn")] == [1, 1]
    assert turn(office, found.code, "withdraw").status_code == 409
    assert turn(office, "0000", "withdraw").status_code == 404
    assert office.post(f"{DESK}{found.code}/", {"turn": "dance"}).status_code == 409


def test_typed_words_stand_on_the_map_and_not_in_the_log(office):
    send(office, geojson())
    leaf = bytes(Entry.objects.get(kind="maps.uploaded").outbox.leaf).decode()
    assert '"outlines":103' in leaf
    assert not re.search(r"Xây dựng|dùng lại|105\.", leaf)


def test_a_file_that_lacks_a_unit_is_never_shown_in_part(client, office):
    page = send(office, geojson(leave_out=1)).content.decode()
    assert "Còn thiếu 1 đơn vị cùng cấp" in page
    turn(office, BoundarySet.objects.get().code, "show")
    assert "Sơ đồ, không phải ranh giới hành chính" in client.get(MAP).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json", "không phải JSON"),
        (
            b'{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}',
            "không phải vùng",
        ),
        (b"", 'class="errorlist"'),
    ],
)
def test_a_bad_file_is_refused_whole_with_what_to_do(office, content, said):
    page = unescape(send(office, content).content.decode())
    assert said in page
    assert not BoundarySet.objects.exists()
    assert not Outline.objects.exists()
    assert not events("maps.uploaded")


def test_source_and_licence_are_asked_for_and_a_file_is_taken_once(office):
    send(office, geojson(), source="")
    assert not BoundarySet.objects.exists()
    send(office, geojson())
    assert "đã được gửi và chưa rút" in send(office, geojson()).content.decode()
    assert BoundarySet.objects.count() == 1
    made = str(BoundarySet.objects.get())
    assert str(Outline.objects.first()).startswith(made)
    with pytest.raises(RuleBroken) as broken:
        upload_boundaries(
            code="x", content=b"", read=Uploaded({}, (), ()), source=" ", licence="x", unit=UNIT,
            actor=desk.world.ACTOR, at=AT,
        )  # fmt: skip
    assert broken.value.code == "maps.source-missing"
    with pytest.raises(RuleBroken) as broken:
        show_boundaries(code=made, unit="p93", actor=desk.world.ACTOR, at=AT)
    assert broken.value.code == "maps.no-set"


def test_only_the_office_of_the_unit_may(client):
    assert client.get(DESK).status_code == 302
    assert desk.client("boundary-committee").get(DESK).status_code == 403
    assert desk.client("boundary-office").get("/units/p93/boundaries/").status_code == 403
    large = client.post(DESK, data=b"x" * 8_200_000, content_type="application/octet-stream")
    assert large.status_code == 413


def test_the_desk_links_to_the_page(office):
    office.get(DESK)
    assert (
        DESK in office.get("/units/p92-2025/figures/").content.decode()
        or DESK in office.get("/seat/choose/").content.decode()
    )
