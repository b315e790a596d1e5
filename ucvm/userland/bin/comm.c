/* comm: lines common to two sorted files. */
#include <tool.h>

const char *prog = "comm", *synopsis = "[-123] file1 file2";

int main(int argc, char **argv)
{
    static struct in a, b;
    static const char *const tabs[] = {"", "\t", "\t\t"};
    int c, hidden[3] = {0, 0, 0}, order, column;
    char *s, *t;
    size_t n;
    (void)argc;
    while ((c = option(argv, "123")) >= 0)
        hidden[c - '1'] = 1;
    if (!operands[0])
        misuse("missing operand");
    if (!operands[1])
        misuse("missing operand after '%s'", operands[0]);
    if (operands[2])
        misuse("extra operand '%s'", operands[2]);
    if (in_open(&a, operands[0]) < 0 || in_open(&b, operands[1]) < 0)
        return 1;
    s = in_line(&a, &n);
    t = in_line(&b, &n);
    while (s || t) {
        order = !s ? 1 : !t ? -1 : strcmp(s, t);
        column = order < 0 ? 0 : order > 0 ? 1 : 2;
        if (!hidden[column]) {
            outs(tabs[column == 0 ? 0 : column == 1 ? !hidden[0] : !hidden[0] + !hidden[1]]);
            outs(order > 0 ? t : s);
            outc('\n');
        }
        if (order <= 0)
            s = in_line(&a, &n);
        if (order >= 0)
            t = in_line(&b, &n);
    }
    return finish();
}
