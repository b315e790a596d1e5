/* What a restored machine must not lose: mapped pages, copy-on-write, handlers, an alarm, a call that a signal interrupts, doubles on the stack. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int alarms;
static double mean;

static void on_alarm(int number)
{
    (void)number;
    if (++alarms < 4)
        alarm(1);
}

static unsigned mixed(const unsigned char *page, unsigned seed)
{
    for (int i = 0; i < 4096; i++)
        seed = seed * 33 + page[i];
    return seed;
}

static void in_child(unsigned char *page, int write_end)
{
    char text[40];
    for (int i = 0; i < 4096; i++)
        page[i] ^= i * 7;
    mean = mean * 0.5 + 1.0 / 3;
    sprintf(text, "%u %.6f\n", mixed(page, 5), mean);
    write(write_end, text, strlen(text));
    exit(3);
}

int main(void)
{
    int ends[2], status, n;
    char line[64];
    struct sigaction act = {0};
    unsigned char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    act.sa_handler = on_alarm;
    sigaction(SIGALRM, &act, 0);
    memset(page, 90, 4096);
    alarm(1);
    for (int round = 0; round < 4; round++) {
        mean += round * 1.25;
        pipe(ends);
        if (fork() == 0)
            in_child(page, ends[1]);
        close(ends[1]);
        while ((n = read(ends[0], line, sizeof line - 1)) > 0) {
            line[n] = 0;
            printf("%d: %s", round, line);
        }
        close(ends[0]);
        while (wait(&status) < 0)
            ;
        pause();
        printf("child %d, alarms %d, page %u, mean %f\n", WEXITSTATUS(status), alarms, mixed(page, 5), mean);
        fflush(stdout);
        page[round] = round;
    }
    munmap(page, 4096);
    return 0;
}
