/* sync: write everything that is delayed. */
#include <unistd.h>

int main(void)
{
    sync();
    return 0;
}
