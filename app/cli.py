"""The command `backprop-visualizer`: serve the page and the API from this machine."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Sequence

import uvicorn

from app import __version__
from app.assets import BundleMissingError
from app.factory import create_app
from app.runs.runs import Runs
from app.settings import SettingError, Settings, variable_of

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}
# What uvicorn says at level info (it starts, it waits, it has started) is news to nobody.
SERVER_LOG_LEVEL = {"info": "warning"}


class Server(uvicorn.Server):
    """Prints its address when it is ready, and not before; listeners do not keep it from ending."""

    def __init__(self, config: uvicorn.Config, address: str, runs: Runs, *, show: bool) -> None:
        super().__init__(config)
        self._address, self._runs, self._show = address, runs, show

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where, and show the page to whoever asked for it."""
        await super().startup(sockets)
        print(f"Backprop Visualizer: {self._address}  (Ctrl+C ends it)", flush=True)
        if self._show:
            await asyncio.to_thread(webbrowser.open, self._address)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End all runs, and with them the answers that last as long as they do; then all else."""
        self._runs.end_all()
        await super().shutdown(sockets)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until Ctrl+C; leave with a sentence when a setting, the bundle or the port is not as needed."""
    options = parser().parse_args(arguments)
    chosen = {} if options.workers is None else {variable_of("workers"): options.workers}
    try:
        settings = Settings.from_environment({**os.environ, **chosen})
        app = create_app(settings)
        listener = listen(options.host, options.port)
    except (BundleMissingError, SettingError) as error:
        sys.exit(f"backprop-visualizer: {error}")
    except OSError as error:
        place = f"{options.host}, port {options.port}"
        sys.exit(f"backprop-visualizer: {place}: {error.strerror}; choose another with --host or --port")
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=SERVER_LOG_LEVEL.get(settings.log_level, settings.log_level),
        access_log=settings.log_level == "debug",
        server_header=False,
    )
    server = Server(config, address_of(listener), app.state.runs, show=options.open)
    with contextlib.suppress(KeyboardInterrupt), listener:
        server.run([listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any free one. OSError when it cannot."""
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    return socket.create_server(address[:2], family=family)


def address_of(listener: socket.socket) -> str:
    """Where a browser on this machine finds what listens there."""
    host, port = listener.getsockname()[:2]
    host = ANY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def port(text: str) -> int:
    """A port as it was typed. Raises ArgumentTypeError."""
    if text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port; use a number from 0 to 65535")


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(
        prog="backprop-visualizer",
        description="Serve the Backprop Visualizer: a page and a REST API that show every value flow forward "
        "and every gradient flow back. Settings: environment variables BACKPROP_*, see the README.",
    )
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    made.add_argument(
        "--port",
        type=port,
        default=8000,
        metavar="PORT",
        help="port to listen on, 0 for any free one (default: %(default)s)",
    )
    made.add_argument("--open", action="store_true", help="show the page in the browser")
    made.add_argument(
        "--workers", metavar="N", help="processes for heavy requests (default: BACKPROP_WORKERS)"
    )
    made.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return made
