"""The server of the view: on this machine alone, with nothing fetched and nothing reported."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
import warnings
import webbrowser
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from experiments.browser.app.announcement import LOOPBACK, address_of, announce
from experiments.browser.app.guard import Guard
from experiments.browser.app.messages import quieten
from experiments.browser.app.sessions import Sessions
from experiments.browser.classroom.classroom import Classroom, hold_class
from experiments.browser.visit.uploads import LARGEST_MESSAGE
from simulation.errors import InputError
from simulation.maps import geography_of
from simulation.scenario import Scenario

ASSETS = Path(__file__).parent / "assets"
APP = "experiments.browser.app.page"

CLOSED_AFTER = "40s"
"""How long a session whose page has gone is kept, for a page that is only reloaded."""

SETTINGS = {
    "SOLARA_APP": APP,
    "SOLARA_MODE": "production",
    "SOLARA_ROOT_PATH": "",  # else the first visitor's headers would say it for all
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": CLOSED_AFTER,
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_FORCE_REFRESH": "True",  # a session that is gone: its address gives all back
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Council partnerships",
    "SOLARA_ASSETS_CDN": "http://127.0.0.1:9/",  # where nothing answers, should anything be asked
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
}
"""What the server is told before it is imported."""

MISSING = (
    "The view needs packages that are not installed; `make environment` installs them, "
    'or: pip install "council-partnerships[browser]"'
)


_first: list[Scenario] = []


def first_scenario() -> Scenario:
    """Return the scenario that visitors begin with; England unless the server has another."""
    return _first[0] if _first else Scenario.default()


def serve(
    scenario: Scenario, host: str, port: int, *, open_page: bool = False, as_json: bool = False,
    class_name: str | None = None,
) -> None:  # fmt: skip
    """Serve the view until it is stopped.

    Parameters
    ----------
    scenario : Scenario
        What visitors begin with.
    host : str
        Address to listen on.
    port : int
        Port; 0 takes a free one.
    open_page : bool
        Whether to open the page in this machine's web browser.
    as_json : bool
        Whether to say where the page is as JSON.
    class_name : str or None
        What the class is called that this server is for, if it is.

    Raises
    ------
    InputError
        If the scenario's map cannot be read, the packages of the view are missing, the class
        cannot be called so, or the port cannot be had.
    """
    classroom = None if class_name is None else Classroom(class_name, scenario)
    geography_of(scenario)
    _first[:] = [scenario]
    listener = _listener(host, port)
    port = listener.getsockname()[1]
    app = application(port, anywhere=host not in LOOPBACK)
    hold_class(classroom)
    page = announce(host, port, classroom, as_json=as_json)
    import_module(APP)  # before there is a thread: two that import at once meet half-loaded modules
    threading.Thread(target=_warm_up, daemon=True).start()
    if open_page:
        threading.Timer(1.0, webbrowser.open, [page]).start()
    _answer(app, listener)


def _answer(app: Guard, listener: socket.socket) -> None:
    """Answer requests until the server is stopped; connections that have gone dead are closed."""
    import uvicorn

    from experiments.browser.app.connections import PATIENCE, TimedConnection

    config = uvicorn.Config(
        app, log_level="error", access_log=False, http=TimedConnection, proxy_headers=False,
        ws_max_size=LARGEST_MESSAGE, ws_ping_interval=PATIENCE / 3,
        ws_ping_timeout=2 * PATIENCE / 3, timeout_graceful_shutdown=2,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


def application(port: int, *, anywhere: bool) -> Guard:
    """Return the view as an application for any ASGI server.

    Parameters
    ----------
    port : int
        Where it will be served.
    anywhere : bool
        Whether other machines may ask.

    Raises
    ------
    InputError
        If the packages of the view are missing.
    """
    os.environ.update(SETTINGS)
    os.environ.setdefault("SOLARA_HOME", str(Path(tempfile.gettempdir()) / "partnerships-view"))
    os.environ["SOLARA_ASSETS_PROXY_CACHE_DIR"] = str(_front_end())
    try:
        from solara.server import settings
        from solara.server.starlette import app
    except ImportError:
        raise InputError(MISSING) from None
    warnings.filterwarnings("ignore", "Cookies with samesite")  # the guard sets the cookie
    settings.assets.extra_locations = [str(ASSETS)]
    quieten()
    return Guard(
        app, _front_end(), Sessions(port), owner=_owner, anywhere=anywhere,
        token=os.environ.get("SOLARA_RESOURCEZ_TOKEN", ""),
    )  # fmt: skip


def _owner(page: str) -> str | None:
    """Return the name of the visitor to whom a page of the server belongs."""
    from solara.server.kernel_context import contexts

    context = contexts.get(page)
    return None if context is None else str(context.session_id)


def _front_end() -> Path:
    """Return the folder of the front-end files, which a package of their own brings."""
    folder = Path(sys.prefix) / "share" / "solara" / "cdn"
    if not (folder / "@widgetti").is_dir():
        raise InputError(MISSING)
    return folder


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from here on visitors wait instead of being turned away
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot listen there ({error.strerror or error})",
            field="--host, --port",
            value=address_of(host, port).split("/")[2],
            allowed="another --port; 0 takes a free one",
        ) from None
    return listener


def _warm_up() -> None:
    """Compile and load what the first visitor would otherwise wait for."""
    from experiments.browser.ensemble.progress import warm_up

    with suppress(InputError):  # where nothing can be compiled the page plays all the same
        warm_up()
