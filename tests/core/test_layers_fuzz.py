"""Hostile and damaged attachments: reading never raises and stays within its limits of time and memory."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable

import pytest

import attachment_files as make
from attachment_files import docx, gps, jpeg, label, ofd, pdf, png, pptx, record, workbook, xlsx, zipped
from bounded import MEMORY, Peak, read
from disclosure.source.layers.contents import BOMB, BROKEN, KIND, MAX_LAYERS, UNREADABLE

ENDINGS = ("pdf", "docx", "xlsx", "xls", "et", "pptx", "ofd", "jpg", "png", "zip", "csv", "doc", "exe", "")
WHOLE = {
    "pdf": pdf(info="/Author(x)", page="/Annots[<</Subtype/Text/Contents(x)>>]"),
    "docx": docx(more={"word/comments.xml": make.part("comments", "x"), "word/media/a.jpg": jpeg((0xE1, gps()))}),
    "xlsx": xlsx(make.cell("x"), {"xl/sharedStrings.xml": "<sst><si><t>x</t></si></sst>"}),
    "xls": workbook(label("x") + record(0x0014, make.wide("x")), strings=["a", "b"],
     more={"\x05SummaryInformation": make.summary({4: "x"})}),
    "pptx": pptx("x"), "ofd": ofd("x", info="<Author>x</Author>"), "jpg": jpeg((0xE1, gps()), (0xED, b"\x1c\x02\x50\0\1x")),
    "png": png((b"zTXt", b"Comment\0\0" + zlib.compress(b"x")), (b"eXIf", gps()[6:])), "zip": zipped({"a.csv": "x",
     "b.zip": zipped({"c.csv": "y"})}),
    "csv": "姓名,金额\n张三,1\n".encode("gbk"),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_files_have_no_fault(kind: str) -> None:
    assert read(f"a.{kind}", WHOLE[kind]).faults == ()


@pytest.mark.parametrize("kind", WHOLE)
def test_cut_anywhere(kind: str) -> None:
    data = WHOLE[kind]
    step = max(1, len(data) // 250)
    for length in range(0, len(data), step):
        found = read(f"a.{kind}", data[:length])
        assert kind in ("csv", "pdf", "xls") or found.faults, length  # these three can be read up to the cut


@pytest.mark.parametrize("kind", WHOLE)
def test_bytes_changed(kind: str) -> None:
    chance = random.Random(20220305)
    for _ in range(400):
        data = bytearray(WHOLE[kind])
        for _ in range(chance.choice((1, 3, 10, 40))):
            data[chance.randrange(len(data))] = chance.choice((0, 255, 127, chance.randrange(256)))
        read(f"a.{kind}", bytes(data))


@pytest.mark.parametrize("kind", WHOLE)
def test_pieces_cut_out_and_doubled(kind: str) -> None:
    chance = random.Random(7)
    for _ in range(150):
        data = WHOLE[kind]
        at, size = chance.randrange(len(data)), chance.randrange(1, 64)
        read(f"a.{kind}", data[:at] + data[at + size:])
        read(f"a.{kind}", data[:at] + data[at:at + size] * 3 + data[at:])


@pytest.mark.parametrize("ending", ENDINGS)
def test_random_bytes(ending: str) -> None:
    chance = random.Random(1)
    for size in (0, 1, 2, 3, 8, 100, 5000):
        for head in (b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            read(f"a.{ending}", head + chance.randbytes(size))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", WHOLE)
def test_wrong_ending(kind: str, ending: str) -> None:
    found = read(f"a.{ending}", WHOLE[kind])
    fits = ending == kind or ending == "et" and kind in ("xls", "xlsx") or ending in ("doc", "exe", "")
    assert any(fault.rule == KIND for fault in found.faults) is not fits
    assert found.layers  # what is in it is read all the same


def lying(members: dict[str, bytes], declared: int) -> bytes:
    """An archive whose directory declares another size than its members have."""
    data = zipped(members)
    for content in members.values():
        data = data.replace(struct.pack("<I", len(content)), struct.pack("<I", declared))
    return data


def overlapping(count: int) -> bytes:
    """Many entries of the directory share one packed megabyte of zeros."""
    packed = zlib.compress(bytes(1024 * 1024), 9)[2:-4]
    checksum = zlib.crc32(bytes(1024 * 1024))
    fixed = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, checksum, len(packed), 1024 * 1024)
    local = b"PK\x03\x04" + fixed + struct.pack("<HH", 5, 0) + b"a.csv" + packed
    central = b"".join(b"PK\x01\x02\x14\0" + fixed + struct.pack("<HHHHHII", 9, 0, 0, 0, 0, 0, 0) + b"%05d.csv" % number
                       for number in range(count))
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *[min(count, 65535)] * 2, len(central), len(local), 0)


def nested(depth: int) -> bytes:
    data = zipped({"a.csv": "x"})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


ZEROS = bytes(300 * 1024 * 1024)
BOMBS: list[tuple[str, str, Callable[[], bytes]]] = [
    ("声明 300 MB", "zip", lambda: zipped({"a.csv": ZEROS})),
    ("声明 300 MB 的 docx", "docx", lambda: docx(more={"word/header1.xml": ZEROS})),
    ("声明 1 KB，实际 20 MB", "zip", lambda: lying({"a.csv": bytes(20 * 1024 * 1024)}, 1024)),
    ("部件比声明的大", "xlsx", lambda: xlsx(more={"xl/a.xml": b"<a>" + b"b" * 5_000_000 + b"</a>"}).replace(
        struct.pack("<I", 5_000_007), struct.pack("<I", 999))),
    ("压缩比太高", "zip", lambda: zipped({"a.csv": bytes(11 * 1024 * 1024)})),
    ("共用一段内容", "zip", lambda: overlapping(300)),
    ("文件太多", "zip", lambda: overlapping(10_001)),
    ("目录里有几十万项", "zip", lambda: overlapping(200_000)),
    ("套得太深", "zip", lambda: nested(3)),
    ("里面的压缩包是炸弹", "zip", lambda: zipped({"a.zip": zipped({"b.csv": bytes(201 * 1024 * 1024)})})),
    ("每个都不大，加起来太大", "zip", lambda: zipped({f"{number}.zip": zipped({"a.csv": random.Random(number).randbytes(99) * 90_000})
                                             for number in range(24)})),
]


@pytest.mark.parametrize(("why", "ending", "build"), BOMBS, ids=[row[0] for row in BOMBS])
def test_bomb_is_refused(why: str, ending: str, build: Callable[[], bytes]) -> None:
    data = build()
    with Peak() as peak:
        found = read(f"a.{ending}", data)
    assert peak.bytes < MEMORY, why
    assert any(fault.rule == BOMB for fault in found.faults), why


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{level + 1} "{f"&a{level};" * 10}">' for level in range(9))
    return f'<!DOCTYPE a [<!ENTITY a0 "哈">{entities}]><w:hdr>&a9;</w:hdr>'


ROW = '<row><c t="s"><v>0</v></c></row>'
HEAVY: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("XML 实体炸弹", "docx", lambda: docx(more={"word/header1.xml": laughs()}), BROKEN),
    ("XML 外部实体", "docx", lambda: docx(more={"word/header1.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
     BROKEN),
    ("UTF-16 的实体炸弹", "docx", lambda: docx(more={"word/header1.xml": laughs().encode("utf-16")}), BROKEN),
    ("XML 层次极深", "docx", lambda: docx("<w:p>" * 100_000), BROKEN),
    ("XML 属性极长", "docx", lambda: docx(f'<w:p a="{random.Random(1).randbytes(18_000_000).hex()}"/>'), UNREADABLE),
    ("几千万个空元素", "docx", lambda: docx("<w:p/>" * 9_000_000), BOMB),
    ("几百万个不同的元素", "docx", lambda: docx("".join(f"<w:p a='{number}'/>" for number in range(3_000_000))), UNREADABLE),
    ("一段文字用了几十万次", "xlsx", lambda: xlsx(f"<sheetData>{ROW * 300_000}</sheetData>", {
        "xl/sharedStrings.xml": f"<sst><si><t>{'长' * 30_000}</t></si></sst>"}), UNREADABLE),
    ("单元格太多", "xlsx", lambda: xlsx("<sheetData>" + "".join(
        f"<row><c><v>{number}</v></c></row>" for number in range(MAX_LAYERS + 1)) + "</sheetData>"), UNREADABLE),
    ("隐藏的列一直写到很远", "xlsx", lambda: xlsx('<cols><col min="1" max="999999999" hidden="1"/></cols>' * 500), ""),
    ("一行几兆的表", "csv", lambda: b"1" * 15_000_000, ""),
    ("几百万行的表", "csv", lambda: b"1\n" * 5_000_000, UNREADABLE),
    ("上级目录", "zip", lambda: zipped({"../../etc/a.csv": "x"}), BROKEN),
    ("绝对路径", "zip", lambda: zipped({"/etc/a.csv": "x"}), BROKEN),
    ("盘符", "zip", lambda: zipped({"C:\\a.csv": "x"}), BROKEN),
    ("反斜杠的上级目录", "zip", lambda: zipped({"甲\\..\\..\\a.csv": "x"}), BROKEN),
    ("里面有程序", "zip", lambda: zipped({"a.exe": b"MZ"}), KIND),
    ("里面有旧格式", "zip", lambda: zipped({"a.doc": b"x"}), UNREADABLE),
    ("共享字符串的个数是假的", "xls", lambda: workbook(book=record(0x00FC, b"\xff" * 8 + b"\xff\xff\x0d" + b"\xff" * 8000)), ""),
    ("工作表互相指来指去", "xls", lambda: workbook(book=record(0x0085, struct.pack("<IBB", 0, 0, 0) + make.wide("甲", "<B")) * 5000), ""),
]


@pytest.mark.parametrize(("why", "ending", "build", "rule"), HEAVY, ids=[row[0] for row in HEAVY])
def test_heavy_file_is_bounded(why: str, ending: str, build: Callable[[], bytes], rule: str) -> None:
    data = build()
    with Peak() as peak:
        found = read(f"a.{ending}", data)
    assert peak.bytes < MEMORY, why
    assert rule in {fault.rule for fault in found.faults} if rule else found.faults == (), why
