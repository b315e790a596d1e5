"""What a machine is started with, as a record: together with the disk image and the inputs that follow it is the whole run."""

from typing import NamedTuple

from ucvm.hw.engines.base import Engine
from ucvm.machine.events import MountFolder
from ucvm.machine.machine import EPOCH_NS, Image, Machine


class Setup(NamedTuple):
    """The parameters of Machine.boot, with the same meaning and defaults."""

    argv: tuple[str, ...] | None = None
    env: tuple[tuple[str, str], ...] = ()
    cwd: str = "/home/user"
    user: str = "user"
    seed: int = 1
    epoch_ns: int = EPOCH_NS
    mode: str = "SIMPLIFIED"
    output: str = "RAW"
    isatty: tuple[bool, bool, bool] = (False, False, False)
    max_ticks: int = 0
    denied: tuple[str, ...] = ()
    mounts: tuple[MountFolder, ...] = ()

    def boot(self, image: Image, *, engine: Engine | None = None, auto_advance: bool = False) -> Machine:
        """A machine about to execute its first instruction; raises BootError."""
        parameters = self._asdict() | {
            "env": dict(self.env),
            "mounts": [(mount.guest, dict(mount.entries), mount.read_only) for mount in self.mounts],
        }
        return Machine.boot(image, engine=engine, auto_advance=auto_advance, **parameters)
