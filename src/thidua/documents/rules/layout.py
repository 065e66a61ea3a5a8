"""The measures of a page after Decree 30/2020/NĐ-CP, Appendix I; lengths in mm, letters in points.

What is marked "(unverified)" was not checked against the decree's text: it is a name here and
nowhere a number in code, so that one line changes it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in mm, sizes of letters in points."""

    width: int = 210  # A4, upright
    height: int = 297
    top: int = 20  # 20 to 25
    bottom: int = 20  # 20 to 25
    left: int = 30  # 30 to 35
    right: int = 20  # 15 to 20
    head_left: int = 68  # the agency's part of the page's head; the state's has the rest
    state: int = 12  # Quốc hiệu, 12 to 13, bold capitals
    motto: int = 13  # Tiêu ngữ, 13 to 14, bold, a rule as long as the words below
    superior: int = 12  # cơ quan chủ quản, 12 to 13, capitals
    agency: int = 12  # cơ quan ban hành, 12 to 13, bold capitals
    agency_rule: int = 25  # a third to a half of the agency's line
    number: int = 13
    place: int = 13  # place and day, 13 to 14, italic
    kind: int = 14  # the kind's name, 13 to 14, bold capitals, centred
    subject: int = 14  # the subject, 13 to 14, bold, centred
    subject_rule: int = 50  # (unverified) a rule under the subject, a third to a half of its line
    body: int = 13  # 13 to 14
    indent: int = 10  # (unverified) first line of a paragraph, 10 to 12.7
    leading: int = 115  # (unverified) percent of a single line, 100 to 150
    space: int = 6  # (unverified) points between paragraphs, at least 6
    table: int = 12  # (unverified) letters in tables
    notice: int = 12  # (unverified) letters of remarks
    signature: int = 13  # authority, post and name, 13 to 14, bold
    signing: int = 25  # mm left for the hand and the seal
    recipients_head: int = 12  # (unverified) "Nơi nhận:", bold italic
    recipients: int = 11  # (unverified) each recipient, 11 to 12
    page_number: int = 13  # (unverified) Arabic, centred in the top margin, from page 2
    page_number_top: int = 10  # (unverified) mm from the edge
    appendix: int = 14  # "Phụ lục" and its heading, bold, centred
    trace: int = 10  # our own: notes on figures
    square: int = 24  # our own: the side of a QR code


LAYOUT = Layout()
WIDE = Layout(width=297, height=210, left=20, table=9)  # (unverified) books of many columns
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
