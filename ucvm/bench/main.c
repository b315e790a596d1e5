/* What the programs that only compute share: `work` as often as the argument says; it must do the same in every round. */
#include <stdio.h>
#include <stdlib.h>

unsigned work(unsigned rounds);

int main(int argc, char **argv) {
    printf("%08x\n", work(argc > 1 ? atoi(argv[1]) : 1));
    return 0;
}
