"""Documents of a campaign made, issued and shown, through actions, pages and the terminal."""

import io
import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4
from zoneinfo import ZoneInfo

import docx as office_docx
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import translation

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.accounts.rules import Role
from thidua.bulletins import actions
from thidua.bulletins.cli import bulletins
from thidua.bulletins.models import Issued, Letterhead
from thidua.bulletins.models.grounds import Standpoint, ground
from thidua.bulletins.models.making import make, office_of
from thidua.campaigns.models import PlanVersion
from thidua.counting.models import Fact
from thidua.documents.rules import figures
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.ledger.models import Entry
from thidua.ledger.rules import Grade
from thidua.papers.rules import Asked, Paper
from thidua.papers.rules.figures import short
from thidua.papers.rules.words import METHODS, OVERFLOWS
from thidua.reading.forms import words
from thidua.reading.rules import marks
from thidua.standings import actions as standings
from thidua.standings.actions import Place
from thidua.standings.models import Placement, State
from thidua.units.actions import merge
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ACTOR = "s-p1-office"
AT = datetime(2024, 12, 16, 10, tzinfo=VIETNAM)
PLACES = (Place("communes", "c2", 1, "first"), Place("communes", "c1", 2, ""))


campaign = shared(world.make, autouse=True)


def official():
    return world.publish(state=State.OFFICIAL, at=world.CLOSED)


def decide():
    standings.record_council_result(
        campaign="sixty", stage="", places=PLACES, grounds=("Biên bản số 3", "Xã Bình An vượt xa."),
        actor=ACTOR, at=world.CLOSED,
    )  # fmt: skip
    sequence()


def issue(paper=Paper.WEEKLY, at=AT, **asked):
    _receipt, event = actions.issue(
        campaign="sixty", paper=paper, asked=Asked(**asked), actor=ACTOR, at=at
    )
    return Issued.objects.get(paper=paper.value, nr=event.public["nr"])


def said(content):
    pages = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content))
    return " ".join(" ".join(pages).split())


def sit(role=Role.CAMPAIGN_OFFICE, unit="p1"):
    person = Person.objects.create(username=f"{role}-{unit}", name="Lan")
    seat = f"s-{unit}-{role}"
    Seat.objects.create(id=seat, role=role, unit=unit, first=date(2020, 1, 1), person=person)
    client = Client()
    client.force_login(person)
    return client


def form(**given):
    return {"key": str(uuid4()), "stage": "", "number": "", "day": ""} | given


# ---- making ----


def test_a_launch_notice_counts_the_units_of_the_plans_day():
    made = make("sixty", Paper.LAUNCH, Asked(), AT.date(), draft=True)
    assert made.document.draft
    texts = [(figure.text, figure.about) for figure in figures(made.document)]
    assert texts[:2] == [("3", "Số đơn vị, Khối xã"), ("1", "Số đơn vị, Khối sở, ngành")]
    assert made.document.letterhead.agency == "Ủy ban nhân dân\ntỉnh Hậu Sông"


def test_a_bulletin_of_running_figures_says_what_the_board_says():
    made = make("sixty", Paper.WEEKLY, Asked(until=date(2024, 11, 1)), AT.date(), draft=False)
    found = {figure.about: figure for figure in figures(made.document)}
    online = found["Tỷ lệ hồ sơ trực tuyến, Khối xã (2 đơn vị có số liệu)"]
    assert online.text.replace("\N{NO-BREAK SPACE}", " ") == "70,00 %"
    assert (online.terms, online.grade) == ((21, 30), Grade.SOURCE_FILE)
    assert (online.source, online.edition) == ("one-stop", None)
    assert online.size == made.ground.size > 0
    assert found["Tổng điểm, Xã An Phú"].where == "/campaigns/sixty/units/c1/?until=2024-11-01"


