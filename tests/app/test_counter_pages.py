"""The screens of the one-stop shop: what each shows to whom, and that every look is remembered."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from uuid import uuid4

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import onestop_world as world
from archive_hostile import pdf
from thidua.accounts.models import Seat
from thidua.counter import models
from thidua.dossiers.rules.steps import Act, Owner, Status
from thidua.onestop import actions
from thidua.onestop.models import Dossier, Paper, Party, Seen, Way
from thidua.procedures.models import Stored
from thidua.spreadsheets.outside import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world", "clock")]
HOME = "/units/c1/dossiers/"
OK, FOUND = HTTPStatus.OK, HTTPStatus.FOUND
NOON = world.MONDAY + timedelta(hours=2)


def make_world():
    world.make()
    world.paper_results()


@pytest.fixture
def clock(monkeypatch):
    """Let the screens read the Monday on which the world stands."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def client(seat):
    made = Client()
    made.force_login(Seat.objects.get(pk=seat).person)
    session = made.session
    session["seat"] = seat
    session.save()
    return made


def text(answer, status=OK):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return " ".join(answer.content.decode().split())


def seen():
    rows = Seen.objects.order_by("pk").values_list("dossier", "seat", "purpose")
    return [(str(dossier), seat, purpose) for dossier, seat, purpose in rows]


def received(**more):
    dossier = world.file(**more)
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, at=more.get("at", world.MONDAY))
    return dossier


# ---- inbox ----


def test_an_inbox_tells_what_is_late_and_due_today_and_shows_no_names():
    officer = client("s-c1-officer")
    assert "Không có hồ sơ nào chờ bạn xử lý" in text(officer.get(HOME))
    late = received(at=world.MONDAY - timedelta(days=6))
    today = received(
        procedure=world.COPY.code, papers=(), at=world.MONDAY - timedelta(days=2, hours=19)
    )
    later = received()
    page = text(officer.get(HOME))
    assert "1 hồ sơ quá hạn, 1 hồ sơ đến hạn hôm nay, trong 3 hồ sơ chờ bạn xử lý" in page
    places = [page.index(world.row(each).code) for each in (late, today, later)]
    assert places == sorted(places)
    assert "trễ 1 ngày 4 giờ" in page
    assert "còn 2 ngày 4 giờ" in page
    assert world.NAME not in page
    assert seen() == []


def test_what_waits_for_people_stands_apart():
    dossier = received()
    world.do(Act.ASK_SUPPLEMENT, dossier)
    code = world.row(dossier).code
    for seat in ("s-c1-officer", "s-c1-one-stop"):
        mine = client(seat)
        assert code not in text(mine.get(HOME))
        assert code in text(mine.get(f"{HOME}?show=paused"))


def test_an_inbox_goes_on_from_where_it_ended(monkeypatch):
    monkeypatch.setattr(models, "A_PAGE", 2)
    codes = {world.row(received()).code for _ in range(5)}
    officer, found, address, pages = client("s-c1-officer"), [], HOME, 0
    while address:
        page = officer.get(address)
        found += [row.code for _href, row, _status, _left in page.context["rows"]]
        after = page.context["after"]
        address = f"{HOME}?after={after.replace('+', '%2B')}" if after else ""
        pages += 1
    assert (len(found), set(found), pages) == (5, codes, 3)


def test_an_inbox_counts_the_time_of_a_dossier_that_stood_still_as_its_own_page_does():
    for asked, brought in ((Act.ASK_SUPPLEMENT, Act.SUPPLEMENT), (Act.ASK_PAYMENT, Act.PAY)):
        dossier = received(at=world.MONDAY - timedelta(days=6))
        world.do(asked, dossier, at=world.MONDAY - timedelta(days=5))
        world.do(brought, dossier, at=world.MONDAY)
    straight = received(at=world.MONDAY - timedelta(days=6))
    mine = Dossier.objects.at_desk(Seat.objects.get(pk="s-c1-officer"), Owner.OFFICER)
    found = models.inbox(mine, "", NOON)
    own = {row.pk: models.time_left(row, NOON) for row in Dossier.objects.all()}
    assert {row.pk: left for row, left in zip(found.rows, found.left, strict=True)} == own
    late = {str(pk): left.late for pk, left in own.items()}
    assert late.pop(straight)
    assert set(late.values()) == {False}


