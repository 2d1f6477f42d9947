"""serve."""

from argparse import Namespace

from portal.cli.opening import opened
from portal.logs import set_up_logs
from portal.settings import read_settings


def serve(chosen: Namespace) -> int:
    """One worker, until it is told to stop."""
    import uvicorn  # only here: the other commands start faster without a server

    settings = read_settings()
    set_up_logs(settings.production)
    with opened(settings):
        print(f"Good Standing is at http://{chosen.host}:{chosen.port} (stop with Ctrl+C)", flush=True)
    uvicorn.run(
        "portal.app:create_app",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        log_config=None,
        http="httptools",
        loop="uvloop",
        server_header=False,
        proxy_headers=settings.production,
    )
    return 0
