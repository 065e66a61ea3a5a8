"""The style guide shows every component, and the states that a component can be in."""

import re
from html import unescape

import pytest

import source
from thidua.guide import views as guide
from thidua.proofs.rules.words import WORDS, spoken
from thidua.site.templatetags.page import GRADES, STATES
from thidua.standings.rules.turn import State

pytestmark = pytest.mark.django_db
TEMPLATES = sorted((source.PACKAGE / "site/templates/cotton").glob("*.html"))
COMPONENTS = {path.stem.replace("_", "-") for path in TEMPLATES}
ELSEWHERE = {
    "map",
    "curve",
    "spark",
}  # components that need a picture made from counts: shown on their own pages


@pytest.fixture
def page(client):
    answer = client.get("/style-guide/")
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def test_every_component_is_shown(page):
    assert guide.specimens().keys() == COMPONENTS - ELSEWHERE
    assert all(f'id="{name}"' in page for name in COMPONENTS - ELSEWHERE)


def test_every_state_and_grade_is_shown_where_it_may_stand():
    shown = {name: {each.state for each in states} for name, states in guide.specimens().items()}
    assert shown["state"] == STATES.keys()
    assert shown["chip"] == GRADES.keys()
    assert GRADES.keys() <= shown["figure"]
    bars = {each.given["f"].state for each in guide.specimens()["criterion-bar"]}
    assert STATES.keys() <= bars


# What every component must be seen in, beside its plain state.
NEEDED = {
    "figure": {
        "mô phỏng",
        "chưa có số liệu",
        "mẫu số bằng 0",
        "một số đếm",
        "tên dài, không mở ra",
    },
    "criterion-bar": {"trên 100 %", "mẫu số bằng 0", "tên dài, không có chỉ tiêu"},
    "standing-row": {"lên hạng", "xuống hạng, đồng hạng", "giữ hạng, mô phỏng", "mới, tên dài"},
    "sheet-lines": {"cộng và trừ", "mô phỏng"},
    "seal": {"tạm thời", "chính thức", "chưa công bố"},
    "funnel": {"ba bước", "mô phỏng"},
    "question-card": {"đang mở", "đã kết luận"},
    "progress": {"chưa rõ thời gian", "có nhịp", "xong"},
    "field": {"trống", "sai"},
    "pager": {"trang 1", "trang 2", "trang 3"},
    "empty": {"chỉ có lời", "có việc để làm"},
}


def test_no_state_that_a_component_needs_is_left_out():
    shown = {name: {each.state for each in states} for name, states in guide.specimens().items()}
    assert {name: NEEDED[name] - shown[name] for name in NEEDED if NEEDED[name] - shown[name]} == {}
    seals = {
        each.given["edition"] and each.given["edition"].state for each in guide.specimens()["seal"]
    }
    assert seals == {None, *State}
    names = [each.given.get("name", "") for each in guide.specimens()["standing-row"]]
    assert max(map(len, names)) >= 60


def test_every_component_says_at_its_top_what_it_is_given():
    for path in TEMPLATES:
        assert re.match(
            r"({% load [^%]+%})?{% comment %}\n\w.+?\n{% endcomment %}", path.read_text(), re.DOTALL
        ), path.name


def test_the_guide_is_one_page_for_everybody(client):
    answer = client.get("/style-guide/", headers={"accept-encoding": "gzip"})
    assert answer["Cache-Control"] == "no-cache"
    assert len(answer.content) < 20_000


def test_a_figure_without_data_names_no_unit(page):
    figures = page.partition('id="figure"')[2].partition('id="criterion-bar"')[0]
    assert "chưa có số liệu</span></a>" in figures
    assert "<b>0/0</b>" in figures
    assert "mẫu số bằng 0</span>" in figures


def test_a_bar_says_what_it_shows(page):
    bars = page.partition('id="criterion-bar"')[2].partition('id="standing-row"')[0]
    assert "còn 4 hồ sơ" in bars
    assert "còn ≈ 47 hồ sơ" in bars
    assert "mẫu số bằng 0" in bars
    assert bars.count("chưa có số liệu") == 2  # the title of the state, and the component
    assert '<rect class="filled" width="96.00%"' in bars
    assert 'x="46.15%"' in bars  # 60 % of a bar that is 130 % long


def test_a_seal_says_whether_it_is_final_and_reads_the_root_aloud(page):
    seals = page.partition('id="seal"')[2].partition('id="funnel"')[0]
    assert "Kết quả tạm thời" in seals
    assert "Kết quả chính thức" in seals
    assert "Chưa có lần công bố nào" in seals
    assert spoken(bytes(range(7, 39))) in seals


def test_a_root_is_read_in_four_words_that_stay_apart_without_their_marks():
    from thidua.kernel.text import fold

    assert len({fold(word) for word in WORDS}) == 256
    assert spoken(b"\x00\x01\x02\x03rest") == " · ".join(WORDS[:4])