def test_figures_of_an_edition_are_those_that_it_published():
    edition = official()
    world.count("c1", "later", received=50, online=0)
    sequence()
    version = PlanVersion.objects.get(campaign="sixty")
    found = ground(Standpoint(version, "", edition.until, edition.size, edition))
    points = {
        each.sheet.unit: str(each.sheet.published)
        for one in found.board.groups
        for each in one.standings
    }
    assert points == dict(Placement.objects.filter(edition=edition).values_list("unit", "points"))
    running = make("sixty", Paper.WEEKLY, Asked(), AT.date(), draft=False)
    assert running.ground.board.groups != found.board.groups


def test_units_of_an_edition_keep_the_names_of_its_day():
    edition = official()
    world.merge_communes()
    sequence()
    made = make("sixty", Paper.AWARDS, Asked(edition=edition.nr), AT.date(), draft=False)
    assert made.ground.name("c1") == "Xã An Phú"
    assert {figure.edition for figure in figures(made.document)} == {edition.nr}


def test_counts_of_a_gone_unit_are_traced_at_the_one_that_carries_them():
    into = NewUnit("c4", Level.COMMUNE, "commune", "An Bình", "p1", codes={"gso": "104"})
    merge(units=["c1", "c2"], into=into, on=date(2024, 11, 15), actor=ACTOR, at=world.LATER)
    content = world.PLAN.format(code="after", name="Sau sáp nhập", visibility="public")
    world.publish_plan(content=content.encode(), actor=ACTOR, at=world.LATER)
    sequence()
    made = make("after", Paper.WEEKLY, Asked(until=date(2024, 11, 1)), AT.date(), draft=False)
    found = {figure.about: figure for figure in figures(made.document)}
    assert found["Tổng điểm, Xã An Bình"].source == "phiếu điểm; one-stop"
    assert found["Tỷ lệ hồ sơ trực tuyến, Khối xã (1 đơn vị có số liệu)"].terms == (21, 30)


def test_what_was_corrected_and_what_came_late_in_the_week_is_told():
    wrong = Fact.objects.get(unit="c2", measure="online")
    world.count("c2", "fix", at=world.LATER, corrects=wrong.public_id, online=9)
    world.count("c1", "behind", at=world.LATER, received=4)
    sequence()
    made = make("sixty", Paper.WEEKLY, Asked(until=date(2024, 11, 8)), AT.date(), draft=False)
    found = {figure.about: figure.text for figure in figures(made.document)}
    assert found["Hồ sơ trực tuyến, Phường Bình An, 20/10/2024"] == "9"
    assert found["Hồ sơ tiếp nhận, Xã An Phú, 20/10/2024"] == "4"
    earlier = make("sixty", Paper.WEEKLY, Asked(until=date(2024, 11, 7)), AT.date(), draft=False)
    found = {figure.about: figure.text for figure in figures(earlier.document)}
    assert found["Hồ sơ tiếp nhận, Xã An Phú, 20/10/2024"] == "5"  # what had come in by then


def test_simulated_counts_are_marked_where_they_are():
    world.count("c3", "made", received=10, online=9, generated=True)
    sequence()
    made = make("sixty", Paper.WEEKLY, Asked(until=date(2024, 11, 8)), AT.date(), draft=False)
    found = {figure.about: figure.generated for figure in figures(made.document)}
    assert found["Tổng điểm, Xã Cẩm Hà"]
    assert not found["Tổng điểm, Xã An Phú"]
    assert made.document.notices[0].startswith("Số liệu mô phỏng")


@pytest.mark.parametrize("day", [date(2024, 10, 9), date(2024, 12, 11)])
def test_a_day_outside_the_campaign_is_refused(day):
    with pytest.raises(RuleBroken) as broken:
        make("sixty", Paper.WEEKLY, Asked(until=day), AT.date(), draft=False)
    assert broken.value.text().endswith("Hãy chọn một ngày từ 10/10/2024 đến 10/12/2024.")


def test_a_day_that_is_still_ahead_is_refused():
    with pytest.raises(RuleBroken, match="day-not-counted"):
        make("sixty", Paper.WEEKLY, Asked(until=date(2024, 12, 1)), date(2024, 11, 1), draft=False)


def test_an_edition_that_is_not_there_is_refused():
    with pytest.raises(RuleBroken, match="edition-unknown"):
        make("sixty", Paper.WEEKLY, Asked(edition=9), AT.date(), draft=False)


