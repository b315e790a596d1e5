#ifndef _PROCESS_H
#define _PROCESS_H
/* For programs that look at others: what /proc tells of one. Numbers as in proc(5), less one; words of its command with blanks between them. */
#include <sys/types.h>
enum { PID, COMM, STATE, PPID, PGRP, SESSION, TTY, UTIME = 13, STIME, PRIORITY = 17, NICE, START = 21, VSIZE, RSS, PROCESS_FIELDS };
struct process {
    long field[PROCESS_FIELDS];
    unsigned owner;
    char state, name[64], words[300];
};
extern struct process process;
int is_login(void);
int load_process(const char *pid);
int each_process(void (*use)(void));
const char *terminal_name(void);
time_t boot_time(void);
#endif
