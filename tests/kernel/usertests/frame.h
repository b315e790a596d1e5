/* The frame around tests that run inside the machine. A file is a table of tests; the program runs those named as arguments, or all, and prints
   `name: ok` or `name: FAILED line N: expression`. Every test has a process, a process group and an empty directory of its own, so whatever it
   does to itself the next one runs. It is the user 1000 unless its row says root. A row whose name begins with '-' is no test but what a test execs. */
#ifndef FRAME_H
#define FRAME_H
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define USER 1000
#define OTHER 1001
#define ROOT 1

struct test {
    const char *name;
    void (*function)(void);
    int root;
};

extern const struct test tests[];
extern const char *self;
extern char **arguments;

#define CHECK(e) ((e) ? (void)0 : failed(__LINE__, #e))
#define FAILS(call, number) (errno = 0, ((call) == -1 ? (void)0 : failed(__LINE__, #call " succeeds")), (errno == (number) ? (void)0 : strange(__LINE__, #call, errno)))

/* Says what is wrong and ends the process with status 1. */
void failed(int line, const char *expression);
void strange(int line, const char *call, int number);
/* Waits for the child `pid`: its exit status, 256 + N when signal N ended it. */
int ended(pid_t pid);
/* The same for a new child that calls `f` and exits with 0. */
int apart(void (*f)(void));
/* A file with contents; the whole contents of one into buf, its length. */
void put(const char *path, const void *data, int length);
int get(const char *path, char *buf, int size);
/* Whether the text of the file is `text`. */
int holds(const char *path, const char *text);
void handle(int number, void (*handler)(int), int flags);
void pass(int milliseconds);
/* A number as text, in a buffer that the next call uses again. */
const char *decimal(int n);
#endif
