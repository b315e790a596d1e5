/* clear: an empty screen, the cursor at its top. */
#include <tool.h>

const char *prog = "clear", *synopsis = "";

int main(void)
{
    outs("\033[H\033[2J");
    return finish();
}
