"""UCVM: a whole computer that one can see through.

    from ucvm import Machine, load_image

    machine = Machine.boot(load_image(), argv=["sh", "-c", "echo hello"], auto_advance=True)
    outcome = machine.run(10_000_000)          # Outcome(reason="halted", executed=…, status=0, deadline=None)
    machine.take_output()                      # [("stdout", b"hello\\n")]
    machine.document()                         # the state artifact

What stands in `__all__` is the public interface; it is loaded when it is first named.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ucvm.image.build import load_image
    from ucvm.kernel.fs.image import Image
    from ucvm.machine.machine import Checkpoint, Machine, Outcome
    from ucvm.replay.timeline import Timeline

__version__ = "0.1.0"
__all__ = ["Checkpoint", "Image", "Machine", "Outcome", "Timeline", "load_image"]

_HOMES = {
    "Checkpoint": "ucvm.machine.machine",
    "Image": "ucvm.kernel.fs.image",
    "Machine": "ucvm.machine.machine",
    "Outcome": "ucvm.machine.machine",
    "Timeline": "ucvm.replay.timeline",
    "load_image": "ucvm.image.build",
}


def __getattr__(name: str) -> Any:
    """A public name, from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ucvm' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