@pytest.mark.parametrize("name", ["s-c1-one-stop", "s-c1-officer", "s-c1-other", "s-c1-leader"])
def test_an_inbox_counts_what_it_lists(name):
    seat, owner = Seat.objects.get(pk=name), models.owner_of(Seat.objects.get(pk=name))
    for acts in world.PATHS.values():
        dossier = world.file(at=world.MONDAY - timedelta(days=6))
        world.lead(dossier, *acts, at=world.MONDAY - timedelta(days=6))
    world.lead(world.file(), Act.RECEIVE, Act.FORWARD)
    world.lead(world.file(unit="c2", receipt_unit="c2", actor="s-c2-one-stop"))
    world.do(Act.ASSIGN, received(), to="s-c1-other")
    today = received(
        procedure=world.COPY.code, papers=(), at=world.MONDAY - timedelta(days=2, hours=19)
    )
    world.do(Act.CONSULT, today, agency="c2")
    mine = Dossier.objects.at_desk(seat, owner)
    runs = mine.exclude(status=Status.RESOLVED)
    night = datetime(2026, 3, 9, 17, tzinfo=UTC)
    expected = models.Glance(
        mine=mine.count(),
        late=runs.filter(due_at__lt=NOON).count(),
        today=runs.filter(due_at__gte=NOON, due_at__lt=night).count(),
        paused=Dossier.objects.waiting(seat, owner).count(),
        asked=0,
        master=True,
    )
    assert models.at_a_glance(seat, owner, NOON) == expected
    assert expected.mine
    assert expected.paused


def test_markup_in_what_people_typed_is_shown_as_they_typed_it():
    Stored.objects.filter(code=world.BIRTH.code).update(name="<i>Khai sinh</i> & hơn")
    received()
    Party.objects.update(name="<b>Trần</b>", folded="<b>tran</b>")
    mine = client("s-c1-officer")
    assert "&lt;i&gt;Khai sinh&lt;/i&gt; &amp; hơn" in text(mine.get(HOME))
    page = text(mine.get(f"{HOME}find/", {"q": "<b>tran"}))
    assert "&lt;b&gt;Trần&lt;/b&gt;" in page
    assert "<b>Trần" not in page


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "2026-03-09~y",
        "2026-99-99T00:00+07:00~y",
        "2026-03-09T00:00~00000000-0000-4000-8000-000000000000",
    ],
)
def test_a_place_that_is_none_shows_the_beginning(after):
    received()
    page = client("s-c1-officer").get(HOME, {"after": after})
    assert len(page.context["rows"]) == 1


def test_a_unit_that_is_a_mirror_takes_nothing_in():
    Way.objects.filter(unit="c1").delete()
    page = text(client("s-c1-one-stop").get(HOME))
    assert "bản soi" in page
    assert "Nhận hồ sơ mới</a>" not in page


# ---- finding ----


def test_a_dossier_is_found_by_code_or_name_and_the_look_is_remembered():
    dossier = world.file()
    other = world.file(unit="c2", receipt_unit="c2", actor="s-c2-one-stop")
    row = world.row(dossier)
    mine = client("s-c1-officer")
    for words in (row.code, f" {row.code.lower()} ", "tran thi", "huyền"):
        assert row.code in text(mine.get(f"{HOME}find/", {"q": words}))
    assert "Không có hồ sơ nào của đơn vị như vậy" in text(
        mine.get(f"{HOME}find/", {"q": world.row(other).code})
    )
    assert "Gõ mã hồ sơ" in text(mine.get(f"{HOME}find/"))
    assert "Không có hồ sơ" in text(mine.get(f"{HOME}find/", {"q": "x"}))
    assert seen() == [(dossier, "s-c1-officer", "finding")] * 4
    long = text(mine.get(f"{HOME}find/", {"q": "x" * 101}))
    assert 'aria-invalid="true" aria-describedby="q_error"' in long
    assert 'id="q_error"' in long


