"""Files: descriptors, streams, pipes, who holds what, volumes, and the disk itself."""

from collections import Counter
from collections.abc import Iterator

from ucvm.abi.constants import OPEN_MAX, PIPE_SIZE, FileType
from ucvm.kernel.chardev import DEVICES
from ucvm.kernel.file import DEVICE_TYPES, NOWHERE, IOStream, StreamType, may_read, may_write
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.inode import DISK_DEV, ROOT_INO, INode
from ucvm.kernel.fs.mount import KINDS, PROC_DEV, ROOT_MOUNT
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.process import NO_NODE
from ucvm.kernel.records import Node
from ucvm.machine.sound.values import Problems, place


def problems(k: Kernel) -> Problems:
    """What no open files and no disk can be."""
    yield from _blocks(k)
    yield from _volumes(k)
    yield from _streams(k)
    yield from _references(k)
    yield from _pipes(k)
    yield from _nodes(k)
    yield from _disk(k)


def _blocks(k: Kernel) -> Problems:
    """Every block that a file names is there: what all that reads the disk relies on."""
    for ino, inode in k.fs.disk.inodes.items():
        for number in inode.blocks:
            if number and number not in k.fs.disk.blocks.table:
                yield place("fs.inodes", ino, "blocks"), f"no block {number}"
        if inode.mode & 0o170000 not in tuple(FileType):
            yield place("fs.inodes", ino, "mode"), f"{inode.mode:#o} is no type of file"
        if inode.is_dir and 0 in inode.blocks:
            yield place("fs.inodes", ino, "blocks"), "a directory with a hole"


def _volumes(k: Kernel) -> Problems:
    mounts, disk = k.fs.mounts, k.fs.disk
    if mounts.table.get(DISK_DEV) != ROOT_MOUNT or ROOT_INO not in disk.inodes:
        yield "fs.mounts", "the root volume is missing or another"
    for device, mount in mounts.table.items():
        if mount.kind not in KINDS or (mount.kind == "disk") != (device == DISK_DEV) or (mount.kind == "proc") != (device == PROC_DEV):
            yield place("fs.mounts", device, "kind"), f"{mount.kind} is not what device {device} is"
        elif device != PROC_DEV and not _is_directory(disk.inodes.get(mount.root)):
            yield place("fs.mounts", device, "root"), f"inode {mount.root} is no directory"
        elif device != DISK_DEV and mount.covered[0] not in mounts.table:
            yield place("fs.mounts", device, "covered"), f"no device {mount.covered[0]}"
    covered = {mount.covered: device for device, mount in mounts.table.items() if device != DISK_DEV}
    if dict(mounts.covered.items()) != covered:
        yield "fs.covered", "not what is mounted"
    for node in covered:
        if node[0] == PROC_DEV or not _is_directory(disk.inodes.get(node[1])):
            yield "fs.covered", f"{node} is no directory"


def _is_directory(inode: INode | None) -> bool:
    return inode is not None and inode.is_dir


def _streams(k: Kernel) -> Problems:
    for number, stream in k.streams.items():
        problem = _behind(k, stream)
        if number >= k.vars["next_stream"] or problem:
            yield place("io.streams", number), problem or "its number was not given yet"
    blobs = sorted(stream.target for stream in k.streams.values() if stream.type == StreamType.BLOB)
    if blobs != k.blobs.keys():
        yield "io.snapshots", "not those that are open"


def _behind(k: Kernel, stream: IOStream) -> str:
    """What is wrong with what a stream leads to."""
    kind = stream.type
    if kind == StreamType.PIPE:
        return "" if stream.target in k.pipes else f"no pipe {stream.target}"
    if kind in DEVICE_TYPES:
        return "" if stream.target in DEVICES else f"no device {stream.target:#x}"
    if kind == StreamType.BLOB:
        return "" if stream.target in k.blobs else f"no snapshot {stream.target}"
    if kind not in (StreamType.FILE, StreamType.DIRECTORY):
        return f"nothing opens a {StreamType(kind).name}"
    if stream.node == NOWHERE:
        return "a file without a node"
    found = k.fs.disk.inodes.get(stream.node[1]) if stream.node[0] != PROC_DEV else None
    return "" if found is None or found.is_dir == (kind == StreamType.DIRECTORY) else "a directory is open as a file, or a file as a directory"