def test_there_is_no_award_list_before_an_official_edition():
    for asked in (Asked(), Asked(stage="october"), Asked(edition=1)):
        with pytest.raises(RuleBroken, match="no-official-edition") as broken:
            make("sixty", Paper.AWARDS, asked, AT.date(), draft=False)
        assert "Hãy công bố kết quả chính thức" in broken.value.text()


def test_a_stage_has_an_award_list_of_its_own():
    world.publish(state=State.OFFICIAL, stage="october", at=world.DURING)
    made = make("sixty", Paper.AWARDS, Asked(stage="october"), AT.date(), draft=False)
    assert made.document.subject.endswith("Đợt tháng Mười")


def test_gaps_and_words_are_those_of_the_public_pages():
    found = make("sixty", Paper.WEEKLY, Asked(), AT.date(), draft=False).ground
    criteria = {criterion.code: criterion for criterion in found.plan.criteria}
    lines = [
        line for one in found.board.groups for each in one.standings for line in each.sheet.lines
    ]
    assert [short(criteria[line.criterion], line) for line in lines] == [
        marks.short(criteria[line.criterion], line) for line in lines
    ]
    with translation.override("vi"):
        assert {key: str(text) for key, text in words.METHODS.items()} == dict(METHODS)
        assert {key: str(text) for key, text in words.OVERFLOWS.items()} == dict(OVERFLOWS)


# ---- issuing ----


def test_an_issued_document_is_kept_with_its_figures_and_the_log_has_its_hashes():
    issued = issue(until=date(2024, 11, 1), number="7", day=date(2024, 11, 2))
    event = issued.entry.event
    assert event.public == {
        "campaign": "sixty",
        "kind": "weekly-bulletin",
        "nr": 1,
        "edition": None,
        "size": issued.size,
        "pdf": issued.sha256_pdf,
        "docx": issued.sha256_docx,
    }
    assert (event.unit, event.actor, event.private) == ("p1", ACTOR, {})
    for form_, digest in (("pdf", issued.sha256_pdf), ("docx", issued.sha256_docx)):
        assert sha256(issued.content(form_)).hexdigest() == digest
    assert "Số: 07/BC-UBND" in said(issued.content("pdf"))
    assert "DỰ THẢO" not in said(issued.content("pdf"))
    first = issued.figures[0]
    assert first["terms"] == [21, 30]
    assert first["source"] == "one-stop"
    assert str(issued) == "document:sixty:weekly-bulletin:1"


def test_documents_of_a_kind_are_numbered_one_after_the_other():
    assert [issue().nr, issue().nr, issue(Paper.LAUNCH).nr] == [1, 2, 1]


def test_the_same_call_twice_issues_once():
    asked = {"campaign": "sixty", "paper": Paper.LAUNCH, "asked": Asked(), "actor": ACTOR}
    first, _ = actions.issue(**asked, at=AT, key="k")
    again, _ = actions.issue(**asked, at=AT + timedelta(minutes=1), key="k")
    assert first == again
    assert Issued.objects.count() == 1


def test_a_campaign_that_is_not_there_has_no_documents():
    with pytest.raises(RuleBroken, match="no-campaign"):
        actions.issue(campaign="none", paper=Paper.LAUNCH, asked=Asked(), actor=ACTOR, at=AT)


def test_the_name_of_who_signs_is_in_the_files_and_nowhere_in_the_ledger():
    actions.set_letterhead(
        campaign="sixty", given={"agency": "Sở Khoa học", "behalf": "KT. Giám đốc\n",
                                 "post": "Phó Giám đốc", "name": "Nguyễn Thị Ướt", "symbol": "SKHCN",
                                 "recipients": "Các sở\n\n", "site": "https://thidua.example/"},
    )  # fmt: skip
    issued = issue(Paper.LAUNCH)
    assert "Nguyễn Thị Ướt" in said(issued.content("pdf"))
    assert "KT. GIÁM ĐỐC" in said(issued.content("pdf"))
    assert "- Các sở;" in said(issued.content("pdf"))
    written = bytes(issued.entry.record) + bytes(issued.entry.outbox.leaf)
    assert "Ướt".encode() not in written
    assert "Ướt" not in json.dumps(issued.figures, ensure_ascii=False)
    assert office_of("sixty").site == "https://thidua.example"
    assert str(Letterhead.objects.get()) == "sixty"


