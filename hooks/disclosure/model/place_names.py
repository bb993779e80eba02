"""Townships, counties, governments and bureaus named in Chinese text.

Two ways: a gazetteer of the names that a copied template in this county is likely to carry (in full also without an
agency), and the shape of an agency's name (某某镇人民政府, 某某县某某局) for all other places. Chinese has no spaces
between words, so a shape counts only where the name begins behind punctuation, a preposition or another division,
and where its characters are not those of ordinary words (“报送县民政局” names no county).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# 城口县, as of 2022 and after the renaming of 龙田 and 北屏
_TOWNSHIPS = """
葛城街道 复兴街道 巴山镇 坪坝镇 庙坝镇 明通镇 修齐镇 高观镇 高燕镇 东安镇 咸宜镇 高楠镇 龙田乡 龙田镇 北屏乡 北屏镇
左岚乡 沿河乡 双河乡 蓼子乡 鸡鸣乡 周溪乡 明中乡 治平乡 岚天乡 厚坪乡 河鱼乡
"""
# 重庆市 and the counties of 四川 and 陕西 that border on 城口县
_COUNTIES = """
万州区 黔江区 涪陵区 渝中区 大渡口区 江北区 沙坪坝区 九龙坡区 南岸区 北碚区 渝北区 巴南区 长寿区 江津区 合川区 永川区
南川区 綦江区 大足区 璧山区 铜梁区 潼南区 荣昌区 开州区 梁平区 武隆区 城口县 丰都县 垫江县 忠县 云阳县 奉节县 巫山县
巫溪县 石柱土家族自治县 秀山土家族苗族自治县 酉阳土家族苗族自治县 彭水苗族土家族自治县
万源市 宣汉县 紫阳县 岚皋县 平利县 镇坪县
"""
_KNOWN = frozenset(_TOWNSHIPS.split()) | frozenset(_COUNTIES.split())
_OTHER_LENGTHS = {suffix: tuple(sorted({len(name) for name in _KNOWN if name.endswith(suffix)} - {3})) for suffix in "道县区"}
_HAN = re.compile("[\u4e00-\u9fff]+")
_COMMON = """
公开 召开 建议 监督 推动 落实 协调 支持 涉及 属于 服务 加强 统筹 牵头 主动 积极 邀请 参照 比照 现行 目前 户口 设区 民族 集镇
城镇 建制 帮助 结合 调整 承接 代表 双方 乡镇 街镇 涉农 发达 基层 中心
"""
# characters of ordinary words before 县, 市, 乡 …: prepositions, verbs, pronouns, words for divisions
_ORDINARY = frozenset("的了是在由向到报送交经和与及或于对请为将把被给从应须可受各该本全所有当属户籍住乡镇村县区市省州级述其会转告知示批见系"
                      "询办按照据依过负责打话以并让道找去往此这那哪每任何部门单位机关者也都还再就才又不未没无后前时期凡管辖配助导织取出"
                      "托权法年我他她它你您个些边自族困贫")
_WORDS = frozenset(_COMMON.split())
_BEFORE = frozenset("由向到经和与及或于对请为给从按往据县市区省州")
_GOVERNMENT = re.compile("(?:人民)?政府(?:办公室)?|办事处|(?:委员会|党委)")
_FULL_GOVERNMENT = re.compile("人民政府(?:办公室)?|办事处")
# 城乡, 乡村, 城市, 市场 belong to bureaus' names; any other division begins a name of its own
_BUREAU = re.compile("(?:[\u4e00-\u9fff](?<![乡镇县区市的在是为了等])|(?<=城)[乡市]|乡(?=村)|市(?=场)){2,14}?"
                     "(?<![大格布全结开新时当危僵困])局(?![部面势限])")
_THREE = [name for name in _KNOWN if len(name) == 3]
_FIRST, _SECOND = ("".join(sorted({name[at] for name in _THREE})) for at in (0, 1))
_OTHER_SECOND = "".join(sorted({name[-2] for name in _KNOWN.difference(_THREE)}))
# a suffix worth a closer look: a name of the gazetteer may end in it, or an agency may begin behind it
_ENDS = f"(?<=[{_FIRST}][{_SECOND}].)|(?<=[{_OTHER_SECOND}].)|(?=[人办])"
_SUFFIX = re.compile(f"[乡镇县区市道](?:{_ENDS})")
_SUFFIX_OR_BUREAU = re.compile(f"[乡镇县区市道](?:{_ENDS}|(?<=[县区市])(?=.{{0,16}}局))", re.DOTALL)
_WORDS_AFTER = {"乡": "镇村亲间邻土", "镇": "静压定", "县": "级", "区": "域", "市": "场"}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """`text` is the name as found, `place` its division; `is_bureau` where a bureau of that division is named."""

    text: str
    place: str
    at: int
    is_bureau: bool


def place_names(text: str) -> Iterator[PlaceName]:
    """Every name found, in the order of the text; `at` counts characters from 0."""
    for suffix in (_SUFFIX_OR_BUREAU if "局" in text else _SUFFIX).finditer(text):
        end = suffix.end()
        known = _known_start(text, end)
        if known is None and not _may_be_agency(text, end, suffix.group()):
            continue
        if text[end:end + 1] and text[end] in _WORDS_AFTER.get(suffix.group(), ""):
            continue
        agency = _agency(text, end, suffix.group(), known=known is not None)
        start = _shaped_start(text, end) if known is None and agency else known
        if start is not None:
            yield PlaceName(text[start:end] + agency, text[start:end], start, agency.endswith("局"))


def _known_start(text: str, end: int) -> int | None:
    """Where a name of the gazetteer that ends here begins; nearly all have three characters."""
    if end >= 3 and text[end - 3:end] in _KNOWN:
        return end - 3
    for length in _OTHER_LENGTHS.get(text[end - 1], ()):
        if end >= length and text[end - length:end] in _KNOWN:
            return end - length
    return None


def _may_be_agency(text: str, end: int, suffix: str) -> bool:
    """A quick look ahead, because nearly every 乡 and 县 belongs to no agency."""
    return text[end:end + 1] in ("人", "办") or (suffix in "县区市" and text.find("局", end, end + 17) >= 0)


def _agency(text: str, end: int, suffix: str, *, known: bool) -> str:
    """The government or bureau whose name goes on behind the division; empty where none does."""
    government = _GOVERNMENT if known else _FULL_GOVERNMENT
    found = government.match(text, end) or (_BUREAU.match(text, end) if suffix in "县区市" else None)
    return found.group() if found else ""


def _shaped_start(text: str, end: int) -> int | None:
    """Where a division's name of two or three characters and its suffix begins; None for ordinary words."""
    last = end - (2 if text[end - 2:end] == "街道" else 1)
    for start in (last - 2, last - 3):
        name = text[max(start, 0):last]
        if start < 0 or not _HAN.fullmatch(name) or not _ORDINARY.isdisjoint(name) or name in _WORDS:
            return None
        before = text[start - 1:start] if start else ""
        if not before or before in _BEFORE or not "\u4e00" <= before <= "\u9fff":
            return start
    return None
