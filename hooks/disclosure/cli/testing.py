"""`test`: makes sure of the system packages that the tests of browser and server need, then runs pytest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def test_command(root: Path, words: list[str]) -> int:
    """Everything under tests/, or what the words given to pytest say. With CI=true a skipped test is a failure."""
    missing = _missing()
    if missing and _may_install():
        print(f"测试需要系统软件：{'、'.join(missing)}；现在用 apt-get 安装。", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=False,
                       env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), "--rootdir", str(root), *words]
    return subprocess.run(command if words else [*command, str(root / "tests")], check=False, cwd=root).returncode


def _missing() -> list[str]:
    missing = [name for name in ("chromium", "nginx") if shutil.which(name) is None]
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout \
        if shutil.which("fc-list") else ""
    return missing + ([] if fonts.strip() else ["fonts-noto-cjk", "fontconfig"])


def _may_install() -> bool:
    """Root on Debian or a child of it; elsewhere the tests that need the packages are skipped and listed."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0
