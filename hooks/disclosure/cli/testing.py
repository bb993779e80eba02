"""`test`: makes sure of the system packages that the tests of browser, server and workflows need, then runs pytest. `bench`: measures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {"chromium": "chromium", "nginx": "nginx", "node": "nodejs", "npm": "npm"}  # program → Debian's package
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"), "libnginx-mod-http-brotli-static"
# without network npm would try for more than a minute
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retry-mintimeout=1000",
       "--fetch-retry-maxtimeout=5000")


def test_command(root: Path, words: list[str]) -> int:
    """Everything under tests/, or what the words given to pytest say. With CI=true a skipped test is a failure."""
    install_missing()
    _install_linter(root / "tests" / "workflows")
    command = [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), "--rootdir", str(root), *words]
    return subprocess.run(command if words else [*command, str(root / "tests")], check=False, cwd=root).returncode


def bench_command(root: Path, words: list[str]) -> int:
    """Measures speed and memory: tests/benchmarks/bench.py, which knows its own options."""
    return subprocess.run([sys.executable, str(root / "tests/benchmarks/bench.py"), *words], check=False).returncode


def install_missing() -> None:
    """The system packages that tests and measurements want, where they can be installed; what it does is said before."""
    missing = _missing()
    if missing and _may_install():
        print(f"测试需要系统软件：{'、'.join(missing)}；现在用 apt-get 安装。", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=False,
                       env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)


def _missing() -> list[str]:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout \
        if shutil.which("fc-list") else ""
    module, package = BROTLI
    return missing + ([] if module.is_file() else [package]) + ([] if fonts.strip() else ["fonts-noto-cjk", "fontconfig"])


def _may_install() -> bool:
    """Root on Debian or a child of it; elsewhere the tests that need the packages are skipped and listed."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def _install_linter(folder: Path) -> None:
    """What the folder's lock file names, where it is not installed yet; where npm cannot, the tests that need it are skipped."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    npm = shutil.which("npm")
    if npm is None or not lock.is_file() or (installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime):
        return
    print("测试需要检查工作流程的工具；现在用 npm 安装到 tests/workflows/node_modules。", file=sys.stderr)
    subprocess.run([npm, *NPM], check=False, cwd=folder, stdout=subprocess.DEVNULL)
