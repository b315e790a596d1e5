"""A door to be killed: types numbered lines at the shell of a kept machine and says each number once the line is acknowledged.

`python -m tests.services.killed_door NAME FIRST`
"""

import sys

from ucvm.image.build import load_image
from ucvm.machine.events import Keys
from ucvm.machine.setup import Setup
from ucvm.services.machines import DEFAULT
from ucvm.session import Session, Wishes


def main(name: str, first: int) -> None:
    """Works until it is killed."""
    from ucvm.hw.engines.reference import ReferenceEngine

    session = Session(Wishes(name or DEFAULT), load_image, ReferenceEngine())
    machine = session.open(Setup())
    number = first
    while True:
        machine.run(20_000)
        session.keeper.printed(b"".join(data for _, data in machine.take_output()))
        if number % 5 == 0:
            session.keeper.rest(machine)
        machine.send(Keys(b"echo %d >> log\r" % number))
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
