/* A command interpreter: tables of names and functions, argument vectors, error messages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef int command(int argc, char **argv);
static int echo(int argc, char **argv) { int i; for (i = 1; i < argc; i++) printf("%s%s", argv[i], i + 1 < argc ? " " : "\n"); return 0; }
static int sum(int argc, char **argv) { int s = 0; while (--argc) s += atoi(argv[argc]); printf("%d\n", s); return s == 0; }
static int help(int argc, char **argv);
static int repeat(int argc, char **argv);
static const struct { const char *name; command *run; int least; const char *usage; } commands[] = {
    { "echo", echo, 0, "[WORD...]" },
    { "help", help, 0, "" },
    { "repeat", repeat, 2, "COUNT COMMAND..." },
    { "sum", sum, 1, "NUMBER..." },
};
static int run(int argc, char **argv)
{
    unsigned i;
    for (i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(commands[i].name, argv[0])) {
            if (argc - 1 >= commands[i].least)
                return commands[i].run(argc, argv);
            printf("usage: %s %s\n", argv[0], commands[i].usage);
            return 2;
        }
    printf("%s: not found\n", argv[0]);
    return 127;
}
static int help(int argc, char **argv)
{
    unsigned i;
    (void)argc;
    for (i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("%-8s%s%c", commands[i].name, commands[i].usage, argv[1] ? ' ' : '\n');
    return 0;
}
static int repeat(int argc, char **argv)
{
    int n = atoi(argv[1]), status = 0;
    while (n-- > 0)
        status |= run(argc - 2, argv + 2);
    return status;
}
static void line(const char *text)
{
    char buf[80], *argv[10], *p = buf;
    int argc = 0;
    strcpy(buf, text);
    while (argc < 9 && (argv[argc] = strtok(p, " "))) {
        argc++;
        p = NULL;
    }
    argv[argc] = NULL;
    if (argc)
        printf("-> %d\n", run(argc, argv));
}
int main(void)
{
    line("echo hello  world");
    line("sum 1 2 -3");
    line("sum");
    line("repeat 2 repeat 2 echo nested");
    line("nope x");
    line("");
    line("help");
    return 0;
}
