"""Whether the tables of a restored machine can be a machine's: what has to hold in each record and between them, so that the kernel may rely on it.

Checks say (path in the document below "modules", problem). They come in an order in which each may rely on those before it.
"""

from ucvm.hw.memory import Ram
from ucvm.kernel.kernel import Kernel
from ucvm.machine.sound import files, memory, processes, values
from ucvm.state.artifact import ArtifactError
from ucvm.state.store import Store

CHECKS = (values.problems, processes.problems, memory.problems, files.problems)


def check(store: Store, ram: Ram) -> None:
    """Raise ArtifactError for the first thing that cannot be."""
    kernel = Kernel(ram, store)
    for problems in CHECKS:
        for path, problem in problems(kernel):
            raise ArtifactError(f"modules.{path}", problem)
