/* dc: a stack calculator with any number of digits. -e runs an expression, -f a file, in their order; then the files, or standard input if nothing was
 * named. p n P f show; + - * / % ~ ^ | v reckon; c d r R z Z X a work on the stack and its values; s l S L and : ; are registers and their arrays;
 * i o k set input base, output base and scale, I O K give them; x < > = !< !> != run strings, q Q leave them; ? reads a line, ! runs a command.
 * DC_LINE_LENGTH columns are a line of a long number, 0 any. */
#include <ctype.h>
#include <decimal.h>
#include <tool.h>

const char *prog = "dc", *synopsis = "[-e expression] [-f file] [file...]";

/* A number, or a string: one of the two is not NULL. */
struct value {
    struct decimal *number;
    struct string *string;
};
struct string {
    unsigned short refs;
    unsigned n;
    char s[];
};
struct stack {
    struct value *values;
    unsigned n, room;
};
/* A register is a stack whose top level has the array. */
struct element {
    struct element *next;
    unsigned index;
    struct value value;
};
struct level {
    struct level *next;
    struct value value;
    struct element *array;
};
static struct stack stack;
static struct level *registers[256];
static unsigned scale, ibase = 10, obase = 10;

/* ---- values */

static struct value keep(struct value v)
{
    if (v.number)
        decimal_keep(v.number);
    if (v.string)
        v.string->refs++;
    return v;
}

static void drop(struct value v)
{
    decimal_drop(v.number);
    if (v.string && !--v.string->refs)
        free(v.string);
}

static struct value of_number(struct decimal *d)
{
    struct value v = {d, 0};
    return v;
}

static struct value of_string(const char *s, unsigned n)
{
    struct value v = {0, need(sizeof *v.string + n + 1)};
    v.string->refs = 1;
    v.string->n = n;
    memcpy(v.string->s, s, n);
    v.string->s[n] = 0;
    return v;
}

static void push_value(struct value v)
{
    if (stack.n == stack.room)
        stack.values = resize(stack.values, (stack.room += stack.room / 2 + 16) * sizeof v);
    stack.values[stack.n++] = v;
}

static void push_number(struct decimal *d)
{
    push_value(of_number(d));
}

/* Whether n values are there, or a complaint. */
static int has(unsigned n)
{
    if (stack.n >= n)
        return 1;
    complainx("stack empty");
    return 0;
}

static struct value pop(void)
{
    return stack.values[--stack.n];
}

static void drop_top(void)
{
    drop(pop());
}

/* The number `below` places under the top, which is there; NULL after a complaint if it is a string. */
static struct decimal *number_at(unsigned below)
{
    struct decimal *d = stack.values[stack.n - 1 - below].number;
    if (!d)
        complainx("non-numeric value");
    return d;
}

/* ---- output */

static unsigned column;

static unsigned line_length(void)
{
    static unsigned length = 1;
    const char *s;
    if (length == 1) {
        s = getenv("DC_LINE_LENGTH");
        length = s ? atoi(s) : 70;
        if (length && length < 2)
            length = 70;
    }
    return length;
}

static void put_char(int c)
{
    if (line_length() && ++column >= line_length()) {
        outs("\\\n");
        column = 1;
    }
    outc(c);
}

static void show(struct value v, int newline)
{
    column = 0;
    if (v.string)
        outm(v.string->s, v.string->n);
    else
        decimal_write(v.number, obase, put_char);
    if (newline)
        outc('\n');
}

static void show_all(void)
{
    unsigned i;
    for (i = stack.n; i > 0; i--)
        show(stack.values[i - 1], 1);
}

/* P: a string as it is, a number's whole part as bytes. */
static void show_bytes(struct value v)
{
    struct decimal *whole;
    unsigned n, i;
    char *bytes;
    if (v.string) {
        outm(v.string->s, v.string->n);
        return;
    }
    whole = decimal_truncate(v.number);
    n = whole->whole * 2;
    bytes = need(n + 1);
    for (i = n; whole->whole; whole = decimal_settle(whole, 0))
        bytes[--i] = decimal_divide_limbs(whole->limb, whole->whole, 256);
    outm(bytes + i, n - i);
    free(bytes);
    decimal_drop(whole);
}

