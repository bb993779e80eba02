"""照片里不能带拍摄地点的坐标。

手机拍的照片在 EXIF 或 XMP 里记着经纬度，精确到一户。docx、pptx、xlsx、pdf 和压缩包里的照片也看。
通过：去掉了位置信息的照片
不通过：带 GPS 位置的照片
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.attachment_contents import contents
from ..model.catalog import Catalog
from ..model.context import Context
from ..source.layers.contents import LOCATION_PARTS
from ..source.problems import Inside, Level, Problem

ID = "attachment.location"
LEVEL = Level.ERROR
NORM = "《个人信息保护法》第二十八条：行踪轨迹是敏感个人信息"


def check(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """One problem for each picture that says where it was taken."""
    for path, found in contents(catalog).items():
        for part in dict.fromkeys(layer.part for layer in found.layers if layer.kind in LOCATION_PARTS):
            yield Problem(path, None, None, LEVEL, ID, f"照片带有拍摄地点的坐标（{part}）；请去掉位置信息后再放进来", Inside(part))
