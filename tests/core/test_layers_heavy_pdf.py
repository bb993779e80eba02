"""PDF files that would take for ever: given up in time, and said so."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest

import attachment_files as make
from attachment_files import pdf, record, workbook, zipped
from bounded import MEMORY, Peak, read
from disclosure.source.layers.alarm import Alarm, TimeUp
from disclosure.source.layers.contents import BROKEN, UNREADABLE

ZEROS = bytes(300 * 1024 * 1024)


def flate(data: bytes) -> bytes:
    return make.stream_object(zlib.compress(data, 9), "/Filter/FlateDecode")


PDFS: list[tuple[str, Callable[[], bytes]]] = [
    ("内容流解压后 300 MB", lambda: pdf(page="/Contents 7 0 R", objects=[flate(ZEROS)])),
    ("内容流里有几百万个数", lambda: pdf(page="/Contents 7 0 R", objects=[flate(b"1 " * 10_000_000)])),
    ("内容流里有上百万次写字", lambda: pdf("(a) Tj " * 1_000_000)),
    ("内容流里有很深的方括号", lambda: pdf("[" * 200_000)),
    ("书签指回自己", lambda: pdf(catalog="/Outlines 7 0 R", objects=[b"<</First 8 0 R>>", b"<</Title(a)/Next 8 0 R/First 8 0 R>>"])),
    ("表单域指回自己", lambda: pdf(catalog="/AcroForm<</Fields[7 0 R]>>", objects=[b"<</T(a)/Kids[7 0 R 7 0 R 7 0 R]>>"])),
    ("附件树指回自己", lambda: pdf(catalog="/Names<</EmbeddedFiles 7 0 R>>", objects=[b"<</Kids[7 0 R 7 0 R]>>"])),
    ("页树指回自己", lambda: pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 9")),
    ("同一页用了几千次", lambda: pdf().replace(b"/Kids[3 0 R]", b"/Kids[" + b"3 0 R " * 15_000 + b"]")),
    ("几十万个对象、没有目录", lambda: b"%PDF-1.4\n" + b"".join(b"%d 0 obj<<>>endobj\n" % number for number in range(300_000))),
    ("字典层次极深", lambda: pdf(catalog="/A " + "<</A " * 50_000)),
    ("自己套自己的附件", lambda: pdf(catalog=EMBEDDED, objects=[make.stream_object(pdf(catalog=EMBEDDED, objects=[make.stream_object(
        pdf(catalog=EMBEDDED, objects=[make.stream_object(pdf())]))]))])),
    ("字体的对照表很大", lambda: pdf(page="/Resources<</Font<</F1 7 0 R>>>>", objects=[
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</Subtype/CIDFontType2>>]>>",
        flate(b"1 begincodespacerange <0000><ffff> endcodespacerange\n" + b"1 beginbfrange <0000> <ffff> <0000> endbfrange\n" * 2000)])),
]
EMBEDDED = "/Names<</EmbeddedFiles<</Names[(a) <</Type/Filespec/F(a.pdf)/EF<</F 7 0 R>>>>]>>>>"


@pytest.mark.parametrize(("why", "build"), PDFS, ids=[row[0] for row in PDFS])
def test_heavy_pdf_is_bounded(why: str, build: Callable[[], bytes]) -> None:
    data = build()
    with Peak() as peak:
        read("a.pdf", data)
    assert peak.bytes < MEMORY, why


def test_an_alarm_ends_code_that_never_looks_at_a_clock() -> None:
    begin = time.perf_counter()
    with pytest.raises(TimeUp), Alarm(0.2):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue
    assert time.perf_counter() - begin < 5


def test_an_alarm_is_silent_after_its_block() -> None:
    with Alarm(0.05):
        pass
    with pytest.raises(TimeUp), Alarm(0.05):
        sum(number for number in range(10 ** 10))
    time.sleep(0.2)


def test_a_pdf_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read before stays, and the fault says that something is missing."""
    def forever(page: object) -> str:
        while True:
            sum(range(1000))

    monkeypatch.setattr("pypdf.PageObject.extract_text", forever)
    monkeypatch.setattr("disclosure.source.layers.contents.CPU_SECONDS", 0.1)
    monkeypatch.setattr("disclosure.source.layers.pdf._GRACE_SECONDS", 0.1)
    found = read("a.pdf", pdf(info="/Title(x)"))
    assert [fault.rule for fault in found.faults] == [UNREADABLE]
    assert [layer.part for layer in found.layers] == ["文档属性：标题"]


def test_a_password_is_said_so() -> None:
    """The flag of a locked member, and the stream that Office writes for a locked file."""
    locked = bytearray(zipped({"a.csv": "x"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    for name, data in (("a.zip", bytes(locked)), ("a.docx", make.compound({"EncryptedPackage": b"x"})),
                       ("a.xls", workbook(book=record(0x002F, b"\1\0"))), ("a.xlsx", make.compound({"EncryptedPackage": b"x"}))):
        fault, = read(name, data).faults
        assert (fault.rule, "密码" in fault.message) == (UNREADABLE, True)


def test_two_members_of_one_name_are_refused() -> None:
    data = zipped({"a.csv": "x", "b.csv": "y"}).replace(b"b.csv", b"a.csv")
    assert [fault.rule for fault in read("a.zip", data).faults] == [BROKEN]
