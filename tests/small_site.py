"""Small whole sites for the tests of releases, made quickly and without MkDocs; and what must hold of a target."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from disclosure.release.output import Output
from disclosure.release.releases import Target
from disclosure.release.verifying import verify_folder

PAGES = 12
ID = "2022-00001"


def small_site(folder: Path, mark: str, pages: int = PAGES, size: int = 0, withdrawn: bool = False) -> Path:
    """A site whose every file says `mark`, with a hashed style and a hashed search file, as the real one has them."""
    style = f"/* {mark} */\n"
    hashed = hashlib.sha256(style.encode()).hexdigest()[:10]
    files = {f"assets/site.{hashed}.css": style, f"search/{hashed}/meta.js": f"// {mark}\n",
             f"items/{ID}.json": json.dumps({"id": ID, "withdrawn": {"reason": mark} if withdrawn else None, "mark": mark}),
             "items/附件 一.csv": f"{mark}\n"}
    for number in range(pages):
        files[f"{number}/index.html"] = f'<link href="/assets/site.{hashed}.css"><p>{mark} {number}</p>' + "x" * size
    files["index.html"] = files["0/index.html"]
    output = Output(folder)
    for name, text in files.items():
        output.write(name, text.encode())
    output.write_manifest(mark.encode().hex().ljust(40, "0"), 1, "0")
    return folder


def style_of(site: Path) -> str:
    """The address of a small site's style."""
    return next(path.relative_to(site).as_posix() for path in site.glob("assets/*.css"))


def digest_of(site: Path) -> str:
    """What a release of this site has at the end of its name."""
    return hashlib.sha256((site / "manifest.json").read_bytes()).hexdigest()[:10]


def live_site(target: Path, *sites: Path) -> Path:
    """Which of the sites is live; the release must be whole, and the link must be one."""
    live = Target(target).live
    assert live is not None and (target / "current").is_symlink()
    _, faults = verify_folder(target / "current")
    assert faults == []
    return next(site for site in sites if live.name.endswith(f"-{digest_of(site)}"))


def are_whole(target: Path) -> bool:
    """Whether everything that has the name of a release is one, the live one or not."""
    return all((release.folder / "manifest.json").is_file() and verify_folder(release.folder)[1] == []
               for release in Target(target).releases)


def leftovers(target: Path) -> list[str]:
    """What lies in a target and belongs to no release."""
    names = {release.name for release in Target(target).releases}
    known = {"current", "releases", ".lock", *names, *(f".{name}.retained.json" for name in names)}
    return sorted(path.name for folder in (target, target / "releases") for path in folder.iterdir() if path.name not in known)
