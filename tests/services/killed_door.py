"""A door to be killed: types numbered lines at the shell of a kept machine and says each number once the line is acknowledged.

`python -m tests.services.killed_door NAME FIRST`
"""

import sys

from ucvm.hw.engines.catalog import AUTO, make
from ucvm.image.build import load_image
from ucvm.machine.events import Keys, Resize
from ucvm.machine.setup import Setup
from ucvm.session import Session, Wishes

LINE = b"echo %d >> log; (date; ls | wc) > t%d & rm -f t%d; cp log copy\r"


def main(name: str, first: int) -> None:
    """Works until it is killed."""
    session = Session(Wishes(name), load_image, make(AUTO))
    machine = session.open(Setup())
    number = first
    while True:
        machine.run(20_000)
        session.keeper.printed(b"".join(data for _, data in machine.take_output()))
        if number % 5 == 0:
            session.keeper.rest(machine)
        if number % 7 == 0:
            machine.send(Resize(20 + number % 10, 80))
        machine.send(Keys(LINE % (number, number % 4, (number + 2) % 4)))
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
