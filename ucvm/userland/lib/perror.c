/* perror and psignal: "prefix: message" on descriptor 2, past stdio (stderr is unbuffered). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say(const char *s) {
    write(2, s, strlen(s));
}

static void complain(const char *s, const char *message) {
    if (s && *s) {
        say(s);
        say(": ");
    }
    say(message);
    say("\n");
}

void perror(const char *s) {
    complain(s, strerror(errno));
}

void psignal(int number, const char *s) {
    complain(s, strsignal(number));
}
