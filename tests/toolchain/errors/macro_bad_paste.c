// error: 3: pasting
#define GLUE(a, b) a ## b
int x = GLUE(1, +);
