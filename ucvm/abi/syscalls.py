"""THE SYSTEM CALLS: one row each. Dispatch, libc stubs, <sys/syscall.h>, strace and the manual are derived.

Convention: number in r0, arguments in r1-r5, result in r0; on error the carry flag is set, r0 = -1 and r1 = errno.
Numbers of the specification (5.3) hold, with its arguments first and in its order. Ranges:
0-9 process, 10-19 descriptors, 20-29 paths, 30-39 memory, 40-49 time and scheduling, 50-59 signals,
60-69 more paths, 70-79 identity, limits and what did not fit above, 80-89 the machine, 90-99 delegation.
"""

from typing import NamedTuple


class Argument(NamedTuple):
    """One argument. `kind` says how strace prints it and how the kernel reads it:

    int, uint, octal, fd, pid, signal, address; path (string in); in (bytes in, length in the argument named by `length`);
    out (bytes out, same); argv (vector of strings in); record (a struct of abi.structs named by `length`, out); given (the same, in);
    flags and choice (a sum and a member of the enumeration of abi.constants named by `length`).
    """

    name: str
    kind: str
    length: str = ""


class SystemCall(NamedTuple):
    """One row. `stub` is the C function libc exports for it; `capability` groups what a policy may deny; `errors` are those it adds."""

    number: int
    name: str
    arguments: tuple[Argument, ...]
    stub: str
    capability: str
    errors: str
    doc: str


def _row(number: int, name: str, signature: str, stub: str, capability: str, errors: str, doc: str) -> SystemCall:
    """`signature` is compact: "fd:fd buf:out(len) len:uint"."""
    arguments = []
    for word in signature.split():
        argument, kind = word.split(":")
        kind, _, length = kind.partition("(")
        arguments.append(Argument(argument, kind, length.rstrip(")")))
    return SystemCall(number, name, tuple(arguments), stub, capability, errors, doc)


