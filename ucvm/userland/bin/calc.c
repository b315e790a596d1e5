/* calc: evaluate an expression, through delegation to a JavaScript interpreter. */
#include <tool.h>
#include <ucvm.h>

const char *prog = "calc", *synopsis = "expression...";

int main(int argc, char **argv)
{
    static char answer[1024];
    char *expression, *code;
    int n;
    (void)argc;
    option(argv, "+");
    if (!*operands)
        misuse("missing operand");
    expression = words_of(operands);
    code = need(strlen(expression) + 16);
    sprintf(code, "console.log(%s)", expression);
    outs("[Executing in REPL...]\n");
    outflush();
    n = repl(code, answer, sizeof answer);
    if (n < 0)
        diex(errno == EPERM ? "calculation is not allowed here" : errno == ENOSYS ? "nobody offers calculation here" : "calculation failed: %s",
             strerror(errno));
    outm(answer, n);
    if (n > 0 && answer[n - 1] != '\n')
        outc('\n');
    return finish();
}
