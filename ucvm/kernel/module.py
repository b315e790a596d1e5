"""Modules (specification 1.4): the parts a kernel is booted from, in the order of the specification's Appendix A."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi import syscalls as abi
from ucvm.abi.errno import Errno
from ucvm.kernel.syscall import HANDLERS, Arguments, Handler, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel


class BootError(Exception):
    """The machine cannot start; the message says why and what to do."""


class Module(NamedTuple):
    """One module: what it needs booted before it, the capabilities whose system calls it serves, and how it begins.

    `initialize` puts first values where the state has none yet, so that it serves fresh and restored machines.
    """

    name: str
    version: str
    dependencies: tuple[str, ...]
    capabilities: tuple[str, ...]
    initialize: Callable[["Kernel"], None]

    @property
    def handlers(self) -> dict[str, Handler]:
        """The system calls it serves, by name."""
        return {row.name: HANDLERS[row.name] for row in abi.SYSTEM_CALLS if row.capability in self.capabilities and row.name in HANDLERS}


def check_order(modules: tuple[Module, ...]) -> None:
    """BootError by name for a module whose dependency is missing, or stands after it (a cycle always has such a pair)."""
    names = [module.name for module in modules]
    ready: set[str] = set()
    for module in modules:
        for needed in module.dependencies:
            if needed not in names:
                raise BootError(f"module {module.name} needs the module {needed}, which is not there")
            if needed not in ready:
                raise BootError(f"module {module.name} needs {needed}, which starts after it: reorder them, or break the cycle")
        ready.add(module.name)


@system_call("modules")
def sys_modules(k: "Kernel", pid: int, args: Arguments) -> int:
    """modules(index, buf, len): "name version" without a NUL, cut at len; its length."""
    index, address, room = args[:3]
    if index >= len(k.modules):
        raise KernelError(Errno.EINVAL)
    module = k.modules[index]
    text = f"{module.name} {module.version}".encode()[:room]
    k.copy_out(pid, address, text)
    return len(text)
