"""The plan desk: from a copy to a plan that two people published, by form, file and spreadsheet."""

import html
import io
import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import desk
import portal_campaign as world
from thidua.accounts.rules import Role
from thidua.campaigns.models import Campaign, PlanVersion
from thidua.counting.models import Measure
from thidua.drafting.forms.blocks import STEPS, criterion
from thidua.drafting.rules.tables import put
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.planning import actions
from thidua.planning.models import Draft, Submission
from thidua.planning.models.looking import look
from thidua.plans.outside import save
from worlds import shared

pytestmark = pytest.mark.django_db
AT = datetime(2025, 1, 6, 2, tzinfo=UTC)


made = shared(desk.make)


@pytest.fixture
def office(made):
    return desk.client("office")


@pytest.fixture
def committee(made):
    return desk.client("committee")


def address(name, *args):
    return reverse(f"planning:{name}", args=["p1", *args])


def begin(browser, source="copy:sixty"):
    answer = browser.post(address("begin"), {"source": source})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.latest("pk")


def fields(page):
    """Read a form back as a browser would send it, buttons left out."""
    body = page.content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", body):
        name, kind = re.search(r'name="([^"]+)"', tag), re.search(r'type="(\w[\w-]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and kind[1] not in ("checkbox", "file"):
            sent[name[1]] = html.unescape(value[1]) if value else ""
        elif name and "checked" in tag:
            sent.setdefault(name[1], []).append(html.unescape(value[1]) if value else "on")
    for name, inner in re.findall(
        r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', body, re.DOTALL
    ):
        sent[name] = html.unescape(inner)
    for name, inner in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        sent[name] = html.unescape(chosen[1]) if chosen else ""
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def change(browser, draft, step, **typed):
    """Open a step, change some of its fields, and save it."""
    name, _, index = step.partition("/")
    where = address("criterion", draft.pk, int(index)) if index else address("step", draft.pk, name)
    sent = fields(browser.get(where)) | typed
    return browser.post(where, sent)


def publish(office, committee, draft):
    assert office.post(address("submit", draft.pk)).status_code == 302
    waiting = Submission.objects.latest("pk")
    answer = committee.post(address("publish", waiting.pk))
    assert answer.status_code == 302, answer.content.decode()
    return PlanVersion.objects.latest("pk")


def test_a_copy_is_changed_looked_at_and_published_by_a_second_person(office, committee):
    draft = begin(office)
    assert draft.data["code"] == "sixty-2"
    assert change(office, draft, "criteria", **{"criteria.0.target": "85,5 %"}).status_code == 302
    assert change(office, draft, "basics", name="Phong trào mới").status_code == 302
    page = office.get(address("preview", draft.pk) + "?by=sixty").content.decode()
    assert "Nếu áp dụng kế hoạch này" in page
    assert "Xã An Phú" in page
    page = office.get(address("compare", draft.pk)).content.decode()
    assert "85,5 %" in page
    assert "60 %" in page
    version = publish(office, committee, draft)
    assert (version.campaign_id, version.plan.criteria[0].target.value * 1000) == ("sixty-2", 855)
    assert [entry.actor for entry in Entry.objects.order_by("pk")][-2:] == [
        "s-office",
        "s-committee",
    ]
    page = committee.get(address("submission", Submission.objects.latest("pk").pk)).content.decode()
    assert "đã được ban hành" in page


def test_a_step_that_is_saved_as_it_is_changes_nothing(office):
    draft = begin(office)
    before = bytes(Draft.objects.get(pk=draft.pk).content)
    for step in [*STEPS, *(f"criteria/{index}" for index in range(4))]:
        assert change(office, draft, step).status_code == 302, step
        assert bytes(Draft.objects.get(pk=draft.pk).content) == before, step


def test_wizard_spreadsheet_and_file_give_the_same_bytes(office):
    by_form, by_sheet, by_file = (begin(office) for _ in range(3))
    change(office, by_form, "criteria", **{"criteria.0.points": "50", "criteria.1.points": "50"})

    book = office.get(address("criteria-file", by_sheet.pk)).content
    changed = with_cells(book, {"60": "50", "40": "50"})
    send(office, by_sheet, "tieu-chi.xlsx", changed)

    content = office.get(address("plan-file", by_file.pk)).content.decode()
    edited = content.replace("points = 60\n", 'points = "50.0"\n').replace(
        "points = 40\n", "points = 50  # sửa\n"
    )
    assert edited != content
    send(office, by_file, "ke-hoach.toml", edited.encode())

    saved = [bytes(Draft.objects.get(pk=each.pk).content) for each in (by_form, by_sheet, by_file)]
    assert saved[0] == saved[1] == saved[2]
    assert look(Draft.objects.get(pk=by_form.pk).data, "p1").plan is not None


def with_cells(book, changes):
    """Change cells of the column of points in a spreadsheet, as a person does in Excel."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    for name in read.sheet_names:
        sheet = made.add_worksheet(name)
        for row, cells in enumerate(read.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for column, cell in enumerate(cells):
                sheet.write(row, column, changes.get(cell, cell) if column == 4 else cell)
    made.close()
    return out.getvalue()


def send(browser, draft, name, content):
    answer = browser.post(address("file", draft.pk), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_saved(office):
    draft = begin(office)
    answer = change(office, draft, "criteria", **{"criteria.1.points": "7,x"})
    assert answer.status_code == 422
    assert "Không đọc được số “7,x”" in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).turn == draft.turn


def test_what_is_wrong_with_the_plan_is_saved_and_said_at_its_field(office):
    draft = begin(office)
    assert change(office, draft, "criteria", **{"criteria.0.target": ""}).status_code == 302
    page = office.get(address("step", draft.pk, "criteria")).content.decode()
    assert "cần chỉ tiêu" in page or "target" in page
    assert 'aria-invalid="true"' in page
    whole = office.get(address("draft", draft.pk)).content.decode()
    assert "1 chỗ phải sửa" in whole
    refused = office.post(address("submit", draft.pk))
    assert refused.status_code == 422
    assert "Dự thảo còn 1 chỗ phải sửa" in refused.content.decode()
    page = office.get(address("preview", draft.pk)).content.decode()
    assert "Chưa tính được vì dự thảo còn chỗ phải sửa" in page


def test_rows_are_added_moved_doubled_and_removed_without_script(office):
    draft = begin(office)
    codes = lambda: [row.get("code") for row in Draft.objects.get(pk=draft.pk).data["criteria"]]  # noqa: E731 - short
    first = codes()
    change(office, draft, "criteria", down="criteria.0")
    assert codes() == [first[1], first[0], *first[2:]]
    change(office, draft, "criteria", up="criteria.1")
    change(office, draft, "criteria", copy="criteria.0")
    assert codes() == [first[0], f"{first[0]}-2", *first[1:]]
    change(office, draft, "criteria", remove="criteria.1")
    change(office, draft, "criteria", add="criteria")
    assert codes() == [*first, None]
    change(office, draft, "groups", add="groups.1.prizes")
    change(office, draft, "stages", add="stages.0.prizes.departments")
    data = Draft.objects.get(pk=draft.pk).data
    assert data["groups"][1]["prizes"] == [{"quota": 1, "overflow": "council"}]
    assert data["stages"][0]["prizes"]["departments"] == [{"quota": 1, "overflow": "council"}]
    page = office.get(address("step", draft.pk, "stages")).content.decode()
    assert "stages.0.prizes.departments.0.code" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"turn": "x"},
        {"turn": "9" * 5000},
        {"add": "criteria.99.prizes"},
        {"add": "name"},
        {"add": "zzz"},
        {"up": "criteria." + "9" * 5000},
        {"remove": "name"},
    ],
)
def test_what_no_page_sends_is_refused_and_changes_nothing(sent, office):
    draft = begin(office)
    assert change(office, draft, "criteria", **sent).status_code == 409
    assert Draft.objects.get(pk=draft.pk).turn == draft.turn


def test_two_people_never_write_over_each_other_unseen(office):
    draft = begin(office)
    where = address("step", draft.pk, "basics")
    mine, theirs = (fields(office.get(where)) for _ in range(2))
    assert office.post(where, theirs | {"name": "Của người kia"}).status_code == 302
    answer = office.post(where, mine | {"name": "Của tôi"})
    assert answer.status_code == 409
    assert "đã lưu dự thảo này sau khi bạn mở trang" in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).name == "Của người kia"


def test_nobody_publishes_what_they_handed_in_not_even_from_another_seat(office):
    desk.seat("second", Role.CAMPAIGN_OFFICE)
    draft = begin(office)
    office.post(address("submit", draft.pk))
    waiting = Submission.objects.get()
    page = office.get(address("submission", waiting.pk)).content.decode()
    assert "Bạn là người trình nên không thể tự ban hành" in page
    person = waiting.person_id
    assert_refused("planning.two-persons", person=person, actor="s-second")
    assert_refused("planning.two-persons", person=person + 1000, actor="s-office")
    assert not PlanVersion.objects.filter(campaign="sixty-2").exists()


def assert_refused(code, **given):
    waiting = Submission.objects.latest("pk")
    with pytest.raises(RuleBroken) as refused:
        actions.publish(submission=waiting.pk, unit="p1", at=AT, **given)
    assert refused.value.code == code


def test_what_is_sent_back_says_why_and_can_be_handed_in_again(office, committee):
    draft = begin(office)
    office.post(address("submit", draft.pk))
    again = office.post(address("submit", draft.pk))
    assert "đã được trình và đang chờ duyệt" in again.content.decode()
    waiting = Submission.objects.get()
    empty = committee.post(address("send-back", waiting.pk), {"reason": " "})
    assert empty.status_code == 422
    committee.post(address("send-back", waiting.pk), {"reason": "Thiếu căn cứ"})
    assert "Thiếu căn cứ" in office.get(address("draft", draft.pk)).content.decode()
    assert "Thiếu căn cứ" in office.get(address("plans")).content.decode()
    assert_refused("planning.sent-back-already", person=0, actor="s-x")
    with pytest.raises(RuleBroken, match=r"planning\.sent-back-already"):
        actions.send_back(submission=waiting.pk, unit="p1", reason="x", actor="s-x", at=AT)
    with pytest.raises(RuleBroken, match=r"planning\.no-submission"):
        actions.send_back(submission=waiting.pk, unit="c1", reason="x", actor="s-x", at=AT)
    assert publish(office, committee, draft).campaign_id == "sixty-2"
    assert_refused("planning.published-already", person=0, actor="s-x")
    entry = Entry.objects.get(kind="planning.sent-back")
    assert entry.event.public["sha256"] == sha256(bytes(waiting.content)).hexdigest()
    assert b"can cu" not in bytes(entry.outbox.leaf)


def test_a_reason_is_needed_by_the_action_too(office):
    draft = begin(office)
    office.post(address("submit", draft.pk))
    with pytest.raises(RuleBroken, match=r"planning\.reason-needed"):
        actions.send_back(
            submission=Submission.objects.get().pk, unit="p1", reason=" ", actor="s-x", at=AT
        )


def test_a_draft_that_fails_the_check_is_not_handed_in_by_the_action_either(office):
    draft = begin(office, "blank:")
    with pytest.raises(RuleBroken, match=r"planning\.not-ready"):
        actions.submit(draft=draft.pk, unit="p1", person=1, actor="s-office", at=AT)
    with pytest.raises(RuleBroken, match=r"planning\.no-draft"):
        actions.submit(draft=draft.pk, unit="c1", person=1, actor="s-office", at=AT)


def test_the_next_version_of_a_campaign_counts_on(office, committee):
    draft = begin(office, "next:sixty")
    assert draft.data["version"] == 2
    page = office.get(address("draft", draft.pk)).content.decode()
    assert "1 chỗ phải sửa" in page  # it has to hold from a later day
    change(office, draft, "basics", effective_from="2024-11-01")
    version = publish(office, committee, draft)
    assert (version.campaign_id, version.version) == ("sixty", 2)
    page = office.get(reverse("planning:versions", args=["sixty"])).content.decode()
    assert "2024-11-01" in page
    assert office.get(reverse("planning:versions", args=["sixty"]) + "?old=9").status_code == 404
    assert (
        office.get(reverse("planning:versions", args=["sixty"]) + "?old=2&new=2").status_code == 200
    )


def test_a_campaign_that_strangers_may_not_see_shows_them_no_versions(client, made):
    world.plan("hidden", visibility="internal")
    assert client.get(reverse("planning:versions", args=["hidden"])).status_code == 404
    assert client.get(reverse("planning:versions", args=["sixty"])).status_code == 200


def test_a_draft_begins_from_a_file_or_from_nothing(office):
    content = bytes(PlanVersion.objects.get().content)
    answer = office.post(address("begin"), {"file": SimpleUploadedFile("a.toml", content)})
    assert answer.status_code == 302
    assert Draft.objects.latest("pk").data["code"] == "sixty"
    blank = begin(office, "blank:")
    assert blank.data["root"] == "p1"
    assert office.get(address("draft", blank.pk)).status_code == 200
    for step in STEPS:
        assert office.get(address("step", blank.pk, step)).status_code == 200


def test_a_commune_begins_its_plan_under_the_one_of_the_province(made):
    desk.seat("commune", Role.CAMPAIGN_OFFICE, unit="c1")
    desk.seat("leader", Role.COMMITTEE, unit="c1")
    mine, second = desk.client("commune"), desk.client("leader")
    mine.post(reverse("planning:begin", args=["c1"]), {"source": "child:sixty"})
    draft = Draft.objects.get()
    assert (draft.data["parent"], draft.data["root"]) == ("sixty@1", "c1")
    assert draft.data["groups"][0]["level"] == "hamlet"
    lowered = put(draft.data, ("criteria", 0, "target"), "10%")
    found = look(lowered, "c1").problems
    assert [problem.path for problem in found if not problem.is_remark] == [
        ("criteria", 0, "target")
    ]
    assert look(draft.data, "c1").wrong == ()
    mine.post(reverse("planning:submit", args=["c1", draft.pk]))
    waiting = Submission.objects.get()
    second.post(reverse("planning:publish", args=["c1", waiting.pk]))
    assert waiting.published.plan.parent == "sixty@1"


def test_a_measure_that_is_counted_otherwise_already_is_named_at_its_field(office):
    data = begin(office).data
    other = put(put(data, ("measures", 0, "unit"), "bộ"), ("measures", 1, "unit"), "bộ")
    codes = [problem.path for problem in look(other, "p1").wrong]
    assert codes == [("measures", 0, "kind"), ("measures", 1, "kind")]
    Measure.objects.filter(key="online").update(within="late")
    assert [problem.path for problem in look(data, "p1").wrong] == [("measures", 1, "within")]


def test_a_draft_begins_from_a_shipped_rubric_at_the_unit_of_the_desk(office):
    draft = begin(office, "rubric:60-ngay-dem-2024")
    assert (draft.data["code"], draft.data["root"]) == ("60-ngay-dem-2024", "p1")
    page = office.get(address("draft", draft.pk)).content.decode()
    assert "x-hg-viettel" in page  # what stands nowhere here is named, to be replaced


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"source": "copy:nowhere"}, 404, "Không tìm thấy kế hoạch"),
        ({"source": ""}, 404, "Không tìm thấy kế hoạch"),
        ({"file": ("a.toml", b"name = ")}, 422, "Không đọc được tệp kế hoạch (dòng 1, cột 8)"),
        ({"file": ("a.toml", b"\xff\xfe")}, 422, "Không đọc được tệp kế hoạch"),
        ({"file": ("a.xlsx", b"%PDF-1.7")}, 422, ""),
    ],
)
def test_a_source_that_is_none_is_refused(sent, status, said, office):
    given = {
        key: SimpleUploadedFile(*value) if key == "file" else value for key, value in sent.items()
    }
    answer = office.post(address("begin"), given)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_file_that_is_too_large_is_refused_on_the_page(office):
    draft = begin(office)
    big = SimpleUploadedFile("a.toml", b"#" * 2_000_001)
    answer = office.post(address("file", draft.pk), {"file": big})
    assert answer.status_code == 422
    assert "Tệp lớn hơn 2 MB" in answer.content.decode()


def test_what_is_not_there_is_not_there(office):
    draft = begin(office)
    assert office.get(address("draft", draft.pk + 1)).status_code == 404
    assert office.get(address("step", draft.pk, "zzz")).status_code == 404
    assert office.get(address("criterion", draft.pk, 99)).status_code == 409
    assert office.get(address("submission", 99)).status_code == 404
    assert change(office, draft, "criteria", remove="criteria.99").status_code == 409
    office.post(address("drop", draft.pk))
    assert not Draft.objects.exists()


def test_drafts_of_a_unit_are_not_without_end(monkeypatch, office):
    monkeypatch.setattr(actions, "MOST_DRAFTS", 1)
    begin(office)
    answer = office.post(address("begin"), {"source": "blank:"})
    assert "Đơn vị đã có 1 dự thảo" in answer.content.decode()


def test_a_plan_of_another_unit_is_named_as_such(office):
    data = begin(office).data
    found = look(data | {"root": "c1"}, "p1").problems
    assert "planning.root-not-yours" in {problem.code for problem in found}
    assert look(data | {"root": "zzz"}, "p1").problems[-1].code == "units.unknown"
    Campaign.objects.filter(pk="sixty").update(root="c1")
    found = look(data | {"code": "sixty"}, "p1").problems
    assert "planning.code-taken" in {problem.code for problem in found}


def test_html_in_a_name_stays_text(office):
    draft = begin(office)
    change(office, draft, "basics", name="<script>alert(1)</script>")
    page = office.get(address("draft", draft.pk)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_desk_says_how_to_begin():
    world.open_units()
    desk.seat("office", Role.CAMPAIGN_OFFICE)
    page = desk.client("office").get(address("plans")).content.decode()
    assert "Chưa có dự thảo nào" in page
    draft = begin(desk.client("office"), "blank:")
    page = desk.client("office").get(address("compare", draft.pk)).content.decode()
    assert "Chọn một kế hoạch đã ban hành để so sánh" in page


def test_sixty_criteria_in_six_sections_fit_one_page(office):
    draft = begin(office)
    data = draft.data
    one = data["criteria"][0]
    rows = [
        one
        | {"code": f"c{n}", "section": f"Nội dung {n // 10}", "label": "Tỷ lệ " * 20, "points": 1}
        for n in range(60)
    ]
    actions.change(
        draft=draft.pk, unit="p1", turn=1, data=data | {"criteria": rows}, seat="s-office", at=AT
    )
    answer = change(office, draft, "criteria", **{"criteria.59.points": "2"})
    assert answer.status_code == 302
    page = office.get(address("step", draft.pk, "criteria"))
    assert page.content.decode().count("<tfoot>") == 1
    assert "Nội dung 5 (10 tiêu chí)" in page.content.decode()
    assert Draft.objects.get(pk=draft.pk).data["criteria"][59]["points"] == 2


def test_a_criterion_asks_what_its_method_needs():
    data = {"criteria": [{"method": "steps", "effect": "bonus", "params": {"zzz": 1, "each": 5}}]}
    names = [field.path[-1] for field in criterion(data, ("criteria", 0)).fields]
    assert {"bands", "each", "min", "max"} <= set(names)
    many = put(data, ("criteria", 0, "indicator", "form"), "complement")
    assert "parts" in [field.path[-1] for field in criterion(many, ("criteria", 0)).fields]
    reach = put(data, ("criteria", 0, "indicator", "form"), "members_reaching")
    assert "norm" in [field.path[-1] for field in criterion(reach, ("criteria", 0)).fields]
    assert save(data)
