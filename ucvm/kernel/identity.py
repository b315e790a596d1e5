"""Who a process is and where it runs: user and group ids, uname; calls 70–73 and 76."""

from typing import TYPE_CHECKING

from ucvm.abi.errno import Errno
from ucvm.abi.structs import UTSNAME
from ucvm.kernel.syscall import Arguments, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

SYSTEM = (b"UCVM", b"ucvm", b"3.0", b"#1", b"ucvm")
"""uname's sysname, nodename, release, version, machine."""
ID_LIMIT = 1 << 16


@system_call("getuid")
def sys_getuid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getuid(which): 0 real, otherwise effective."""
    return k.cred(pid).euid if args[0] else k.cred(pid).uid


@system_call("getgid")
def sys_getgid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getgid(which): 0 real, otherwise effective."""
    return k.cred(pid).egid if args[0] else k.cred(pid).gid


@system_call("setuid")
def sys_setuid(k: "Kernel", pid: int, args: Arguments) -> int:
    """setuid(uid): root sets all three ids, others the effective one to their real or saved id."""
    uid, row = args[0], k.process[pid]
    if uid >= ID_LIMIT:
        raise KernelError(Errno.EINVAL)
    if not row.cred.euid:
        cred = row.cred._replace(uid=uid, euid=uid, suid=uid)
    elif uid in (row.cred.uid, row.cred.suid):
        cred = row.cred._replace(euid=uid)
    else:
        raise KernelError(Errno.EPERM)
    k.process[pid] = row._replace(cred=cred)
    return 0


@system_call("setgid")
def sys_setgid(k: "Kernel", pid: int, args: Arguments) -> int:
    """setgid(gid): as setuid."""
    gid, row = args[0], k.process[pid]
    if gid >= ID_LIMIT:
        raise KernelError(Errno.EINVAL)
    if not row.cred.euid:
        cred = row.cred._replace(gid=gid, egid=gid, sgid=gid)
    elif gid in (row.cred.gid, row.cred.sgid):
        cred = row.cred._replace(egid=gid)
    else:
        raise KernelError(Errno.EPERM)
    k.process[pid] = row._replace(cred=cred)
    return 0


@system_call("uname")
def sys_uname(k: "Kernel", pid: int, args: Arguments) -> int:
    """uname(buf)."""
    k.copy_out(pid, args[0], UTSNAME.packer.pack(*SYSTEM))
    return 0
