"""What somebody does first with a portal that was installed from its wheel. Run by itself, with the wheel's
packages ahead of ours and the file that it tells test_wheel.py in what came of it."""

import asyncio
import json
import re
import sys
from pathlib import Path

import httpx

import portal
from evidence.store import open_store
from portal.app import create_app
from portal.cli import main
from portal.database import open_database
from portal.settings import read_settings

NEW = ["--email", "pat@lanternhouse.example", "--name", "Pat Wren", "--organisation", "Lanternhouse"]


async def ask() -> dict[str, int]:
    """The statuses of the first page and of all that it loads, by address."""
    settings = read_settings()
    app = create_app(settings, open_database(settings.database_url), open_store(settings.evidence))
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
    async with httpx.AsyncClient(transport=transport, base_url=settings.address) as http:
        page = await http.get("/sign-in")
        loads = set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.text))
        others = {each: (await http.get(each)).status_code for each in loads}
        return {"/sign-in": page.status_code, **others}


if __name__ == "__main__":
    done = [main(["migrate"]), main(["create-user", *NEW, "--role", "manager", "--invite"])]
    said = {"from": portal.__file__, "done": done, "answers": asyncio.run(ask())}
    Path(sys.argv[1]).write_text(json.dumps(said))