/* ---- registers */

static struct level *level_of(int name)
{
    struct level *l = registers[name];
    if (!l) {
        l = registers[name] = need(sizeof *l);
        memset(l, 0, sizeof *l);
    }
    return l;
}

static int is_set(struct value v)
{
    return v.number || v.string;
}

static void store(int name)
{
    struct level *l;
    if (!has(1))
        return;
    l = level_of(name);
    drop(l->value);
    l->value = pop();
}

static void load(int name)
{
    struct level *l = registers[name];
    push_value(l && is_set(l->value) ? keep(l->value) : of_number(decimal_of(0)));
}

static void store_level(int name)
{
    struct level *l;
    if (!has(1))
        return;
    l = need(sizeof *l);
    l->next = registers[name];
    l->array = 0;
    l->value = pop();
    registers[name] = l;
}

static void drop_array(struct element *e)
{
    struct element *next;
    for (; e; e = next) {
        next = e->next;
        drop(e->value);
        free(e);
    }
}

static void load_level(int name)
{
    struct level *l = registers[name];
    if (!l || !is_set(l->value)) {
        complainx("stack register '%c' (%#o) is empty", name, name);
        return;
    }
    push_value(l->value);
    registers[name] = l->next;
    drop_array(l->array);
    free(l);
}

/* The array index on the top, which goes; -1 after a complaint. */
static int pop_index(void)
{
    struct value v = pop();
    int n = -1;
    if (!v.number || v.number->negative || !decimal_integer(v.number, &n)) {
        complainx("array index must be a nonnegative integer");
        n = -1;
    }
    drop(v);
    return n;
}

/* Elements lie in the order of their indices. */
static struct element **place_of(struct element **at, unsigned index)
{
    while (*at && (*at)->index < index)
        at = &(*at)->next;
    return at;
}

static void store_element(int name)
{
    struct element **at, *e;
    int index;
    if (!has(2) || (index = pop_index()) < 0)
        return;
    at = place_of(&level_of(name)->array, index);
    if (!*at || (*at)->index != (unsigned)index) {
        e = need(sizeof *e);
        memset(e, 0, sizeof *e);
        e->index = index;
        e->next = *at;
        *at = e;
    }
    drop((*at)->value);
    (*at)->value = pop();
}

static void load_element(int name)
{
    struct element *e;
    int index;
    if (!has(1) || (index = pop_index()) < 0)
        return;
    e = *place_of(&level_of(name)->array, index);
    push_value(e && e->index == (unsigned)index ? keep(e->value) : of_number(decimal_of(0)));
}

/* ---- arithmetic: operands stay if there is no result. */

static struct decimal *power(struct decimal *a, const struct decimal *b)
{
    int exponent;
    if (b->scale) {
        outflush();
        dprintf(2, "Runtime warning: non-zero scale in exponent\n");
    }
    if (!decimal_integer(b, &exponent)) {
        outflush();
        dprintf(2, "Runtime error: exponent too large in raise\n");
        return 0;
    }
    if (exponent < 0 && decimal_is_zero(a)) {
        complainx("divide by zero");
        return 0;
    }
    return decimal_power(a, exponent, scale);
}

static struct decimal *calculate(int operator, struct decimal *a, struct decimal *b)
{
    if ((operator == '/' || operator == '%' || operator == '~') && decimal_is_zero(b)) {
        complainx(operator == '%' ? "remainder by zero" : "divide by zero");
        return 0;
    }
    switch (operator) {
    case '+': return decimal_add(a, b);
    case '-': return decimal_subtract(a, b);
    case '*': return decimal_multiply(a, b, scale);
    case '%': return decimal_remainder(a, b, scale);
    case '^': return power(a, b);
    }
    return decimal_divide(a, b, scale);
}

static void binary(int operator)
{
    struct decimal *a, *b, *result, *rest;
    if (!has(2) || !(b = number_at(0)) || !(a = number_at(1)) || !(result = calculate(operator, a, b)))
        return;
    rest = operator == '~' ? decimal_remainder(a, b, scale) : 0;
    drop_top();
    drop_top();
    push_number(result);
    if (rest)
        push_number(rest);
}

