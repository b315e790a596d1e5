// error: 3: '<' does not go with
#include <stddef.h>
int f(double _Complex z) { return z < 1; }
int main(void) { return 0; }
