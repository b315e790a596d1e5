#ifndef _TERMIOS_H
#define _TERMIOS_H
#include <sys/types.h>
#include <bits/termflags.h>
typedef unsigned tcflag_t;
typedef unsigned char cc_t;
typedef unsigned speed_t;
#include <bits/struct_termios.h>
#define NCCS 20
#define TCSANOW 0
#define TCSADRAIN 1
#define TCSAFLUSH 2
#define CSIZE 060
#define CS8 060
#define PARENB 0400
#define IGNBRK 1
#define PARMRK 010
#define INPCK 020
#define TCIFLUSH 0
#define TCOFLUSH 1
#define TCIOFLUSH 2
#define B9600 13
#define B38400 15
speed_t cfgetispeed(const struct termios *t);
speed_t cfgetospeed(const struct termios *t);
void cfmakeraw(struct termios *t);
int cfsetispeed(struct termios *t, speed_t speed);
int cfsetospeed(struct termios *t, speed_t speed);
int tcdrain(int fd);
int tcflush(int fd, int queue);
int tcgetattr(int fd, struct termios *t);
pid_t tcgetsid(int fd);
int tcsetattr(int fd, int when, const struct termios *t);
#endif