def test_both_files_hold_the_same_table_of_winners():
    official()
    decide()
    issued = issue(Paper.AWARDS)
    table = office_docx.Document(io.BytesIO(issued.content("docx"))).tables[1]
    assert [cell.text for cell in table.rows[1].cells][:4] == [
        "1",
        "Phường Bình An",
        "Giải nhất",
        "1",
    ]
    words_ = said(issued.content("pdf"))
    assert "1 Phường Bình An Giải nhất 1" in words_
    assert "Lý do của hội đồng: Xã Bình An vượt xa." in words_


def test_a_document_is_stale_when_what_it_stands_on_is_replaced():
    edition = official()
    notice, list_, weekly = issue(Paper.LAUNCH), issue(Paper.AWARDS), issue(edition=edition.nr)
    running = issue()
    assert [each.stale for each in (notice, list_, weekly, running)] == ["", "", "", ""]
    decide()
    assert [each.stale for each in (notice, list_, weekly, running)] == ["", "council", "", ""]
    world.publish(state=State.OFFICIAL, reason="Sửa số", at=world.CLOSED)
    assert [each.stale for each in (list_, weekly, running)] == ["edition", "edition", ""]
    again = make("sixty", Paper.AWARDS, Asked(edition=edition.nr), AT.date(), draft=False)
    assert all(figure.stale for figure in figures(again.document))
    content = world.PLAN.format(code="sixty", name="Phong trào thử", visibility="public")
    content = content.replace("version = 1", "version = 2").replace(
        "effective_from = 2024-10-10", "effective_from = 2024-12-01"
    )
    world.publish_plan(content=content.encode(), actor=ACTOR, at=world.CLOSED)
    assert notice.stale == "plan"


# ---- pages ----


def test_the_office_sees_what_it_can_make_and_strangers_what_was_issued(client):
    assert "Phong trào này chưa ban hành văn bản nào" in page(client, "documents/")
    assert "Lập văn bản" not in page(client, "documents/")
    office = sit()
    assert "Lập văn bản" in page(office, "documents/")
    issued = issue()
    listed = page(client, "documents/")
    assert "/campaigns/sixty/documents/weekly-bulletin/1.pdf" in listed
    shown = page(client, "documents/weekly-bulletin/1/")
    assert issued.sha256_pdf in shown
    assert "Tỷ lệ hồ sơ trực tuyến, Khối xã" in shown


def page(client, address, status=200):
    answer = client.get(f"/campaigns/sixty/{address}")
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize("form_", ["pdf", "docx"])
def test_anybody_downloads_the_very_bytes(client, form_):
    issued = issue()
    answer = client.get(f"/campaigns/sixty/documents/weekly-bulletin/1.{form_}")
    assert answer.content == issued.content(form_)
    assert (
        answer["Content-Disposition"] == f'attachment; filename="sixty-weekly-bulletin-1.{form_}"'
    )


NOT_THERE = (
    ("documents/weekly-bulletin/9.pdf", 404, "chưa ban hành văn bản số 9"),
    ("documents/weekly-bulletin/9/", 404, "chưa ban hành văn bản số 9"),
    ("documents/poem/1.pdf", 404, "Không có loại văn bản"),
    ("documents/weekly-bulletin/0.pdf", 404, ""),
    ("documents/weekly-bulletin/1.exe", 404, ""),
    ("awards/", 409, "chưa có lần công bố chính thức"),
    ("awards/?stage=none", 404, ""),
)


def test_what_is_not_there_is_said(client):
    for address, status, words_ in NOT_THERE:
        answer = client.get(f"/campaigns/sixty/{address}")
        assert answer.status_code == status, address
        assert words_ in answer.content.decode()


