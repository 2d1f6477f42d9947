"""Debian's nginx with the configuration of deploy/nginx.conf, on ports of its own, before servers that write
down what reaches them."""

import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.house.sources import ROOT

MISSING = "nginx was not found. `make test` installs Debian's package; by hand: apt-get install nginx-light"
HOST = "127.0.0.1"
SHORT = {
    "client_header_timeout 10s;": "client_header_timeout 1s;",
    "client_body_timeout 15s;": "client_body_timeout 1s;",
    "client_body_timeout 60s;": "client_body_timeout 1s;",
}
"""So that nobody waits for the times that people are given."""


@dataclass
class Reached:
    """A request as it came to the server behind the proxy; `size` is of its body."""

    method: str
    path: str
    headers: dict[str, str]
    size: int


@dataclass
class Proxy:
    """`reached` is all that has come through, over both servers."""

    port: int
    plain_port: int
    certificate: Path
    behind: list[ThreadingHTTPServer]
    reached: list[Reached] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        """Whoever has it knows the proxy's certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def connect(self) -> ssl.SSLSocket:
        """A connection to write to byte by byte."""
        plain = socket.create_connection((HOST, self.port), timeout=20)
        return self.trust.wrap_socket(plain, server_hostname="localhost")

    @staticmethod
    def answer_on(line: ssl.SSLSocket) -> bytes:
        """What it says; nothing where it has closed the connection, or broken it off."""
        try:
            return line.recv(4096)
        except ConnectionResetError:
            return b""


@contextmanager
def run_proxy(folder: Path) -> Iterator[Proxy]:
    """Both servers behind it answer 200 to everything; it ends with the block."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not nginx:
        pytest.fail(MISSING, pytrace=False)
    certificate = make_certificate(folder)
    ports = [free_port(), free_port()]
    proxy = Proxy(ports[0], ports[1], certificate, [])
    proxy.behind = [serve_behind(proxy) for _ in range(2)]
    configuration = folder / "nginx.conf"
    configuration.write_text(configured(proxy, folder), "utf-8")
    command = [nginx, "-e", "stderr", "-c", str(configuration)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        wait_for(proxy.port)
        yield proxy
    finally:
        process.terminate()
        process.wait(timeout=20)
        for server in proxy.behind:
            server.shutdown()
            server.server_close()


def configured(proxy: Proxy, folder: Path) -> str:
    """The configuration as it is handed out, on this machine: each line that differs is replaced by name."""
    web1, web2 = (server.server_address[1] for server in proxy.behind)
    here = {
        "user www-data;": "",
        "worker_processes auto;": "worker_processes 1;",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "error_log /dev/stderr warn;": "",
        "server web1:8000": f"server {HOST}:{web1}",
        "server web2:8000": f"server {HOST}:{web2}",
        "/etc/nginx/certificates/": f"{folder}/",
        "listen 80 default_server;": f"listen {HOST}:{proxy.plain_port};",
        "listen 443 ssl default_server;": f"listen {HOST}:{proxy.port} ssl;",
        "server_tokens off;": f"server_tokens off; {temporary_paths(folder)}",
        **SHORT,
    }
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for theirs, ours in here.items():
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    return text if os.geteuid() else f"user root;\n{text}"


def temporary_paths(folder: Path) -> str:
    names = {"client_body": "body", "proxy": "proxy", "fastcgi": "f", "uwsgi": "u", "scgi": "s"}
    return " ".join(f"{name}_temp_path {folder}/{path};" for name, path in names.items())


def serve_behind(proxy: Proxy) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            size = len(self.rfile.read(int(self.headers.get("content-length", "0"))))
            proxy.reached.append(Reached(self.command, self.path, dict(self.headers), size))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        do_GET = do_POST = answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def make_certificate(folder: Path) -> Path:
    """One for localhost, which signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "fullchain.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return path


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx did not start", pytrace=False)