/* base^exponent modulo `modulus`, by squares. */
static struct decimal *residue(struct decimal *base, const struct decimal *exponent, const struct decimal *modulus)
{
    struct decimal *result = decimal_of(1), *square = decimal_remainder(base, modulus, 0), *n = decimal_truncate(exponent), *product;
    for (; !decimal_is_zero(n); n = decimal_settle(n, 0)) {
        if (decimal_divide_limbs(n->limb, n->whole, 2)) {
            product = decimal_multiply(result, square, 0);
            decimal_drop(result);
            result = decimal_remainder(product, modulus, 0);
            decimal_drop(product);
        }
        product = decimal_multiply(square, square, 0);
        decimal_drop(square);
        square = decimal_remainder(product, modulus, 0);
        decimal_drop(product);
    }
    decimal_drop(n);
    decimal_drop(square);
    return result;
}

static void modular_power(void)
{
    struct decimal *modulus, *exponent, *base, *result;
    if (!has(3) || !(modulus = number_at(0)) || !(exponent = number_at(1)) || !(base = number_at(2)))
        return;
    if (decimal_is_zero(modulus)) {
        complainx("remainder by zero");
        return;
    }
    if (exponent->negative) {
        complainx("negative exponent");
        return;
    }
    result = residue(base, exponent, modulus);
    drop_top();
    drop_top();
    drop_top();
    push_number(result);
}

static void root(void)
{
    struct decimal *a, *result;
    if (!has(1) || !(a = number_at(0)))
        return;
    if (a->negative) {
        complainx("square root of negative number");
        return;
    }
    result = decimal_root(a, scale);
    drop_top();
    push_number(result);
}

/* ---- the stack */

static void rotate(void)
{
    struct value v;
    int n = 0, up, i;
    if (!has(1))
        return;
    v = pop();
    if (!v.number || !decimal_integer(v.number, &n))
        complainx("non-numeric value");
    drop(v);
    up = n > 0;
    n = n < 0 ? -n : n;
    if ((unsigned)n > stack.n)
        n = stack.n;
    if (n < 2)
        return;
    v = stack.values[up ? stack.n - n : stack.n - 1];
    for (i = 1; i < n; i++)
        if (up)
            stack.values[stack.n - n + i - 1] = stack.values[stack.n - n + i];
        else
            stack.values[stack.n - i] = stack.values[stack.n - i - 1];
    stack.values[up ? stack.n - 1 : stack.n - n] = v;
}

static void swap(void)
{
    struct value v;
    if (stack.n < 2)
        return;
    v = stack.values[stack.n - 1];
    stack.values[stack.n - 1] = stack.values[stack.n - 2];
    stack.values[stack.n - 2] = v;
}

static void replace_top(struct value by)
{
    drop_top();
    push_value(by);
}

/* a: a number becomes the character of its lowest byte, a string its first character. */
static void character(void)
{
    struct value v;
    struct decimal *whole;
    char c = 0;
    if (!has(1))
        return;
    v = stack.values[stack.n - 1];
    if (v.string)
        c = *v.string->s;
    else {
        whole = decimal_truncate(v.number);
        c = decimal_divide_limbs(whole->limb, whole->whole, 256);
        decimal_drop(whole);
    }
    replace_top(of_string(&c, 1));
}

/* Of a string its characters, of a number its digits without leading zeros. */
static unsigned length_of(struct value v)
{
    unsigned n, i;
    if (v.string)
        return v.string->n;
    n = decimal_length(v.number);
    if (v.number->whole || decimal_is_zero(v.number))
        return v.number->whole ? n : 1;
    for (i = v.number->part; i > 0 && !v.number->limb[i - 1]; i--)
        n -= 4;
    for (i = i ? v.number->limb[i - 1] : 1; i < 1000; i *= 10)
        n--;
    return n;
}

static void length(int digits)
{
    struct value v;
    if (!has(1))
        return;
    v = stack.values[stack.n - 1];
    if (digits)
        replace_top(of_number(decimal_of(length_of(v))));
    else
        replace_top(of_number(decimal_of(v.string ? 0 : v.number->scale)));
}