SYSTEM_CALLS: tuple[SystemCall, ...] = (
    _row(0, "fork", "", "fork", "process", "EAGAIN ENOMEM", "Create a child process; 0 in the child, its pid in the parent."),
    _row(1, "exec", "path:path argv:argv envp:argv", "execve", "process", "ENOENT EACCES ENOEXEC E2BIG ENOMEM", "Execute a program in place of this one."),
    _row(2, "exit", "status:int", "_exit", "process", "", "Terminate the process with the low byte of status."),
    _row(3, "wait", "pid:pid status:record(int) options:flags(Wait)", "waitpid", "process", "ECHILD EINTR", "Wait for a child; pid -1 any, 0 own group, < -1 that group; options WNOHANG 1, WUNTRACED 2, WCONTINUED 8."),
    _row(4, "getpid", "", "getpid", "process", "", "Process id of the caller."),
    _row(5, "getppid", "", "getppid", "process", "", "Process id of the parent."),
    _row(6, "setpgid", "pid:pid pgid:pid", "setpgid", "process", "EPERM ESRCH", "Put a process into a process group."),
    _row(7, "getpgid", "pid:pid", "getpgid", "process", "ESRCH", "Process group of a process (0: the caller)."),
    _row(8, "setsid", "", "setsid", "process", "EPERM", "Start a new session without a controlling terminal."),
    _row(9, "getsid", "pid:pid", "getsid", "process", "ESRCH", "Session of a process (0: the caller)."),
    _row(10, "open", "path:path flags:flags(Open) mode:octal", "_open", "file", "ENOENT EACCES EEXIST EISDIR ENOTDIR EMFILE ENFILE ELOOP ENOSPC EROFS", "Open a file; O_RDONLY 0, O_WRONLY 1, O_RDWR 2, O_CREAT 0100, O_EXCL 0200, O_NOCTTY 0400, O_TRUNC 01000, O_APPEND 02000, O_NONBLOCK 04000, O_DIRECTORY 0200000, O_NOFOLLOW 0400000, O_CLOEXEC 02000000."),
    _row(11, "close", "fd:fd", "close", "file", "EBADF", "Close a descriptor."),
    _row(12, "read", "fd:fd buf:out(len) len:uint", "read", "file", "EBADF EISDIR EAGAIN EINTR EIO", "Read up to len bytes; 0 at the end."),
    _row(13, "write", "fd:fd buf:in(len) len:uint", "write", "file", "EBADF EPIPE EAGAIN EINTR ENOSPC EFBIG EIO", "Write len bytes; the number written."),
    _row(14, "seek", "fd:fd offset:int whence:choice(Seek)", "lseek", "file", "EBADF ESPIPE EINVAL", "Set the position; whence SEEK_SET 0, SEEK_CUR 1, SEEK_END 2."),
    _row(15, "dup", "fd:fd", "dup", "file", "EBADF EMFILE", "Duplicate a descriptor to the lowest free one."),
    _row(16, "dup2", "fd:fd to:fd", "dup2", "file", "EBADF", "Duplicate a descriptor to a given one, closing what was there."),
    _row(17, "pipe", "fds:record(int2)", "pipe", "file", "EMFILE ENFILE", "Make a pipe: fds[0] to read, fds[1] to write."),
    _row(18, "fstat", "fd:fd buf:record(stat)", "fstat", "file", "EBADF", "Status of an open file."),
    _row(19, "ioctl", "fd:fd request:choice(Ioctl) arg:address", "_ioctl", "file", "EBADF ENOTTY EINVAL", "Control a device."),
    _row(20, "stat", "path:path buf:record(stat)", "stat", "path", "ENOENT EACCES ENOTDIR ELOOP", "Status of a file, following symbolic links."),
    _row(21, "lstat", "path:path buf:record(stat)", "lstat", "path", "ENOENT EACCES ENOTDIR ELOOP", "Status of a file or of the link itself."),
    _row(22, "getdents", "fd:fd buf:out(len) len:uint", "getdents", "path", "EBADF ENOTDIR EINVAL", "Next directory entries as dirent records; 0 at the end."),
    _row(23, "mkdir", "path:path mode:octal", "mkdir", "path", "EEXIST ENOENT EACCES ENOSPC", "Make a directory."),
    _row(24, "rmdir", "path:path", "rmdir", "path", "ENOENT ENOTEMPTY EBUSY EACCES", "Remove an empty directory."),
    _row(25, "unlink", "path:path", "unlink", "path", "ENOENT EISDIR EACCES EPERM", "Remove a directory entry."),
    _row(26, "link", "old:path new:path", "link", "path", "EEXIST ENOENT EXDEV EPERM EMLINK", "Make a hard link."),
    _row(27, "symlink", "target:path path:path", "symlink", "path", "EEXIST ENOENT ENOSPC", "Make a symbolic link."),
    _row(28, "readlink", "path:path buf:out(len) len:uint", "readlink", "path", "EINVAL ENOENT", "Target of a symbolic link, not terminated."),
    _row(29, "rename", "old:path new:path", "rename", "path", "EISDIR ENOTDIR ENOTEMPTY EINVAL EXDEV", "Rename, replacing what is there."),
    _row(30, "brk", "addr:address", "_brk", "memory", "ENOMEM", "Set the heap boundary; 0 asks. Returns the boundary."),
    _row(31, "mmap", "addr:address len:uint prot:int", "_mmap", "memory", "EINVAL ENOMEM EPERM", "Map zeroed pages at an unused page address (or a device page, as root); prot R 1, W 2."),
    _row(32, "munmap", "addr:address len:uint", "munmap", "memory", "EINVAL", "Give mapped pages back."),
    _row(40, "clock", "id:int ts:record(timespec)", "clock_gettime", "time", "EINVAL", "Virtual time: id 0 since 1970, 1 since boot, 2 of this process."),
    _row(41, "nanosleep", "want:given(timespec) left:record(timespec)", "nanosleep", "time", "EINTR EINVAL", "Sleep for a virtual time; on EINTR `left` (0 or an address) gets the rest."),
    _row(42, "yield", "", "sched_yield", "time", "", "Give the processor up."),
    _row(43, "times", "buf:record(tms)", "times", "time", "", "Process times in clock ticks of 10 ms; the result is the time since boot."),
    _row(44, "nice", "increment:int", "nice", "time", "EPERM", "Add to the nice value (-20..19)."),
    _row(45, "setpriority", "which:int who:int value:int", "setpriority", "time", "ESRCH EPERM EACCES EINVAL", "Set the nice value of a process (which 0), a process group (1) or all of a user (2); who 0 is the caller's."),
    _row(46, "alarm", "seconds:uint", "alarm", "time", "", "Raise SIGALRM later; 0 cancels. Seconds that were left."),
    _row(47, "setitimer", "which:int new:given(itimerval) old:record(itimerval)", "_setitimer", "time", "EINVAL", "Examine and change the interval timer of real time (which 0), which raises SIGALRM; alarm shares it."),
    _row(48, "getpriority", "which:int who:int value:record(int)", "_getpriority", "time", "ESRCH EINVAL", "The lowest nice value among a process (which 0), a process group (1) or all of a user (2); who 0 is the caller's."),
    _row(49, "rusage", "who:int buf:record(rusage)", "getrusage", "time", "EINVAL", "What the process (who 0) or its waited-for children (-1) have used."),
    _row(50, "kill", "pid:pid signal:signal", "kill", "signal", "ESRCH EPERM EINVAL", "Send a signal; pid 0 own group, -1 all, < -1 that group; signal 0 asks."),
    _row(51, "sigaction", "signal:signal new:given(sigaction) old:record(sigaction)", "_sigaction", "signal", "EINVAL", "Examine and change a signal's handler."),
    _row(52, "sigprocmask", "how:choice(SigMask) new:given(uint) old:record(uint)", "sigprocmask", "signal", "EINVAL", "Block 0, unblock 1, set 2 the mask of blocked signals."),
    _row(53, "sigreturn", "", "_sigreturn", "signal", "", "Return from a handler: restore what the signal frame saved."),
    _row(54, "sigpending", "set:record(uint)", "sigpending", "signal", "", "Signals that wait while blocked."),
    _row(55, "sigsuspend", "mask:uint", "_sigsuspend", "signal", "EINTR", "Wait for a signal under another mask."),
    _row(60, "chdir", "path:path", "chdir", "path", "ENOENT ENOTDIR EACCES", "Change the working directory."),
    _row(61, "getcwd", "buf:out(len) len:uint", "_getcwd", "path", "ERANGE ENOENT", "Path of the working directory; its length with the NUL."),
    _row(62, "chmod", "path:path mode:octal", "chmod", "path", "EPERM ENOENT", "Change permission bits."),
    _row(63, "chown", "path:path uid:int gid:int follow:int", "_chown", "path", "EPERM ENOENT", "Change owner and group (-1: leave); follow 0 changes the link itself."),
    _row(64, "umask", "mask:octal", "umask", "path", "", "Set the file creation mask; the old one."),
    _row(65, "access", "path:path mode:int", "access", "path", "EACCES ENOENT", "Check access with the real ids; R 4, W 2, X 1, F 0."),
    _row(66, "truncate", "path:path length:int", "truncate", "path", "EISDIR EINVAL EACCES", "Set a file's length."),
    _row(67, "utime", "path:path times:given(timespec2) follow:int", "_utime", "path", "EPERM ENOENT", "Set access and modification time (0: now)."),
    _row(68, "mknod", "path:path mode:octal device:uint", "mknod", "path", "EPERM EEXIST", "Make a fifo, or as root a device node (major << 8 | minor)."),
    _row(69, "mount", "source:path target:path flags:int", "mount", "mount", "EPERM EBUSY EINVAL ENODEV", "Mount a file system (flags 1 read-only); flags 0x8000 unmounts target."),
    _row(70, "getuid", "which:int", "_getuid", "identity", "", "User id: 0 real, 1 effective."),
    _row(71, "getgid", "which:int", "_getgid", "identity", "", "Group id: 0 real, 1 effective."),
    _row(72, "setuid", "uid:int", "setuid", "identity", "EPERM", "Set the user ids."),
    _row(73, "setgid", "gid:int", "setgid", "identity", "EPERM", "Set the group ids."),
    _row(74, "rlimit", "resource:int new:given(rlimit) old:record(rlimit)", "_rlimit", "identity", "EINVAL EPERM", "Examine and change a resource limit."),
    _row(75, "poll", "fds:address count:uint timeout:int", "poll", "file", "EINVAL EINTR", "Wait until one of the descriptors of an array of pollfd records is ready, at most `timeout` ms of virtual time (-1: for ever); how many are."),
    _row(76, "uname", "buf:record(utsname)", "uname", "identity", "", "Name and version of the system."),
    _row(77, "sync", "", "sync", "path", "", "Write everything that is delayed."),
    _row(78, "fcntl", "fd:fd command:choice(Fcntl) arg:int", "_fcntl", "file", "EBADF EINVAL EMFILE", "F_DUPFD 0, F_GETFD 1, F_SETFD 2, F_GETFL 3, F_SETFL 4; ours: F_TRUNCATE 16, F_CHMOD 17, F_CHDIR 18."),
    _row(79, "statfs", "path:path buf:record(statfs)", "statfs", "path", "ENOENT", "Size and free space of a file system."),
    _row(80, "mode", "value:int", "_mode", "machine", "EINVAL", "Execution mode: -1 asks, 0 SIMPLIFIED, 1 FULL."),
    _row(81, "output", "value:int", "_output", "machine", "EINVAL", "Output mode: -1 asks, 0 RAW, 1 VERBOSE, 2 DEBUG."),
    _row(82, "snapshot", "kind:choice(Snapshot) pid:pid", "_snapshot", "inspect", "EPERM ESRCH EINVAL", "Open a read-only descriptor on 0 the state artifact, 1 the context page of a process, 2 its 64 KB, as they are now. EPERM unless FULL."),
    _row(83, "modules", "index:int buf:out(len) len:uint", "_modules", "machine", "EINVAL", "Name and version of a kernel module by index; EINVAL past the last."),
    _row(84, "extension", "op:int name:path", "_extension", "machine", "ENOENT EPERM", "Load 0, unload 1 an extension."),
    _row(85, "trace", "request:choice(Trace) pid:pid addr:address data:address", "trace", "trace", "EPERM ESRCH EINVAL EFAULT ECHILD EINTR", "Watch and control a process: see <sys/trace.h>."),
    _row(87, "halt", "status:int", "_halt", "machine", "EPERM", "Stop the machine (root); status is what the host sees."),
    _row(88, "beam_emit", "kind:uint buf:in(len) len:uint", "beam_emit", "machine", "EINVAL", "Emit a typed event into the trace."),
    _row(89, "entropy_probe", "buf:out(len) len:uint", "entropy_probe", "machine", "", "Bytes of the machine's seeded generator."),
    _row(90, "websearch", "query:path buf:out(len) len:uint", "websearch", "search", "EPERM EIO ETIMEDOUT", "Web search via delegation."),
    _row(91, "repl", "code:path buf:out(len) len:uint", "repl", "repl", "EPERM EIO ETIMEDOUT", "Execute JavaScript via delegation."),
    _row(92, "delegate", "op:path args:path buf:out(len) len:uint", "delegate", "delegation", "EPERM EIO ENOSYS ETIMEDOUT", "Generic delegation; which capability it needs is the operation's."),
    _row(93, "delegate_file", "op:path args:path fd:fd", "delegate_file", "delegation", "EPERM EIO ENOSYS ETIMEDOUT EFBIG ENOSPC", "Delegation of more than fits into memory: what the file holds goes along, the answer replaces it. The length of the answer."),
)

BY_NUMBER: dict[int, SystemCall] = {row.number: row for row in SYSTEM_CALLS}
BY_NAME: dict[str, SystemCall] = {row.name: row for row in SYSTEM_CALLS}

assert len(BY_NUMBER) == len(BY_NAME) == len(SYSTEM_CALLS), "two system calls share a number or a name"
