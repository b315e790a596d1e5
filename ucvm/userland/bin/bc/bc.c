/* bc: a calculator with any number of digits, and its language. Names may be long; print, else, halt, last (.), && || ! and comparisons
 * anywhere, void functions and arrays by reference (*a[]) are known. -l brings s(x) c(x) a(x) l(x) e(x) j(n,x) and a scale of 20, -s leaves
 * out what POSIX has not, -w warns of it; -q and -i change nothing. BC_LINE_LENGTH columns are a line of a long number, 0 any. */
#include "bc.h"
#include <setjmp.h>

const char *prog = "bc", *synopsis = "[-hilqsw] [file...]";

struct name *names;
static unsigned name_count;
unsigned scale, ibase = 10, obase = 10;
struct decimal *last;
int strictness;

/* The name's number; a new name is added. */
unsigned find_name(const char *text)
{
    static const char *const special[] = {"scale", "ibase", "obase", "last"};
    unsigned i;
    if (!names) {
        names = need(SPECIAL * sizeof *names);
        memset(names, 0, SPECIAL * sizeof *names);
        for (name_count = 0; name_count < SPECIAL; name_count++)
            names[name_count].text = (char *)special[name_count];
    }
    for (i = 0; i < name_count; i++)
        if (strcmp(names[i].text, text) == 0)
            return i;
    if (name_count == LOCAL_NAME)
        diex("too many names");
    names = resize(names, (name_count + 1) * sizeof *names);
    memset(names + i, 0, sizeof *names);
    names[i].text = strdup(text);
    return name_count++;
}

static jmp_buf next_item;

/* All items of the input. An item that is wrong is left out with the rest of its line. */
static void run_items(void)
{
    struct code *code;
    if (setjmp(next_item))
        skip_line();
    advance();
    while (token != END) {
        code = compile_item();
        if (code)
            run_code(code);
        outflush();
        if (token == '\n')
            advance();
    }
}

void give_up(void)
{
    longjmp(next_item, 1);
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "h(help)i(interactive)l(mathlib)q(quiet)s(standard)w(warn)")) >= 0) {
        if (c == 'h')
            show_usage(1);
        if (c == 'l')
            scale = 20;
        if (c == 's' || c == 'w')
            strictness = c;
    }
    if (scale) {
        open_text(library);
        run_items();
    }
    open_files(operands);
    run_items();
    return finish();
}
