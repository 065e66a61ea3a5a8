"""The pages and commands of the shipped rubrics, as the public sees them."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from django.urls import reverse

from thidua.kernel.errors import RuleBroken
from thidua.rubrics import outside
from thidua.rubrics.cli import rubrics

pytestmark = pytest.mark.django_db

CODES = [each.code for each in outside.shipped()]
COMPARED, RECOUNT = reverse("rubrics:comparison"), reverse("rubrics:recount")


def words(html):
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())
    return re.sub(r" ([,.;:)])", r"\1", plain)


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    main = response.content.decode().partition('tabindex="-1">')[2].partition("</main>")[0]
    return words(main)


def row(page, start):
    """Give the words of a page from `start` to the end of what follows it closely."""
    at = page.index(start)
    return page[at : at + 260]


def asked(**counts):
    return f"{RECOUNT}?{urlencode({key.replace('__', '.'): n for key, n in counts.items()})}"


def test_the_list_names_every_rubric_with_its_source_and_what_it_lacks(client):
    page = read(client, reverse("rubrics:rubrics"))
    for each in outside.shipped():
        assert each.plan.name in page
    assert "766/QĐ-TTg, 23/06/2022" in page
    assert page.count("nguồn chưa đủ") == sum(
        bool(each.plan.incomplete) for each in outside.shipped()
    )


def test_an_installation_without_rubrics_says_how_to_get_them(client, monkeypatch, tmp_path):
    monkeypatch.setattr(outside, "FOLDER", tmp_path)
    (tmp_path / "half.toml").write_text('format = 1\ncode = "half"\n', encoding="utf-8")
    outside.shipped.cache_clear()
    try:
        assert "không kèm bộ tiêu chí nào" in read(client, reverse("rubrics:rubrics"))
        read(client, COMPARED, 404)
    finally:
        outside.shipped.cache_clear()


@pytest.mark.parametrize("code", CODES)
def test_a_rubric_shows_every_criterion_with_its_source_and_marks_our_reading(client, code):
    plan = next(each.plan for each in outside.shipped() if each.code == code)
    page = read(client, reverse("rubrics:rubric", args=[code]))
    for criterion in plan.criteria:
        assert criterion.label in page
        assert criterion.source in page
        assert criterion.evidence[0] in page
    ours = sum(criterion.our_reading for criterion in plan.criteria)
    assert page.count("◇ cách đọc của chúng tôi") == ours
    if plan.incomplete:
        assert plan.incomplete in page


def test_methods_are_told_in_plain_words_with_their_numbers(client):
    page = read(client, reverse("rubrics:rubric", args=["dti-cap-huyen-quang-ngai-104"]))
    assert "Theo mức đạt được: từ 1: 5 điểm, từ 2: 10 điểm, từ 3: 15 điểm, từ 4: 20 điểm" in page
    assert "0 được 0 % điểm tối đa, 1 được 50 % điểm tối đa, 2 được 100 % điểm tối đa" in page
    assert "20 điểm nhân với kết quả chia cho kết quả tốt nhất trong khối" in page
    assert "Đủ 10 điểm từ 1; dưới mức đó không có điểm" in page
    text = read(client, reverse("rubrics:rubric", args=["bo-chi-so-766-van-ban"]))
    assert "Đủ 4 điểm từ 80 %; dưới mức đó theo phần đã đạt" in text
    assert "Mẫu số bằng 0: đủ điểm" in text
    assert "Tử số trên mẫu số lớn hơn: Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia" in text


def test_a_published_index_without_its_parts_is_said_not_to_be_rebuilt(client):
    page = read(client, reverse("rubrics:rubric", args=["dti-cap-tinh-922"]))
    assert "DTI năm 2022, Đà Nẵng 0,8002 – chưa dựng lại được" in page


@pytest.mark.parametrize("code", CODES)
def test_a_rubrics_file_is_handed_out_byte_for_byte(client, code):
    response = client.get(reverse("rubrics:file", args=[code]))
    assert response.content == (outside.FOLDER / f"{code}.toml").read_bytes()
    assert response["Content-Type"] == "application/toml"
    assert f'filename="{code}.toml"' in response["Content-Disposition"]


@pytest.mark.parametrize("name", ["rubric", "file"])
def test_an_unknown_rubric_is_not_there(client, name):
    assert "Không có bộ tiêu chí “khong-co”" in read(
        client, reverse(f"rubrics:{name}", args=["khong-co"]), 404
    )


def test_766_is_recounted_beside_what_the_portal_published(client):
    page = read(client, COMPARED)
    assert "Tỉnh Phú Thọ, năm 2026, đọc như cổng chấm: 5 nhóm tính lại khớp" in page
    assert "528.684/597.918 17,68 17,68 ✓ khớp 17,68 ✓ khớp" in page
    assert "145.096/597.918 0,97 1,21 ✕ lệch 0,97 ✓ khớp" in page
    assert "thiếu: Hồ sơ của thủ tục phải có kết quả 4,35 ✓ khớp" in page
    assert "Số hóa hồ sơ (22 điểm) 9,59 – chưa dựng lại được – chưa dựng lại được" in page
    assert "≠ ngưỡng, cách tính điểm" in page
    assert "min(4; 4·R/0,8)" in page


def test_a_province_with_formulas_alone_is_not_rebuilt(client):
    page = read(client, f"{COMPARED}?at=dak-lak")
    assert "Tỉnh Đắk Lắk, đọc như cổng chấm: 0 nhóm tính lại khớp" in page
    assert "6 nhóm chưa dựng lại được" in page
    recount = page[: page.index("Công thức của từng chỉ số")]
    assert "✓" not in recount
    assert recount.count("– chưa dựng lại được") == 2 * (6 + 21)


def test_zero_denominators_are_recounted_as_observed(client):
    page = read(client, f"{COMPARED}?at=mau-so-bang-0")
    assert "0/0 2 2,00 ✓ khớp 2,00 ✓ khớp" in page
    assert "0/0 6 6,00 ✓ khớp 6,00 ✓ khớp" in page
    assert "0/0 0 0,00 ✓ khớp 0,00 ✓ khớp" in page


def test_sections_that_were_published_alone_are_added_up(client):
    page = read(client, f"{COMPARED}?at=quang-nam")
    assert "Cộng sáu nhóm đã công bố: 80,1 điểm. ✓ khớp tổng đã công bố" in page


@pytest.mark.parametrize("at", ["khong-co", "<b>x</b>", "x" * 500, "../../etc"])
def test_unknown_published_data_is_not_there(client, at):
    page = read(client, f"{COMPARED}?{urlencode({'at': at})}", 404)
    assert "Không có bản số liệu" in page


def test_an_officer_recounts_a_section_from_what_the_portal_shows(client):
    address = asked(
        **{"dossiers__in-time": "528.684", "dossiers__handled": "597918", "points-TDGQ": "17,68"}
    )
    page = read(client, address)
    assert "1 nhóm khớp, 0 nhóm lệch" in page
    assert "528.684/597.918 – 17,68 · không có số riêng để so" in page
    off = asked(**{"dossiers__in-time": 9, "dossiers__handled": 10, "points-TDGQ": "17"})
    assert "0 nhóm khớp, 1 nhóm lệch" in read(client, off)


def test_more_than_all_is_counted_as_all_and_said(client):
    page = read(client, asked(**{"dossiers__in-time": 11, "dossiers__handled": 10}))
    assert "11/10 – 20,00" in page
    assert "tử số lớn hơn mẫu số: tính như 100 %" in page


def test_an_empty_form_asks_and_counts_nothing(client):
    page = read(client, RECOUNT)
    assert "Kết quả" not in page
    assert "chưa tính" not in page
    assert "6 nhóm chưa dựng lại được" in read(client, asked(dossiers__handled=""))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abc", "Không đọc được số “abc”"),
        ("<script>alert(1)</script>"[:24], "Không đọc được số"),
        ("7,875", "hiểu"),
        ("12,5", "Số đếm là số nguyên"),
        ("-1", "Cần một số từ 0 đến 1.000.000.000.000."),
        ("9" * 14, "Cần một số từ 0 đến 1.000.000.000.000."),
        ("9" * 30, "24"),
        ("\x00", ""),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(client, typed, said):
    response = client.get(asked(**{"dossiers__handled": typed, "dossiers__in-time": 1}))
    assert response.status_code == 200
    page = words(response.content.decode())
    assert "Có ô chưa đọc được, chưa tính." in page
    assert said in page
    assert "<script>alert" not in response.content.decode()
    assert "Kết quả" not in page


def test_points_of_a_section_stay_within_it(client):
    assert "Cần một số từ 0 đến 18." in read(client, asked(**{"points-CKMB": "18,5"}))


def test_pages_are_read_only(client):
    for address in (reverse("rubrics:rubrics"), COMPARED, RECOUNT):
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (COMPARED, "5 sections are recounted as published, 0 differ, 1 could not be rebuilt."),
        (COMPARED, "≠ threshold, how points are given"),
        (RECOUNT, "an empty field is a missing count, not 0"),
        (reverse("rubrics:rubrics"), "8 rubrics to copy from"),
        (reverse("rubrics:rubric", args=["kh-124-2022"]), "All 20 points from 50 %"),
    ],
)
def test_pages_have_an_english_twin(client, address, said):
    assert said in read(client, f"/en{address}")


def test_the_terminal_lists_and_prints_rubrics():
    listed = CliRunner().invoke(rubrics, ["list"])
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == CODES
    assert "bo-chi-so-766-cong\t2026-01-01\t2026-12-31\t100\tincomplete\t" in listed.stdout
    assert "60-ngay-dem-2024\t2024-10-10\t2024-12-10\t100\twhole\t" in listed.stdout
    shown = CliRunner().invoke(rubrics, ["show", "kh-124-2022"])
    assert shown.stdout_bytes == (outside.FOLDER / "kh-124-2022.toml").read_bytes()


def test_the_terminal_refuses_an_unknown_rubric():
    found = CliRunner().invoke(rubrics, ["show", "khong-co"])
    assert isinstance(found.exception, RuleBroken)
    assert found.exception.code == "rubrics.unknown"