def test_the_office_previews_and_issues_a_bulletin():
    office = sit()
    shown = page(office, "documents/weekly-bulletin/make/")
    assert "Chưa khai đầu trang và người ký" in shown
    draft = office.post("/campaigns/sixty/documents/weekly-bulletin/preview.pdf", form())
    assert draft["Content-Type"] == "application/pdf"
    assert "DỰ THẢO" in said(draft.content)
    assert not Issued.objects.exists()
    given = form(until="2024-11-01", number="12", day="2024-11-02")
    answer = office.post("/campaigns/sixty/documents/weekly-bulletin/make/", given)
    assert answer["Location"] == "/campaigns/sixty/documents/weekly-bulletin/1/"
    again = office.post("/campaigns/sixty/documents/weekly-bulletin/make/", given)
    assert again["Location"] == answer["Location"]
    assert Issued.objects.get().until == date(2024, 11, 1)
    assert Entry.objects.filter(kind="bulletins.issued").get().actor == "s-p1-campaign-office"


def test_the_office_makes_documents_of_an_edition_and_of_a_stage():
    office, edition = sit(), official()
    given = form(stage="", edition=str(edition.nr), until="2024-11-01")
    office.post("/campaigns/sixty/documents/weekly-bulletin/make/", given)
    assert Issued.objects.get().edition == edition.nr
    assert Issued.objects.get().until == edition.until
    answer = office.post("/campaigns/sixty/documents/award-list/preview.docx", form())
    assert answer.content[:2] == b"PK"
    assert "Đợt tháng Mười" in page(office, "documents/award-list/make/")
    office.post("/campaigns/sixty/documents/launch-notice/make/", form())
    assert Issued.objects.filter(paper="launch-notice").count() == 1


WRONG_FORMS = (
    {"number": "<script>"},
    {"number": "1" * 99},
    {"day": "31/31/2024"},
    {"until": "hôm qua"},
    {"stage": "none"},
    {"edition": "99"},
    {"edition": "x"},
    {"key": "not-a-key"},
)


@pytest.mark.parametrize("ending", ["make/", "preview.pdf"])
def test_what_is_asked_for_wrongly_makes_nothing(ending):
    office = sit()
    for wrong in WRONG_FORMS:
        answer = office.post(f"/campaigns/sixty/documents/weekly-bulletin/{ending}", form(**wrong))
        assert answer.status_code == 200, wrong
        assert answer["Content-Type"].startswith("text/html")
    assert not Issued.objects.exists()


def test_an_award_list_that_waits_says_so_before_anything_is_asked():
    office = sit()
    shown = page(office, "documents/award-list/make/")
    assert "Chưa có lần công bố chính thức nào" in shown
    answer = office.post("/campaigns/sixty/documents/award-list/make/", form())
    assert answer.status_code == 409
    assert not Issued.objects.exists()


def test_the_head_and_the_signature_are_set_once():
    office = sit()
    assert "Ủy ban nhân dân" in page(office, "documents/letterhead/")
    given = {
        "agency": "Sở Khoa học và Công nghệ",
        "behalf": "KT.   Giám đốc\r\n\r\n",
        "post": "Phó Giám đốc",
        "name": "Lan",
        "site": "thidua.example",
    }
    answer = office.post("/campaigns/sixty/documents/letterhead/", given)
    assert answer["Location"] == "/campaigns/sixty/documents/"
    kept = Letterhead.objects.get()
    assert (kept.behalf, kept.site) == ("KT. Giám đốc", "https://thidua.example")
    assert "Phó Giám đốc" in page(office, "documents/letterhead/")
    assert "Chưa khai đầu trang" not in page(office, "documents/launch-notice/make/")
    assert not Entry.objects.filter(kind__startswith="bulletins").exists()


WRONG_HEADS = (
    {"agency": ""},
    {"agency": "x" * 201},
    {"behalf": "Chủ tịch"},
    {"behalf": "TM."},
    {"recipients": "a\n" * 21},
    {"site": "javascript:alert(1)"},
)


