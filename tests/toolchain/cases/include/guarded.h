#ifndef GUARDED_H
#define GUARDED_H
static int guarded(int x) { return x * 11; }
#endif
