/* search: ask the web, through delegation. */
#include <tool.h>
#include <ucvm.h>

const char *prog = "search", *synopsis = "query...";

int main(int argc, char **argv)
{
    static char answer[4096];
    char *query;
    int n;
    (void)argc;
    option(argv, "+");
    if (!*operands)
        misuse("missing operand");
    query = words_of(operands);
    outs("[Searching web...]\n");
    outflush();
    n = websearch(query, answer, sizeof answer);
    if (n < 0)
        diex(errno == EPERM ? "web search is not allowed here" : errno == ENOSYS ? "nobody offers web search here" : "web search failed: %s",
             strerror(errno));
    outm(answer, n);
    if (n > 0 && answer[n - 1] != '\n')
        outc('\n');
    return finish();
}
