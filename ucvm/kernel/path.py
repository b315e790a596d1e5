"""System calls on paths: 20–29, 60–69, 77 and 79. Each reads its arguments from the program's memory and asks the file system.

Two more rules live here: who may mount, and the special times of utime (UTIME_NOW, UTIME_OMIT).
"""

import struct
from typing import TYPE_CHECKING

from ucvm.abi.constants import PATH_MAX, S_IFMT, FileType
from ucvm.abi.errno import Errno
from ucvm.abi.structs import DIRENT
from ucvm.kernel.file import check_length, move, set_position, stream_of
from ucvm.kernel.fs.filesystem import DirectoryEntry
from ucvm.kernel.fs.inode import EXECUTE, PERMISSIONS
from ucvm.kernel.records import Cred, Node
from ucvm.kernel.syscall import Arguments, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

UTIME_NOW, UTIME_OMIT = 0x3FFFFFFF, 0x3FFFFFFE
"""Nanoseconds that mean "now" and "leave it" (POSIX, utimensat)."""
MOUNT_READONLY, MOUNT_REMOVE = 1, 0x8000
_ACCESS_MASK = 7
_TIMES = struct.Struct("<IiIi")
_SECOND = 1_000_000_000


def _path(k: "Kernel", pid: int, address: int) -> bytes:
    return k.string_in(pid, address, PATH_MAX)


def _who(k: "Kernel", pid: int) -> tuple[Node, Cred]:
    row = k.process[pid]
    return row.cwd, row.cred


def _signed(word: int) -> int:
    return word - (1 << 32) if word >> 31 else word


def _masked(k: "Kernel", pid: int, mode: int) -> int:
    return mode & PERMISSIONS & ~k.process[pid].umask


# Status


def _stat(k: "Kernel", pid: int, args: Arguments, follow: bool) -> int:
    cwd, cred = _who(k, pid)
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, cred, follow)
    k.copy_out(pid, args[1], k.fs.stat(node))
    return 0


@system_call("stat")
def sys_stat(k: "Kernel", pid: int, args: Arguments) -> int:
    """stat(path, buf)."""
    return _stat(k, pid, args, True)


@system_call("lstat")
def sys_lstat(k: "Kernel", pid: int, args: Arguments) -> int:
    """lstat(path, buf)."""
    return _stat(k, pid, args, False)


@system_call("access")
def sys_access(k: "Kernel", pid: int, args: Arguments) -> int:
    """access(path, mode): with the real ids, on the way too."""
    cwd, cred = _who(k, pid)
    mode = args[1]
    if mode & ~_ACCESS_MASK:
        raise KernelError(Errno.EINVAL)
    real = cred._replace(euid=cred.uid, egid=cred.gid)
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, real)
    if mode:
        k.fs.permit(node, real, mode)
    return 0


@system_call("statfs")
def sys_statfs(k: "Kernel", pid: int, args: Arguments) -> int:
    """statfs(path, buf)."""
    k.copy_out(pid, args[1], k.fs.statfs(k.fs.lookup(_path(k, pid, args[0]), *_who(k, pid))))
    return 0


@system_call("sync")
def sys_sync(k: "Kernel", pid: int, args: Arguments) -> int:
    """sync(): nothing is ever delayed."""
    return 0


# Directories


def _record(entry: DirectoryEntry) -> bytes:
    """A dirent: head, name with NUL, padded to 4."""
    length = (DIRENT.packer.size + len(entry.name) + 1 + 3) & ~3
    return (DIRENT.packer.pack(entry.ino, length, entry.type >> 12) + entry.name).ljust(length, b"\0")


@system_call("getdents")
def sys_getdents(k: "Kernel", pid: int, args: Arguments) -> int:
    """getdents(fd, buf, len): as many records as fit; EINVAL when not even one does."""
    stream = stream_of(k, pid, args[0])
    out, position = b"", stream.position
    for entry in k.fs.entries(stream.node, position):
        record = _record(entry)
        if len(out) + len(record) > args[2]:
            if not out:
                raise KernelError(Errno.EINVAL)
            break
        out, position = out + record, entry.position
    k.copy_out(pid, args[1], out)
    set_position(k, stream, position)
    return len(out)


@system_call("mkdir")
def sys_mkdir(k: "Kernel", pid: int, args: Arguments) -> int:
    """mkdir(path, mode)."""
    k.fs.create(_path(k, pid, args[0]), FileType.S_IFDIR, _masked(k, pid, args[1]), *_who(k, pid))
    return 0


@system_call("rmdir")
def sys_rmdir(k: "Kernel", pid: int, args: Arguments) -> int:
    """rmdir(path)."""
    k.fs.rmdir(_path(k, pid, args[0]), *_who(k, pid))
    return 0


@system_call("chdir")
def sys_chdir(k: "Kernel", pid: int, args: Arguments) -> int:
    """chdir(path)."""
    cwd, cred = _who(k, pid)
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, cred)
    if not k.fs.inode(node).is_dir:
        raise KernelError(Errno.ENOTDIR)
    k.fs.permit(node, cred, EXECUTE)
    move(k, pid, node)
    return 0


@system_call("getcwd")
def sys_getcwd(k: "Kernel", pid: int, args: Arguments) -> int:
    """getcwd(buf, len): ERANGE when it does not fit, ENOENT when the directory is gone."""
    path = k.fs.path_of(k.process[pid].cwd) + b"\0"
    if len(path) > args[1]:
        raise KernelError(Errno.ERANGE)
    k.copy_out(pid, args[0], path)
    return len(path)


# Names


