"""A real nginx with the generated configuration, for tests."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from disclosure.cli.server import nginx
from disclosure.cli.server.layout import Server, Settings

THEME = Path(__file__).resolve().parents[1] / "hooks" / "theme"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")  # where Debian puts it
MAIN = """{modules}
{user}
daemon off;
pid nginx.pid;
error_log error.log warn;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    {places}
    include "{conf}";
}}
"""
# its workers would be somebody who may not enter the folders of the tests
USER = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
PLACES = "".join(f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))


class Web:
    """An nginx that serves one server's public folder."""

    def __init__(self, server: Server, prefix: Path, brotli: bool) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = Settings((f"127.0.0.1:{self.port}",), "localhost")
        assert nginx.refusal(server, settings) is None
        server.nginx.write_text(nginx.configuration(server, settings, THEME, brotli=brotli), encoding="utf-8")
        (prefix / "nginx.conf").write_text(MAIN.format(user=USER, places=PLACES, conf=server.nginx,
                                                       modules=f"load_module {BROTLI};" if brotli else ""), encoding="utf-8")
        self._prefix = prefix
        command = ["nginx", "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", str(prefix / "error.log")]
        self.verdict = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, timeout=20)
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert time.monotonic() < end and self._process.poll() is None, self.errors
                time.sleep(0.05)

    @property
    def errors(self) -> str:
        return (self._prefix / "error.log").read_text(encoding="utf-8")

    def get(self, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, body as it came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


def web(folder: Path, *, brotli: bool = False) -> Web:
    """An nginx for the server in the folder `政务 公开` of this one."""
    if shutil.which("nginx") is None or (brotli and not BROTLI.is_file()):
        pytest.skip("没有 nginx，或者没有它的 brotli 模块")
    prefix = folder / "nginx"
    prefix.mkdir()
    return Web(Server(folder / "政务 公开"), prefix, brotli)
