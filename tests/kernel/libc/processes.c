/* fork, wait, pipes, exec, signals, setjmp, directories: what a program asks of the system through libc. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int got;
static jmp_buf back;

static void handler(int number) {
    got = got * 100 + number;
}

static void jump(int depth) {
    char room[100];
    memset(room, depth, sizeof room);
    if (depth == 5)
        longjmp(back, 42);
    jump(depth + 1);
    printf("never %d\n", room[0]);
}

static void children(void) {
    int fds[2], status, pid, n;
    char buf[64];
    pipe(fds);
    if (!(pid = fork())) {
        close(fds[0]);
        dup2(fds[1], 1);
        printf("from the child");
        exit(7);
    }
    close(fds[1]);
    n = read(fds[0], buf, sizeof buf - 1);
    buf[n] = 0;
    printf("%s; %d more; ", buf, (int)read(fds[0], buf, 1));
    printf("%d ", waitpid(pid, &status, 0) == pid);
    printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
    fflush(stdout);
    if (!fork())
        raise(SIGTERM);
    wait(&status);
    printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status));
    printf("%d", wait(&status));
    printf(" %d\n", errno == ECHILD);
    fflush(stdout);
    if (!fork()) {
        execl("/nonexistent", "x", NULL);
        _exit(errno == ENOENT ? 9 : 1);
    }
    wait(&status);
    printf("%d\n", WEXITSTATUS(status));
}

static void signals(void) {
    struct sigaction action;
    sigset_t set, old;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    printf("%d\n", sigaction(SIGUSR1, &action, NULL));
    signal(SIGUSR2, handler);
    raise(SIGUSR1);
    kill(getpid(), SIGUSR2);
    printf("%d\n", got);
    got = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    printf("blocked %d ", got);
    sigpending(&set);
    printf("pending %d ", sigismember(&set, SIGUSR1));
    sigprocmask(SIG_SETMASK, &old, NULL);
    printf("delivered %d\n", got);
    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    printf("%d", got);
    printf(" %d\n", signal(SIGUSR1, SIG_DFL) == SIG_IGN);
    signal(SIGALRM, handler);
    got = 0;
    alarm(1);
    pause();
    printf("alarm %d\n", got);
    printf("%d", kill(999999, 0));
    printf(" %d\n", errno == ESRCH);
}

static void directories(void) {
    struct dirent *e;
    struct stat st;
    char names[8][20], path[64];
    int n = 0, i, fd;
    DIR *d;
    mkdir("/tmp/dir.tmp", 0755);
    chdir("/tmp/dir.tmp");
    for (i = 0; i < 5; i++) {
        sprintf(path, "file%d", i);
        close(creat(path, 0600 + i));
    }
    mkdir("sub", 0700);
    d = opendir(".");
    while ((e = readdir(d)))
        strcpy(names[n++], e->d_name);
    closedir(d);
    qsort(names, n, 20, (int (*)(const void *, const void *))strcmp);
    for (i = 0; i < n; i++)
        printf("%s ", names[i]);
    printf("%d\n", opendir("missing") == NULL && errno == ENOENT);
    printf("%s\n", getcwd(path, sizeof path));
    stat("file3", &st);
    printf("%o %d %d\n", (unsigned)st.st_mode, S_ISREG(st.st_mode), (int)st.st_size);
    stat("sub", &st);
    printf("%d\n", S_ISDIR(st.st_mode));
    symlink("file3", "link");
    lstat("link", &st);
    i = readlink("link", path, sizeof path);
    printf("%d %.*s\n", S_ISLNK(st.st_mode), i, path);
    fd = open("file0", O_RDWR | O_TRUNC);
    write(fd, "0123456789", 10);
    lseek(fd, 4, SEEK_SET);
    i = read(fd, path, 3);
    ftruncate(fd, 5);
    fstat(fd, &st);
    printf("%.*s %d", i, path, (int)st.st_size);
    printf(" %d\n", (int)lseek(fd, 0, SEEK_END));
    close(fd);
    printf("%d", rename("file0", "sub/moved"));
    printf(" %d\n", access("sub/moved", F_OK));
    unlink("sub/moved");
    rmdir("sub");
    unlink("link");
    for (i = 1; i < 5; i++) {
        sprintf(path, "file%d", i);
        unlink(path);
    }
    chdir("/");
    printf("%d", rmdir("/tmp/dir.tmp"));
    printf(" %d\n", access("/tmp/dir.tmp", F_OK));
}

int main(void) {
    int n = setjmp(back);
    if (!n)
        jump(0);
    printf("longjmp %d\n", n);
    fflush(stdout);
    children();
    signals();
    directories();
    return 0;
}