/* i, o, k. */
static void set(unsigned *what, int least, int most, const char *message)
{
    struct value v;
    int n = least - 1;
    if (!has(1))
        return;
    v = pop();
    if (v.number && !decimal_integer(v.number, &n)) {
        complainx("value overflows simple integer; punting...");
        n = least - 1;
    }
    drop(v);
    if (n < least || n > most)
        complainx("%s", message);
    else
        *what = n;
}

/* ---- execution: strings within each other, below them the file. `levels` counts the strings that a string replaced at their ends. */

struct running {
    struct string *string;
    unsigned at, levels;
};
static struct running *running;
static unsigned depth, depth_room;
static struct in input;

static int next_char(void)
{
    if (depth) {
        struct running *r = &running[depth - 1];
        return r->at < r->string->n ? (unsigned char)r->string->s[r->at++] : -1;
    }
    return in_char(&input);
}

static void unread(int c)
{
    if (c < 0)
        return;
    if (depth)
        running[depth - 1].at--;
    else
        input.p--;
}

static void leave_string(void)
{
    struct value v = {0, running[--depth].string};
    drop(v);
}

/* Runs a value: a string is entered, a number goes back on the stack. */
static void enter(struct value v)
{
    unsigned levels = 1;
    if (!v.string) {
        push_value(v);
        return;
    }
    if (depth && running[depth - 1].at == running[depth - 1].string->n) {
        levels += running[depth - 1].levels;
        leave_string();
    }
    if (depth == depth_room)
        running = resize(running, (depth_room += depth_room / 2 + 8) * sizeof *running);
    running[depth].string = v.string;
    running[depth].at = 0;
    running[depth++].levels = levels;
}

/* The levels that a string replaced are at their ends and go with it. Leaving a file is not its end: that is a status of 1. */
static void leave(unsigned levels)
{
    for (; depth && levels; leave_string())
        levels -= levels < running[depth - 1].levels ? levels : running[depth - 1].levels;
    if (levels) {
        finish();
        exit(input.fd >= 0);
    }
}

/* Q: as many levels as the top says. */
static void leave_counted(void)
{
    struct value v;
    int n = 0;
    if (!has(1))
        return;
    v = pop();
    if (!v.number || !decimal_integer(v.number, &n) || n < 1)
        complainx("Q command requires a number >= 1");
    drop(v);
    for (; n > 0 && depth; n--)
        leave(1);
    if (n > 0)
        complainx("Q command argument exceeded string execution depth");
}

static void compare(int operator, int negated)
{
    int name = next_char(), order, met;
    struct decimal *a, *b;
    if (!has(2) || !(a = number_at(0)) || !(b = number_at(1)))
        return;
    order = decimal_compare(a, b);
    drop_top();
    drop_top();
    met = operator == '=' ? order == 0 : operator == '<' ? order < 0 : order > 0;
    if (met != negated && name >= 0 && registers[name] && is_set(registers[name]->value))
        enter(keep(registers[name]->value));
}

static char *text;
static unsigned used, room;

static void add(int c)
{
    if (used + 1 >= room)
        text = resize(text, room += room / 2 + 32);
    text[used++] = c;
    text[used] = 0;
}

static void read_string(void)
{
    int c, open = 1;
    used = 0;
    while ((c = next_char()) >= 0 && (open += c == '[', open -= c == ']') > 0)
        add(c);
    push_value(of_string(used ? text : "", used));
}

static void read_number(int c)
{
    int negative = c == '_', points = 0;
    struct decimal *d, *positive;
    used = 0;
    if (negative)
        c = next_char();
    for (; isdigit(c) || (c >= 'A' && c <= 'F') || (c == '.' && !points); c = next_char()) {
        points += c == '.';
        add(c);
    }
    unread(c);
    d = decimal_read(used ? text : "", ibase, 0);
    if (negative) {
        positive = d;
        d = decimal_negate(positive);
        decimal_drop(positive);
    }
    push_number(d);
}

/* The rest of a line from where the commands come from, or from a stream of bytes. */
static void line_of(int (*next)(void))
{
    int c;
    used = 0;
    while ((c = next()) >= 0 && c != '\n')
        add(c);
}