# ---- intake ----


def intake(officer, code=world.BIRTH.code, **more):
    given = {
        "dossier": str(uuid4()), "unit_in_charge": "c1", "name": world.NAME, "identity": "0923 0100 4321",
        "phone": "0912.345.678", "address": world.ADDRESS, "hamlet": "h1", "channel": "direct",
        "filer": "assisted", "support_unit": "h1", "paper_1": "on", **more,
    }  # fmt: skip
    return given["dossier"], officer.post(f"{HOME}new/{code}/", given)


def test_the_counter_chooses_a_procedure_of_its_own_level_first():
    page = text(client("s-c1-one-stop").get(f"{HOME}new/"))
    assert page.index(world.BIRTH.name) < page.index(world.LICENCE.name)
    page = text(client("s-c1-one-stop").get(f"{HOME}new/", {"q": "khai sinh"}))
    assert world.COPY.name not in page
    page = text(client("s-c1-one-stop").get(f"{HOME}new/", {"q": "zzz"}))
    assert "Không có thủ tục nào" in page


def test_a_dossier_is_taken_in_and_received_at_once_and_once_only():
    officer = client("s-c1-one-stop")
    assert "Ấp Một" in text(officer.get(f"{HOME}new/{world.BIRTH.code}/"))
    file = SimpleUploadedFile("chung sinh.pdf", pdf())
    dossier, answer = intake(officer, receive="1", file_2=file)
    assert (answer.status_code, answer.url) == (FOUND, f"{HOME}{dossier}/")
    row = world.row(dossier)
    assert (row.hamlet_id, row.support_unit_id, row.step, row.status) == (
        "h1",
        "h1",
        "receiving",
        2,
    )
    party = Party.objects.get(pk=dossier)
    assert (party.identity, party.phone) == (world.IDENTITY, world.PHONE)
    papers = Paper.objects.filter(dossier=dossier).order_by("pk")
    assert [(each.component, each.on_paper) for each in papers] == [
        ("Tờ khai", True),
        ("Giấy chứng sinh", False),
    ]
    assert papers[1].held.owner == row.subject
    intake(
        officer, receive="1", dossier=dossier, file_2=SimpleUploadedFile("chung sinh.pdf", pdf())
    )
    assert Dossier.objects.count() == 1
    assert row.code in text(officer.get(answer.url))