def test_a_head_that_cannot_be_printed_is_refused():
    office = sit()
    for wrong in WRONG_HEADS:
        given = {"agency": "Sở", "behalf": "", "recipients": "", "site": ""} | wrong
        answer = office.post("/campaigns/sixty/documents/letterhead/", given)
        assert answer.status_code == 200, wrong
        assert "errorlist" in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_only_the_campaigns_own_office_makes_documents(client):
    strangers = [sit(Role.REPORTER), *(sit(unit=unit) for unit in ("c1", "x-culture"))]
    for address in ("documents/weekly-bulletin/make/", "documents/letterhead/"):
        path = f"/campaigns/sixty/{address}"
        assert client.get(path).status_code == 302
        for stranger in strangers:
            assert stranger.get(path).status_code == 403
            assert stranger.post(path, form()).status_code == 403
    assert not Issued.objects.exists()


def test_prizes_are_provisional_until_an_official_edition(client):
    shown = page(client, "prizes/")
    assert "Tạm tính theo số đang chạy" in shown
    assert "Giải nhất" in shown
    assert "Nhất đợt" in shown
    official()
    decide()
    shown = page(client, "prizes/")
    assert "Theo lần công bố chính thức số 2." in shown
    assert "Phường Bình An" in shown


def test_prizes_that_hang_on_simulated_counts_say_so(client):
    assert "mô phỏng" not in page(client, "prizes/")
    world.count("c3", "made", received=10, online=9, generated=True)
    sequence()
    assert "Số liệu mô phỏng" in page(client, "prizes/")


def test_the_award_list_is_a_page_to_print(client):
    official()
    shown = page(client, "awards/")
    assert "Chưa ghi nhận kết quả của hội đồng" in shown
    assert "Ctrl + P" in shown
    decide()
    shown = page(client, "awards/")
    assert "Nơi hội đồng quyết định khác kết quả tính" in shown
    assert "Xã Bình An vượt xa." in shown


def test_the_pages_are_there_in_english_too(client):
    official()
    for address in ("documents/", "prizes/", "awards/"):
        assert client.get(f"/en/campaigns/sixty/{address}").status_code == 200
    assert "Award list" in client.get("/en/campaigns/sixty/awards/").content.decode()


def test_documents_of_a_campaign_that_is_not_public_are_not_there(client):
    world.plan("hidden", name="Nội bộ", visibility="internal")
    actions.issue(campaign="hidden", paper=Paper.LAUNCH, asked=Asked(), actor=ACTOR, at=AT)
    addresses = (
        "documents/", "documents/launch-notice/1/", "documents/launch-notice/1.pdf", "prizes/",
        "awards/",
    )  # fmt: skip
    office, reporter = sit(), sit(Role.REPORTER)
    for address in addresses:
        path = f"/campaigns/hidden/{address}"
        none = client.get("/campaigns/nowhere/" + address)
        assert client.get(path).status_code == none.status_code == 404
        assert "Nội bộ" not in client.get(path).content.decode()
        assert reporter.get(path).status_code == 404
        assert office.get(path).status_code == (409 if address == "awards/" else 200)


# ---- the terminal ----


def run(*given):
    return CliRunner().invoke(bulletins, given)


def test_the_terminal_makes_drafts_issues_and_lists(tmp_path):
    done = run("make", "sixty", "weekly-bulletin", "--until", "2024-11-01", "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    pdf = tmp_path / "sixty-weekly-bulletin.pdf"
    assert done.output.splitlines()[0] == str(pdf)
    assert "DỰ THẢO" in said(pdf.read_bytes())
    issued = run(
        "issue", "sixty", "launch-notice", "--actor", ACTOR, "--number", "5", "--day", "2024-10-10"
    )
    assert issued.exit_code == 0, issued.output
    assert Issued.objects.get().entry.public_id in issued.output
    listed = run("list", "sixty").output.split("\t")
    assert listed[:2] == ["launch-notice", "1"]


def test_the_terminal_refuses_as_the_pages_do(tmp_path):
    done = run("make", "sixty", "award-list", "--out", str(tmp_path))
    assert isinstance(done.exception, RuleBroken)
    assert run("make", "sixty", "poem", "--out", str(tmp_path)).exit_code == 2