static int standard_char(void)
{
    unsigned char c;
    if (input.fd == 0)
        return in_char(&input);
    return read(0, &c, 1) == 1 ? c : -1;
}

static void bang(void)
{
    int c = next_char();
    if (c == '<' || c == '>' || c == '=') {
        compare(c, 1);
        return;
    }
    unread(c);
    line_of(next_char);
    outflush();
    if (used)
        system(text);
}

static void skip_comment(void)
{
    int c;
    while ((c = next_char()) >= 0 && c != '\n')
        ;
    unread(c);
}

static void with_register(int command)
{
    int name = next_char();
    if (name < 0)
        return;
    switch (command) {
    case 's': store(name); break;
    case 'l': load(name); break;
    case 'S': store_level(name); break;
    case 'L': load_level(name); break;
    case ':': store_element(name); break;
    default: load_element(name);
    }
}

static void clear(void)
{
    while (stack.n)
        drop_top();
}

static void command(int c)
{
    switch (c) {
    case ' ': case '\t': case '\n': case '\r': case '\v': case '\f': break;
    case '#': skip_comment(); break;
    case '[': read_string(); break;
    case '+': case '-': case '*': case '/': case '%': case '~': case '^': binary(c); break;
    case '|': modular_power(); break;
    case 'v': root(); break;
    case 'p':
        if (has(1))
            show(stack.values[stack.n - 1], 1);
        break;
    case 'n': case 'P':
        if (has(1)) {
            if (c == 'n')
                show(stack.values[stack.n - 1], 0);
            else
                show_bytes(stack.values[stack.n - 1]);
            drop_top();
        }
        break;
    case 'f': show_all(); break;
    case 'c': clear(); break;
    case 'd':
        if (has(1))
            push_value(keep(stack.values[stack.n - 1]));
        break;
    case 'r': swap(); break;
    case 'R': rotate(); break;
    case 'z': push_number(decimal_of(stack.n)); break;
    case 'Z': case 'X': length(c == 'Z'); break;
    case 'a': character(); break;
    case 's': case 'l': case 'S': case 'L': case ':': case ';': with_register(c); break;
    case 'i': set(&ibase, 2, 16, "input base must be a number between 2 and 16 (inclusive)"); break;
    case 'o': set(&obase, 2, 0x7fffffff, "output base must be a number greater than 1"); break;
    case 'k': set(&scale, 0, 0x7fffffff, "scale must be a nonnegative number"); break;
    case 'I': push_number(decimal_of(ibase)); break;
    case 'O': push_number(decimal_of(obase)); break;
    case 'K': push_number(decimal_of(scale)); break;
    case 'x':
        if (has(1))
            enter(pop());
        break;
    case '<': case '>': case '=': compare(c, 0); break;
    case '!': bang(); break;
    case 'q': leave(2); break;
    case 'Q': leave_counted(); break;
    case '?':
        outflush();
        line_of(standard_char);
        enter(of_string(used ? text : "", used));
        break;
    default:
        if (isdigit(c) || (c >= 'A' && c <= 'F') || c == '.' || c == '_')
            read_number(c);
        else
            complainx(isprint(c) ? "'%c' (%#o) unimplemented" : "'\\%03o' (%#o) unimplemented", c, c);
    }
}

static void run_all(void)
{
    int c;
    for (;;) {
        if ((c = next_char()) >= 0)
            command(c);
        else if (depth)
            leave_string();
        else
            break;
    }
}

static void run_file(const char *name)
{
    if (in_open(&input, name) < 0)
        exit(1);
    run_all();
    in_close(&input);
}

static void run_text(const char *s)
{
    input.fd = -1;
    enter(of_string(s, strlen(s)));
    run_all();
}

int main(int argc, char **argv)
{
    int c, ran = 0;
    (void)argc;
    trouble = 0;
    while ((c = option(argv, "e:(expression)f:(file)h(help)")) >= 0) {
        if (c == 'h')
            show_usage(1);
        if (c == 'e')
            run_text(argument);
        else
            run_file(argument);
        ran = 1;
    }
    for (; *operands; operands++, ran = 1)
        run_file(*operands);
    if (!ran)
        run_file("-");
    return finish();
}
