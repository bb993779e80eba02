"""Who may import whom, and the habits that hold the package together. Read from the source with `ast`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
PACKAGE = HOOKS / "disclosure"
# part → the parts it may import from; nobody imports to the right
ALLOWED = {
    "source": set(),
    "model": {"source"},
    "checks": {"source", "model"},
    "pages": {"source", "model"},
    "search": {"source", "model"},
    "exports": {"source", "model"},
    "release": {"source", "model", "checks", "pages", "search", "exports"},
    "cli": {"source", "model", "checks", "pages", "search", "exports", "release"},
}
# libraries that only one place may know
ONLY_IN = {"mkdocs": {"disclosure_site.py"}, "xlsxwriter": {"disclosure/exports/tables.py"},
           "comrak": {"disclosure/model/markup.py"}, "nh3": {"disclosure/pages/handwritten.py"},
           "yaml": {"disclosure/source/marked_yaml.py"}, "chinese_calendar": {"disclosure/model/working_days.py"},
           "pypdf": {"disclosure/source/layers/pdf.py"},
           "numpy": {"disclosure/search/coding.py", "disclosure/search/postings.py", "disclosure/search/volume.py"},
           "segno": {"disclosure/pages/qr_code.py"}, "brotli": {"disclosure/release/twins.py"}}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, absolute module name) of every import statement, wherever it stands."""
    inside = path.relative_to(HOOKS).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(inside[:len(inside) - node.level]) + "." if node.level else ""
            module = f"{start}{node.module or ''}".strip(".")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def test_there_are_modules() -> None:
    assert len(MODULES) > 40


def test_no_part_imports_to_its_right() -> None:
    wrong = []
    for path in MODULES:
        part = path.relative_to(PACKAGE).parts[0]
        for line, name in imports(path):
            if name.startswith("disclosure.") and part in ALLOWED:
                other = name.split(".")[1]
                if other in ALLOWED and other != part and other not in ALLOWED[part]:
                    wrong.append(f"{path.relative_to(HOOKS)}:{line} imports {name}")
    assert wrong == []


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items(), ids=ONLY_IN)
def test_library_is_known_in_one_place_only(library: str, places: set[str]) -> None:
    found = {path.relative_to(HOOKS).as_posix() for path in [*MODULES, *HOOKS.glob("*.py")]
             for _, name in imports(path) if name.split(".")[0] == library}
    assert found == places


def test_every_part_has_its_row() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ALLOWED)


def test_nothing_else_lies_in_hooks() -> None:
    """MkDocs puts this folder on the import path: any other module here could hide a library."""
    names = {path.name for path in HOOKS.iterdir() if path.name != "__pycache__"}
    assert names == {"disclosure", "disclosure_site.py", "theme"}


def test_no_module_bears_the_name_of_a_library() -> None:
    assert {path.stem for path in MODULES if path.parent == PACKAGE} & set(sys.stdlib_module_names) == set()


def test_core_knows_no_clock_and_no_disk() -> None:
    """`today` is an argument; only the edges touch the disk."""
    core = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in ("model", "checks", "pages", "search", "exports")]
    banned = ("datetime.now", "date.today", "dt.date.today", "dt.datetime.now", "time.time(", "open(", ".read_text(",
              ".read_bytes(", ".write_text(", ".write_bytes(", "subprocess", "urllib.request", "socket")
    wrong = [f"{path.relative_to(HOOKS)}: {word}" for path in core for word in banned
             if word in path.read_text(encoding="utf-8")]
    assert wrong == []


def test_files_and_functions_stay_small() -> None:
    wrong = []
    for path in [*MODULES, HOOKS / "disclosure_site.py"]:
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > (150 if path.name == "disclosure_site.py" else 250):
            wrong.append(f"{path.relative_to(HOOKS)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 35:
                wrong.append(f"{path.relative_to(HOOKS)}:{node.lineno} {node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines")
    assert wrong == []


def test_every_public_function_states_its_result() -> None:
    wrong = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if ast.get_docstring(tree) is None:
            wrong.append(f"{path.relative_to(HOOKS)}: no module docstring")
    assert wrong == []
