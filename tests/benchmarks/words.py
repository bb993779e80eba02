"""Words that the generated items are made of (words.txt). The township, its villages and all that is said of them are made up.

Many short words in free order give about as many different pairs of characters as real documents have, which is what
an index of Chinese text grows with.
"""

from __future__ import annotations

from pathlib import Path

TOWN = "样例乡"
COUNTY = "示范县"
AGENCY = COUNTY + TOWN + "人民政府"
REAL_NAMES = {"城口县": COUNTY, "北屏乡": TOWN}
# legal bases, and the days from which and before which they apply
LAWS = (("政府信息公开条例-2008", "2008-05-01", "2019-05-15"), ("政府信息公开条例-2019", "2019-05-15", "2100-01-01"),
        ("行政强制法-2012", "2012-01-01", "2100-01-01"), ("三项制度-2018", "2018-12-05", "2100-01-01"),
        ("行政处罚法-2021", "2021-07-15", "2100-01-01"), ("个人信息保护法-2021", "2021-11-01", "2100-01-01"),
        ("预算法-2018", "2018-12-29", "2100-01-01"), ("残疾人两项补贴意见-2015", "2016-01-01", "2100-01-01"))


def _sections() -> dict[str, list[list[str]]]:
    """Section → lines → words."""
    found: dict[str, list[list[str]]] = {}
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found[line.strip("[]")] = []
        elif line:
            lines.append(line.split())
    return found


def _words(section: str) -> tuple[str, ...]:
    return tuple(word for line in _SECTIONS[section] for word in line)


_SECTIONS = _sections()
SUBJECTS, OPENERS, ADVERBS, VERBS = _words("subjects"), _words("openers"), _words("adverbs"), _words("verbs")
QUALITIES, NOUNS, RESULTS, HEADINGS = _words("qualities"), _words("nouns"), _words("results"), _words("headings")
UNITS, COLUMNS, STATES = _words("units"), _words("columns"), _words("states")
GENRES, OFFICES = _words("genres"), _words("offices")
PLACE_FIRST, PLACE_SECOND = _words("place_first"), _words("place_second")
# (category, slug) → matters
MATTERS = {(category, slug): tuple(matters) for category, slug, *matters in _SECTIONS["matters"]}
