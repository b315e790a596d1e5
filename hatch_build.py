"""Build hook: a wheel brings the disk image along, so that nobody has to compile it. A checkout builds it on first use, into .cache."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ImageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts ucvm/image/disk.img into wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the image (or take it from the cache) and name it to the builder; an editable install needs none."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from ucvm.image.build import load_image
        from ucvm.image.cache import write_whole

        path = Path(self.directory, "disk.img")
        write_whole(path, load_image().pack())
        build_data["force_include"][str(path)] = "ucvm/image/disk.img"
