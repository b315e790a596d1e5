// error: 3: takes 2
#define ADD(a, b) ((a) + (b))
int x = ADD(1);
