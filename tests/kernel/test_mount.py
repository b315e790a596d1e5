"""Volumes from inside the machine: mount and umount, and descriptors opened by name."""

import pytest

from ucvm.image.build import load_image
from ucvm.kernel.fs.fsck import fsck
from ucvm.machine.machine import Machine

CASES = [
    ("root", "mount", "disk on / type disk (rw)\nproc on /proc type proc (ro)\n", 0),
    ("root", "mkdir /m; echo under >/m/f; mount ram /m; ls /m; echo over >/m/g; umount /m; cat /m/*; ls /m", "under\nf\n", 0),
    ("root", "mkdir /m; mount -o ro ram /m; echo x 2>/dev/null >/m/f || echo refused", "refused\n", 0),
    (
        "root",
        "mkdir /m; mount ram /m; cd /m; umount /m 2>&1; cd /; umount /m && echo gone",
        "umount: can't unmount /m: Device or resource busy\ngone\n",
        0,
    ),
    ("root", "mount floppy /usr", "", 1),
    ("user", "mount ram /tmp 2>&1", "mount: mounting ram on /tmp failed: Operation not permitted\n", 1),
    ("user", "umount /proc 2>&1", "umount: can't unmount /proc: Operation not permitted\n", 1),
    ("user", "echo through | cat /dev/stdin; echo out >/dev/stdout; echo fd | cat /dev/fd/0", "through\nout\nfd\n", 0),
    ("user", "exec 3>/tmp/f; rm /tmp/f; echo hidden >&3; cat /proc/$$/fd/3", "hidden\n", 0),
    ("user", "exec 3</etc/hostname; echo x 2>/dev/null >/proc/self/fd/3 || echo refused; cat <&3", "refused\nucvm\n", 0),
    ("user", "set -- $(cat /dev/clock); test $(($1 * 10)) = $2 && echo ticks", "ticks\n", 0),
]


@pytest.mark.parametrize(("user", "script", "expected", "status"), CASES)
def test_case(user: str, script: str, expected: str, status: int) -> None:
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], user=user, cwd="/", auto_advance=True)
    outcome = machine.run(20_000_000)
    printed = b"".join(data for stream, data in machine.take_output() if stream == "stdout").decode()
    assert (printed, outcome.reason, outcome.status) == (expected, "halted", status)
    assert fsck(machine.kernel.fs) == []
    assert not [node for node in machine.kernel.fs.holds if node[0] > 2], "no volume is held after the end"
