"""Attachments as people see them: name, kind, size, and the hash that proves the file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from .html import text

_KINDS = {"pdf": "PDF 文档", "docx": "Word 文档", "xlsx": "Excel 表格", "xls": "Excel 表格", "et": "WPS 表格",
          "pptx": "演示文稿", "ofd": "OFD 版式文件", "jpg": "图片", "png": "图片", "zip": "压缩包", "csv": "CSV 表格"}


@dataclass(frozen=True, slots=True)
class AttachmentFact:
    """One attachment with what was measured on its bytes. `size` in bytes, `sha256` in hex."""

    file: str
    name: str
    size: int
    sha256: str


def attachments_list(files: tuple[AttachmentFact, ...]) -> str:
    if not files:
        return ""
    rows = "".join(
        f'<li><a href="files/{quote(fact.file)}" download>{text(fact.name)}</a> '
        f'<span class="detail">{_KINDS.get(fact.file.rsplit(".", 1)[-1].lower(), "文件")}，{size_text(fact.size)}</span>'
        f'<span class="hash">SHA-256 <code>{fact.sha256[:16]}…</code></span></li>' for fact in files)
    return f'<section class="attachments"><h2>附件</h2><ul>{rows}</ul></section>'


def size_text(size: int) -> str:
    """Bytes as people read them: 812 字节, 12 KB, 3.4 MB."""
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1048576 else f"{size / 1048576:.1f} MB"
