"""Puts templates and built assets into the wheel, and builds the assets where nobody has yet."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = {"templates": "portal/_bundled/templates", "build/assets": "portal/_bundled/assets"}


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]  # the builder's own type is of no interest here
    """Hatchling finds the one hook of this file by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises RuntimeError when the assets are missing and cannot be built."""
        if version == "editable":
            return
        if not (Path(self.root) / "build/assets/manifest.json").exists():
            self.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            self.run(["npm", "run", "build"])
        build_data["force_include"].update(BUNDLED)

    def run(self, command: list[str]) -> None:
        try:
            subprocess.run(command, cwd=self.root, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            sentence = f"The wheel needs its assets, and `{' '.join(command)}` failed: {error}"
            raise RuntimeError(sentence) from error
