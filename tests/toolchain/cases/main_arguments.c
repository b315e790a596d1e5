/* argc and argv; falling off main returns 0. */
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
    printf("%d %d %d\n", argc, argv[argc] == NULL, strlen(argv[0]) > 0);
}