def test_a_dossier_may_wait_for_its_receipt():
    dossier, answer = intake(client("s-c1-one-stop"), later="1")
    assert answer.status_code == FOUND
    assert world.row(dossier).received_at is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "bắt buộc"),
        ({"phone": "123"}, "Số điện thoại phải có 10 hoặc 11 chữ số"),
        ({"identity": "123"}, "Số định danh phải có"),
        ({"file_1": SimpleUploadedFile("a.pdf", b"MZ\0\0")}, "là chương trình"),
        ({"unit_in_charge": "d1"}, "hợp lệ"),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly_is_said_at_its_place_and_nothing_is_stored(given, said):
    _dossier, answer = intake(client("s-c1-one-stop"), **given)
    assert said in text(answer, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert world.ADDRESS in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_procedure_without_a_legal_time_asks_for_an_appointment():
    officer, none = client("s-c1-one-stop"), world.LAND.code
    _dossier, answer = intake(officer, none, receive="1")
    assert "Hãy ghi ngày giờ hẹn trả" in text(answer, HTTPStatus.UNPROCESSABLE_ENTITY)
    dossier, answer = intake(
        officer, none, receive="1", appointed="2026-03-13T10:00", paid="counter"
    )
    row = world.row(dossier)
    assert (row.due_at, row.paid, row.fee) == (
        datetime(2026, 3, 13, 3, tzinfo=UTC),
        "counter",
        50_000,
    )
    assert answer.status_code == FOUND


def test_a_procedure_that_is_not_in_force_is_not_taken_in():
    answer = client("s-c1-one-stop").get(f"{HOME}new/9.999/")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


# ---- a dossier ----


def test_a_dossier_shows_its_steps_person_papers_and_the_look_is_remembered():
    dossier = received(hamlet="h1", support_unit="c2", generated=True)
    world.do(Act.CONSULT, dossier)
    page = text(client("s-c1-officer").get(f"{HOME}{dossier}/"))
    for each in (
        world.NAME, world.IDENTITY, world.PHONE, world.ADDRESS, "Ấp Một", "Phường Bình An", "mô phỏng",
        "Hạn trả 17:00", "còn 2 ngày", "Tờ khai", "bản giấy, chưa số hóa", "chưa trả lời",
        "Giấy tiếp nhận và hẹn trả (mẫu 01)", "Trình phê duyệt", "Yêu cầu bổ sung",
    ):  # fmt: skip
        assert each in page, each
    for each in ("Phê duyệt</button>", "mẫu 03", "Tiếp nhận</button>"):
        assert each not in page, each
    assert seen() == [(dossier, "s-c1-officer", "handling")]


def test_what_can_be_done_depends_on_the_seat():
    dossier = received()

    def can(seat):
        page = client(seat).get(f"{HOME.replace('c1', Seat.objects.get(pk=seat).unit)}{dossier}/")
        assert page.status_code == OK
        return [each["act"] for each in page.context["acts"]]

    assert can("s-c1-one-stop") == ["withdraw", "digitise", "amend"]
    assert can("s-c1-officer")[0] == "propose"
    assert "assign" in can("s-c1-leader")
    world.do(Act.ASSIGN, dossier)
    assert can("s-c1-officer") == []
    world.do(Act.CONSULT, dossier, actor="s-c1-other")
    assert can("s-c2-officer") == ["answer"]
    world.do(Act.APOLOGISE, dossier, actor="s-c1-other")
    assert "apologise" not in can("s-c1-other")


def test_a_dossier_of_others_is_not_shown_and_no_look_is_made():
    dossier = received()
    answer = client("s-c2-officer").get(f"/units/c2/dossiers/{dossier}/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert client("s-c1-officer").get(f"{HOME}{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    assert seen() == []


def key():
    return {"key": str(uuid4())}


WAY = [
    ("one-stop", "receive", {}),
    ("one-stop", "forward", {"to": "s-c1-officer"}),
    ("officer", "ask-supplement", {"reason": "Thiếu ảnh"}),
    ("one-stop", "supplement", {"name_1": "Ảnh 3x4"}),
    ("officer", "ask-payment", {"amount": "20000", "reason": "Phí thẩm định"}),
    ("one-stop", "pay", {"paid": "counter"}),
    ("officer", "consult", {"agency": "c2", "question": "Có ý kiến gì?", "days": "2"}),
    ("leader", "assign", {"to": "s-c1-other"}),
    ("leader", "assign", {"to": "s-c1-officer"}),
    ("officer", "apologise", {"again": "2026-04-01T10:00", "reason": "Chờ ý kiến"}),
]


def test_a_dossier_goes_its_way_by_the_forms_of_its_page():
    dossier = world.file()
    for who, act, given in WAY:
        answer = client(f"s-c1-{who}").post(f"{HOME}{dossier}/{act}/", {**key(), **given})
        assert answer.status_code == FOUND, (act, answer.content.decode()[-3000:])
    actions.answer(dossier=dossier, answer="Không", actor="s-c2-officer", at=NOON)
    for who, act in (
        ("officer", "propose"),
        ("leader", "approve"),
        ("leader", "sign"),
        ("one-stop", "return"),
    ):
        answer = client(f"s-c1-{who}").post(f"{HOME}{dossier}/{act}/", key())
        assert answer.status_code == FOUND, (act, answer.content.decode()[-3000:])
    row = world.row(dossier)
    assert (row.status, row.owed, row.paid, row.supplements) == (10, 20_000, "counter", 1)
    page = text(client("s-c1-one-stop").get(f"{HOME}{dossier}/"))
    assert "Đã trả kết quả" in page
    assert "Thiếu ảnh" in page
    assert "Việc có thể làm" not in page


def test_an_answer_is_given_from_the_agencys_own_page():
    dossier = received()
    world.do(Act.CONSULT, dossier)
    asked = client("s-c2-leader")
    assert world.row(dossier).code in text(asked.get("/units/c2/dossiers/asked/"))
    assert "Ý kiến được hỏi (1)" in text(asked.get("/units/c2/dossiers/"))
    sent = asked.post(f"/units/c2/dossiers/{dossier}/answer/", {**key(), "answer": "Đồng ý"})
    assert sent.status_code == FOUND
    assert "Không có cơ quan nào đang chờ" in text(asked.get("/units/c2/dossiers/asked/"))
    assert "Đồng ý" in text(client("s-c1-officer").get(f"{HOME}{dossier}/"))


def test_sent_twice_is_done_once():
    dossier = world.file()
    given = key()
    for _ in range(2):
        answer = client("s-c1-one-stop").post(f"{HOME}{dossier}/receive/", given)
        assert answer.status_code == FOUND
    assert world.row(dossier).moves.count() == 2


def test_a_form_that_is_not_well_filled_in_is_shown_again():
    dossier = received()
    officer = client("s-c1-officer")
    answer = officer.post(f"{HOME}{dossier}/ask-supplement/", key())
    assert "bắt buộc" in text(answer, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "Yêu cầu bổ sung</button>" in text(officer.get(f"{HOME}{dossier}/ask-supplement/"))
    assert officer.get(f"{HOME}{dossier}/fly/").status_code == HTTPStatus.NOT_FOUND
    answer = officer.post(f"{HOME}{dossier}/sign/", {**key()})
    assert answer.status_code == HTTPStatus.CONFLICT


def test_papers_are_digitised_and_opened_and_nobody_else_opens_them():
    dossier = world.file()
    counter = client("s-c1-one-stop")
    paper = Paper.objects.filter(dossier=dossier).first()
    given = {f"file_{paper.pk}": SimpleUploadedFile("../tờ khai.pdf", pdf())}
    page = f"{HOME}{dossier}/digitise/"
    assert "Chưa có giấy tờ nào" in text(counter.post(page, key()), HTTPStatus.UNPROCESSABLE_ENTITY)
    unnamed = {**key(), "more_1": SimpleUploadedFile("a.pdf", pdf())}
    assert "Hãy ghi tên" in text(counter.post(page, unnamed), HTTPStatus.UNPROCESSABLE_ENTITY)
    more = {"name_1": "Hộ khẩu", "more_1": SimpleUploadedFile("b.pdf", pdf())}
    assert counter.post(page, {**key(), **given, **more}).status_code == FOUND
    files = Paper.objects.filter(dossier=dossier, held__isnull=False)
    assert {each.component for each in files} == {paper.component, "Hộ khẩu"}
    answer = counter.get(f"{HOME}{dossier}/papers/{paper.pk}/")
    assert answer.content == pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="to khai.pdf"')
    waiting = Paper.objects.filter(dossier=dossier, held=None).get()
    assert counter.get(f"{HOME}{dossier}/papers/{waiting.pk}/").status_code == HTTPStatus.NOT_FOUND
    other = client("s-c2-officer").get(f"/units/c2/dossiers/{dossier}/papers/{paper.pk}/")
    assert other.status_code == HTTPStatus.FORBIDDEN


def test_what_was_written_down_wrongly_is_amended():
    dossier = world.file(hamlet="c2", support_unit="c2")
    counter = client("s-c1-one-stop")
    page = f"{HOME}{dossier}/amend/"
    assert "Phường Bình An" in text(counter.get(page))
    given = {"name": "Trần Thị Ngọc Huyên", "channel": "postal", "filer": "post", "hamlet": "h1"}
    assert counter.post(page, {**key(), **given}).status_code == FOUND
    row = world.row(dossier)
    assert (row.channel, row.filer, row.hamlet_id) == ("postal", "post", "h1")
    assert row.support_unit_id is None
    assert Party.objects.get(pk=dossier).name == given["name"]


def test_a_leader_of_the_successor_may_take_over():
    from test_onestop_filing import merged

    dossier = received()
    merged()
    Seat.objects.filter(pk="s-c9-leader").update(first="2024-01-01")
    with_row = client("s-c9-leader").get(f"/units/c9/dossiers/{dossier}/")
    assert with_row.status_code == HTTPStatus.FORBIDDEN  # the merger is a week ahead


# ---- what is printed ----


def test_forms_are_printed_with_a_code_and_the_look_is_remembered():
    dossier = received()
    counter = client("s-c1-one-stop")
    for form, heading in (("receipt", "GIẤY TIẾP NHẬN"), ("control", "PHIẾU KIỂM SOÁT")):
        answer = counter.get(f"{HOME}{dossier}/slips/{form}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        words = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
        assert heading in words
    assert counter.get(f"{HOME}{dossier}/slips/refusal.pdf").status_code == HTTPStatus.CONFLICT
    assert counter.get(f"{HOME}{dossier}/slips/other.pdf").status_code == HTTPStatus.NOT_FOUND
    assert seen() == [(dossier, "s-c1-one-stop", "printing")] * 3


def test_the_register_shows_days_and_comes_as_pdf_and_spreadsheet():
    dossier = received()
    mine = client("s-c1-officer")
    page = text(mine.get(f"{HOME}register/"))
    assert "1 hồ sơ nộp từ 03/03/2026 đến hết 09/03/2026" in page
    assert world.NAME in page
    days = "?first=2026-03-09&last=2026-03-09"
    assert mine.get(f"{HOME}register.pdf{days}").content.startswith(b"%PDF")
    table = read(mine.get(f"{HOME}register.xlsx{days}").content, "register.xlsx").sheets[0]
    assert table.rows[1][1] == world.row(dossier).code
    assert "Không có hồ sơ nào" in text(
        mine.get(f"{HOME}register/?first=2026-03-01&last=2026-03-02")
    )
    for wrong in ("?first=2026-03-09&last=2026-03-01", "?first=2020-03-09&last=2026-03-01"):
        assert "không quá một năm" in text(mine.get(f"{HOME}register/{wrong}"))
    assert {each for _dossier, _seat, each in seen()} == {"printing"}


# ---- where dossiers live ----


def test_a_unit_gets_its_agencys_code_and_then_its_dossiers_live_here():
    manager = client("s-p1-manager")
    page = "/units/c3/dossiers/way/"
    assert "chưa có mã định danh" in text(manager.get(page))
    bad = {**key(), "code": "Xã Cẩm Hà", "first": "2026-03-01"}
    assert manager.post(f"{page}agency/", bad).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    empty = manager.post(f"{page}agency/", {**key(), "code": ""})
    assert "bắt buộc" in text(empty, HTTPStatus.UNPROCESSABLE_ENTITY)
    code = {**key(), "code": " 000.43.h99 ", "first": "2026-03-01"}
    for _twice in range(2):
        assert manager.post(f"{page}agency/", code).status_code == FOUND
    assert text(manager.get(page)).count("H99.43") == 1
    answer = manager.post(page, {**key(), "kind": "master", "first": "2026-03-10"})
    assert answer.status_code == FOUND


def test_whoever_oversees_procedures_switches_a_unit():
    manager = client("s-p1-manager")
    page = "/units/c3/dossiers/way/"
    assert "bản soi từ đầu" in text(manager.get(page))
    answer = manager.post(page, {**key(), "kind": "master", "first": "2026-03-10"})
    assert answer.status_code == HTTPStatus.CONFLICT  # it has no agency's code
    answer = manager.post(
        "/units/c1/dossiers/way/", {**key(), "kind": "mirror", "first": "2026-04-01"}
    )
    assert answer.status_code == FOUND
    assert "01/04/2026" in text(manager.get("/units/c1/dossiers/way/"))
    assert "bắt buộc" in text(manager.post(page, key()), HTTPStatus.UNPROCESSABLE_ENTITY)
