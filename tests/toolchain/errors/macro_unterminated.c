// error: 4: unterminated
#define ADD(a, b) ((a) + (b))
int y;
int x = ADD(1,
;
