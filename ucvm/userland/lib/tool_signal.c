/* Signals as a person writes them (tool.h). */
#include <ctype.h>
#include <signal.h>
#include <tool.h>

/* A number, a name or SIGNAME, EXIT for 0; -1 if it is none. */
int parse_signal(const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    int number;
    if (isdigit(*text) && !*end)
        return n < NSIG ? n : -1;
    if (strncmp(text, "SIG", 3) == 0)
        text += 3;
    if (strcmp(text, "EXIT") == 0)
        return 0;
    number = signumber(text);
    return number > 0 ? number : -1;
}
