"""The machine that is measured on, in a line: processor, cores, memory, kind of disk, load."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def described(folder: Path) -> str:
    """`folder` is where the work lies, which decides the disk."""
    parts = [processor(), f"{cores()} 核", memory(), f"Python {platform.python_version()}", f"{platform.system()} {platform.release()}",
             f"工作文件夹在{disk(folder)}", load()]
    return "，".join(part for part in parts if part)


def processor() -> str:
    """The model as the system names it."""
    for line in _read(Path("/proc/cpuinfo")).splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> str:
    total = _meminfo("MemTotal")
    return f"内存 {total / 1024 ** 3:.0f} GB" if total else ""


def free_memory() -> int | None:
    """Bytes that programs can still have; None where the system does not tell."""
    return _meminfo("MemAvailable")


def disk(folder: Path) -> str:
    """内存盘, 固态盘 or 机械盘 with the file system, as far as the system tells."""
    device, kind = _mounted(folder)
    if is_memory(folder):
        return f"内存盘（{kind}）"
    words = _hardware(Path(device).name) if device.startswith("/dev/") else "磁盘"
    return f"{words}（{kind}）" if kind else words


def is_memory(folder: Path) -> bool:
    """Whether files there take memory."""
    return _mounted(folder)[1] == "tmpfs"


def _mounted(folder: Path) -> tuple[str, str]:
    """Device and file system of a folder."""
    found = "", ""
    for line in _read(Path("/proc/mounts")).splitlines():
        source, point, name = line.split()[:3]
        if folder.resolve().is_relative_to(point):  # the last one that fits lies on top
            found = source, name
    return found


def _hardware(name: str) -> str:
    if name.startswith(("vd", "xvd")):  # what it lies on is not told
        return "虚拟盘"
    block = Path("/sys/class/block", name).resolve()
    turns = _read(block / "queue/rotational") or _read(block.parent / "queue/rotational")
    return {"0": "固态盘", "1": "机械盘"}.get(turns.strip(), "磁盘")


def load() -> str:
    """How much others had the machine to do in the last minute."""
    return f"开始时负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _meminfo(name: str) -> int | None:
    for line in _read(Path("/proc/meminfo")).splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
