"""nginx's configuration of a server, from its template, with the policies of the pages that the installed product builds."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from ...release.site import POLICY
from .layout import Server, Settings

TEMPLATE = Path(__file__).parent / "templates" / "nginx.conf"
# where Debian's nginx says which modules it loads
LOADED = (Path("/etc/nginx/nginx.conf"), Path("/etc/nginx/modules-enabled"))
_BROTLI = re.compile(r"^\s*load_module\s[^;#]*ngx_http_brotli_static_module", re.M)
_LISTEN = re.compile(r"[0-9A-Za-z.:\[\]]+")
_NAME = re.compile(r"[0-9A-Za-z.*_-]+( [0-9A-Za-z.*_-]+)*")
_SPECIAL = re.compile(r"[\"$\\\n\r]")


def refusal(server: Server, settings: Settings) -> str | None:
    """Why these settings cannot be written into a configuration; None where they can."""
    wrong = next((word for word in settings.listen if not _LISTEN.fullmatch(word)), None)
    if wrong is not None:
        return f"--listen 不能是“{wrong}”；请写端口或地址加端口，例如 80 或 127.0.0.1:8080"
    if not _NAME.fullmatch(settings.name):
        return f"--server-name 不能是“{settings.name}”；请写域名，例如 www.example.gov.cn"
    if _SPECIAL.search(str(server.root)):
        return "文件夹的名字里不能有引号、反斜线、美元符号或换行"
    return None


def knows_brotli(places: Iterable[Path] = LOADED) -> bool:
    """Whether nginx loads the module that sends `.br` files; False also where its settings cannot be read."""
    with contextlib.suppress(OSError):
        files = [file for place in places for file in (sorted(place.glob("*.conf")) if place.is_dir() else [place])]
        return any(file.is_file() and _BROTLI.search(file.read_text(encoding="utf-8", errors="replace")) for file in files)
    return False


def configuration(server: Server, settings: Settings, theme: Path, *, brotli: bool) -> str:
    """The whole configuration; `theme` is the folder of the theme whose 404 page carries its own style and script.

    Without the module its directive would keep nginx from starting, so `brotli` says whether it is there.
    """
    values = {"POLICY": POLICY, "ERROR_POLICY": _error_policy(theme), "NAME": settings.name,
              "LISTEN": "\n".join(f"    listen {word};" for word in settings.listen),
              "ROOT": str(server.public / "current"),
              "COMPRESSED": "gzip_static on;" + ("\n    brotli_static on;" if brotli else "")}
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], TEMPLATE.read_text(encoding="utf-8"))


def _error_policy(theme: Path) -> str:
    style, script = (_digest(theme / "assets" / name) for name in ("error.css", "error.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'"


def _digest(path: Path) -> str:
    """How a policy names the file as the page carries it."""
    text = path.read_text(encoding="utf-8").strip()
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