def _references(k: Kernel) -> Problems:
    counted: Counter[int] = Counter()
    for pid, slots in k.fds.items():
        counted.update(slot >> 1 for slot in slots if slot)
        if len(slots) > OPEN_MAX or (slots and not slots[-1]):
            yield place("process.fds", pid, "files"), f"{len(slots)} descriptors"
    for number in sorted({*counted, *k.stream_refs, *k.streams}):
        if number not in k.streams or counted[number] != k.stream_refs.get(number):
            yield f"io.refs.{number}", f"{k.stream_refs.get(number)}, and {counted[number]} descriptors lead there"


def _pipes(k: Kernel) -> Problems:
    """Ends are at least those that are open; who waits in open may be counted already."""
    readers = Counter(stream.target for stream in k.streams.values() if stream.type == StreamType.PIPE and may_read(stream))
    writers = Counter(stream.target for stream in k.streams.values() if stream.type == StreamType.PIPE and may_write(stream))
    opening = sum(bool(row.wait and row.wait.channel[0] == "fifo") for row in k.hot.values())
    for number, pipe in k.pipes.items():
        if pipe.size != sum(map(len, pipe.chunks)) or pipe.size > PIPE_SIZE or b"" in pipe.chunks:
            yield place("io.pipes", number, "size"), f"{pipe.size} bytes, and {sum(map(len, pipe.chunks))} in its chunks"
        if not (0 <= pipe.readers - readers[number] <= opening and 0 <= pipe.writers - writers[number] <= opening):
            yield place("io.pipes", number), f"{pipe.readers} readers and {pipe.writers} writers, open are {readers[number]} and {writers[number]}"
        if number >= k.vars["next_pipe"]:
            yield place("io.pipes", number), "its number was not given yet"
    numbers = k.fifos.values()
    for node, number in k.fifos.items():
        inode = k.fs.disk.inodes.get(node[1])
        if number not in k.pipes or numbers.count(number) != 1 or inode is None or inode.type != FileType.S_IFIFO:
            yield place("io.fifos", node), f"no fifo with pipe {number}"


def _nodes(k: Kernel) -> Problems:
    """Whatever uses a file holds it: streams, working directories, fifos, and removed directories that are still used their parents."""
    counted = Counter(stream.node for stream in k.streams.values() if stream.node != NOWHERE)
    counted.update(row.cwd for row in k.process.values() if row.cwd != NO_NODE)
    counted.update(k.fifos.keys())
    _count_removed_parents(k, counted)
    for node in sorted({*counted, *k.fs.holds}):
        if node[0] not in k.fs.mounts.table or (node[0] != PROC_DEV and node[1] not in k.fs.disk.inodes):
            yield place("fs.holds", node), "no such file"
        if not counted[node] <= k.fs.holds.get(node, 0) or not k.fs.holds.get(node, 0):
            yield place("fs.holds", node), f"{k.fs.holds.get(node, 0)}, and {counted[node]} use it"
    for pid, row in k.process.items():
        if row.cwd != NO_NODE and row.cwd[0] != PROC_DEV and not k.fs.disk.inodes[row.cwd[1]].is_dir:
            yield place("process.cold", pid, "cwd_node"), "no directory"


def _count_removed_parents(k: Kernel, counted: Counter[Node]) -> None:
    """A removed directory that is used uses its parent."""
    left, seen = sorted({*counted, *k.fs.holds}), set[Node]()
    while left:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        inode = k.fs.disk.inodes.get(node[1]) if node[0] != PROC_DEV else None
        if inode is not None and inode.is_dir and not inode.nlink and (parent := k.fs.disk.find(node[1], b"..")):
            left.append((node[0], parent))
            counted[node[0], parent] += 1


def _disk(k: Kernel) -> Problems:
    held = frozenset(node[1] for node in k.fs.holds if node[0] != PROC_DEV)
    for problem in fsck(k.fs, held):
        yield "fs", problem
    roots = [mount.root for device, mount in k.fs.mounts.table.items() if device != PROC_DEV]
    lost = set(k.fs.disk.inodes) - set(_reached(k, [*roots, *held]))
    if lost:
        yield "fs.inodes", f"nothing leads to inode {min(lost)}"


def _reached(k: Kernel, start: list[int]) -> Iterator[int]:
    seen, left = set(start), start
    while left:
        ino = left.pop()
        yield ino
        inode = k.fs.disk.inodes.get(ino)
        for _, child, _ in k.fs.disk.names(ino) if inode is not None and inode.is_dir else ():
            if child not in seen:
                seen.add(child)
                left.append(child)
