"""A static host on this machine, with `gzip_static` as nginx would be set up."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_head(self):
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not file.is_file() or file.suffix not in TEXTS:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        data = _zipped(file)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)
        return None


@functools.cache
def _zipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address under which the folder can be fetched."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