@system_call("unlink")
def sys_unlink(k: "Kernel", pid: int, args: Arguments) -> int:
    """unlink(path)."""
    k.fs.unlink(_path(k, pid, args[0]), *_who(k, pid))
    return 0


@system_call("link")
def sys_link(k: "Kernel", pid: int, args: Arguments) -> int:
    """link(old, new)."""
    k.fs.link(_path(k, pid, args[0]), _path(k, pid, args[1]), *_who(k, pid))
    return 0


@system_call("symlink")
def sys_symlink(k: "Kernel", pid: int, args: Arguments) -> int:
    """symlink(target, path)."""
    k.fs.symlink(_path(k, pid, args[0]), _path(k, pid, args[1]), *_who(k, pid))
    return 0


@system_call("readlink")
def sys_readlink(k: "Kernel", pid: int, args: Arguments) -> int:
    """readlink(path, buf, len): cut to len."""
    node = k.fs.lookup(_path(k, pid, args[0]), *_who(k, pid), follow=False)
    if not k.fs.inode(node).is_link or not _signed(args[2]) > 0:
        raise KernelError(Errno.EINVAL)
    target = k.fs.read_link(node)[: args[2]]
    k.copy_out(pid, args[1], target)
    return len(target)


@system_call("rename")
def sys_rename(k: "Kernel", pid: int, args: Arguments) -> int:
    """rename(old, new)."""
    k.fs.rename(_path(k, pid, args[0]), _path(k, pid, args[1]), *_who(k, pid))
    return 0


@system_call("mknod")
def sys_mknod(k: "Kernel", pid: int, args: Arguments) -> int:
    """mknod(path, mode, device): fifos and files for everybody, device nodes for root."""
    kind = args[1] & S_IFMT or FileType.S_IFREG
    if kind not in (FileType.S_IFREG, FileType.S_IFIFO, FileType.S_IFCHR, FileType.S_IFBLK):
        raise KernelError(Errno.EPERM if kind == FileType.S_IFDIR else Errno.EINVAL)
    is_device = kind in (FileType.S_IFCHR, FileType.S_IFBLK)
    k.fs.create(_path(k, pid, args[0]), FileType(kind), _masked(k, pid, args[1]), *_who(k, pid), rdev=args[2] if is_device else 0)
    return 0


# Attributes


@system_call("chmod")
def sys_chmod(k: "Kernel", pid: int, args: Arguments) -> int:
    """chmod(path, mode)."""
    cwd, cred = _who(k, pid)
    k.fs.chmod(k.fs.lookup(_path(k, pid, args[0]), cwd, cred), cred, args[1])
    return 0


@system_call("chown")
def sys_chown(k: "Kernel", pid: int, args: Arguments) -> int:
    """chown(path, uid, gid, follow)."""
    cwd, cred = _who(k, pid)
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, cred, bool(args[3]))
    k.fs.chown(node, cred, _signed(args[1]), _signed(args[2]))
    return 0


@system_call("umask")
def sys_umask(k: "Kernel", pid: int, args: Arguments) -> int:
    """umask(mask): the old one."""
    row = k.process[pid]
    k.process[pid] = row._replace(umask=args[0] & 0o777)
    return row.umask


@system_call("truncate")
def sys_truncate(k: "Kernel", pid: int, args: Arguments) -> int:
    """truncate(path, length)."""
    cwd, cred = _who(k, pid)
    length = _signed(args[1])
    if length < 0:
        raise KernelError(Errno.EINVAL)
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, cred)
    if k.fs.inode(node).is_dir:
        raise KernelError(Errno.EISDIR)
    k.fs.permit(node, cred, 2)
    check_length(k, pid, length)
    k.fs.truncate(node, length)
    return 0


def _time(k: "Kernel", seconds: int, nanoseconds: int) -> int | None:
    if nanoseconds == UTIME_OMIT:
        return None
    if nanoseconds == UTIME_NOW:
        return k.clock_ns()
    if not 0 <= nanoseconds < _SECOND:
        raise KernelError(Errno.EINVAL)
    return seconds * _SECOND + nanoseconds


@system_call("utime")
def sys_utime(k: "Kernel", pid: int, args: Arguments) -> int:
    """utime(path, times, follow): times 0, or both UTIME_NOW, ask for no more than write permission."""
    cwd, cred = _who(k, pid)
    words = _TIMES.unpack(k.copy_in(pid, args[1], _TIMES.size)) if args[1] else (0, UTIME_NOW, 0, UTIME_NOW)
    times = _time(k, *words[:2]), _time(k, *words[2:])
    node = k.fs.lookup(_path(k, pid, args[0]), cwd, cred, bool(args[2]))
    if times != (None, None):
        k.fs.set_times(node, cred, None if words[1] == words[3] == UTIME_NOW else times)
    return 0


# Volumes


@system_call("mount")
def sys_mount(k: "Kernel", pid: int, args: Arguments) -> int:
    """mount(source, target, flags): source "proc" or "ram", flags 1 read-only; flags 0x8000 unmounts target. Root only."""
    cwd, cred = _who(k, pid)
    if cred.euid:
        raise KernelError(Errno.EPERM)
    if args[2] & ~(MOUNT_READONLY | MOUNT_REMOVE):
        raise KernelError(Errno.EINVAL)
    target = _path(k, pid, args[1])
    if args[2] & MOUNT_REMOVE:
        k.fs.unmount(target, cwd)
    else:
        source = _path(k, pid, args[0])
        k.fs.mount(target, source.decode("ascii", "replace"), source, bool(args[2] & MOUNT_READONLY), cwd)
    return 0
