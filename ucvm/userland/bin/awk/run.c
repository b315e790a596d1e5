/* The machine that runs the code: a stack of values, on which functions have their variables, too. */
#include "awk.h"
#include <math.h>

#define DEPTH 800

static struct value *top, *frame, *limit; /* the topmost value; the FRAME above the variables of the running function */
static const unsigned char *at;
static int exiting;

static struct value *push(void)
{
    if (++top == limit)
        fatal("function calls are nested too deeply");
    top->tag = UNSET;
    return top;
}

static void pop(void)
{
    drop(top--);
}

static void push_number(double d)
{
    push()->number = d;
}

/* The topmost value, or the one below it, becomes a number. */
static void result(struct value *v, double d)
{
    set_number(v, d);
    while (top > v)
        pop();
}

static int index_operand(void)
{
    int n = *at++;
    return n < 128 ? n : (n & 127) << 7 | *at++;
}

static int address_operand(void)
{
    at += 2;
    return at[-2] << 8 | at[-1];
}

static void jump(int taken)
{
    int to = address_operand();
    if (taken)
        at = code + to;
}

/* ---- variables */

static struct value *variable(int kind)
{
    int i = index_operand();
    if (kind == LOCAL || kind == LOCAL_ELEMENT)
        return frame - i;
    if (i == NF)
        count_fields();
    return globals + i;
}

/* What is named behind an instruction; a subscript or field number comes from the stack. */
static struct value *place(int kind, int assign)
{
    struct value *v;
    int i;
    if (kind < FIELD)
        return variable(kind);
    if (kind == FIELD) {
        i = integer(top);
        v = assign ? field_place(i) : field(i);
    } else
        v = element(array_of(variable(kind)), top);
    pop();
    return v;
}

static struct array *array(void)
{
    int kind = *at++;
    return array_of(variable(kind));
}

static void load(int kind)
{
    struct value v = *keep(place(kind, 0));
    if (v.tag == ARRAY)
        fatal("an array is used as a scalar");
    if (v.tag == REF)
        v.tag = UNSET;
    *push() = v;
}

/* The value goes over to the cell. */
static void store(struct value *cell, struct value *v)
{
    struct value old = *cell;
    if (old.tag == ARRAY)
        fatal("an array is used as a scalar");
    *cell = *v;
    drop(&old);
    assigned(cell);
}

static void push_argument(void)
{
    int kind = *at++;
    struct value *cell = variable(kind);
    struct value *v = push();
    *v = *keep(cell);
    if (v->tag == UNSET) {
        v->tag = REF;
        v->cell = cell;
    }
}

/* ---- arithmetic */


/* In the order of the operators: + - * / % ^ */
static double arithmetic(int op, double a, double b)
{
    if ((op == 3 || op == 4) && b == 0)
        fatal("division by zero");
    switch (op) {
    case 0:
        return a + b;
    case 1:
        return a - b;
    case 2:
        return a * b;
    case 3:
        return a / b;
    case 4:
        return fmod(a, b);
    default:
        return pow(a, b);
    }
}

/* In the order of the operators: < <= != == > >= */
static int holds(int op, int order)
{
    static const char orders[] = {4, 6, 5, 2, 1, 3}; /* bits: less, equal, greater */
    return orders[op] >> (order < 0 ? 2 : !order) & 1;
}

/* cell op= the topmost value, which becomes the result. */
static void update(void)
{
    int op = *at++, kind = *at++;
    struct value v = *top--, *cell, new;
    cell = place(kind, 1);
    new.number = arithmetic(op, number(cell), number(&v));
    drop(&v);
    store(cell, &new);
    push_number(new.number);
}

/* ++ and --; the result is the new or the old value. */
static void increment(int after)
{
    int down = *at++, kind = *at++;
    struct value *cell = place(kind, 1), new;
    double old = number(cell);
    new.number = down ? old - 1 : old + 1;
    store(cell, &new);
    push_number(after ? old : new.number);
}

static void assign(void)
{
    int kind = *at++;
    struct value v = *top--;
    store(place(kind, 1), keep(&v));
    *push() = v;
}

/* ---- strings */

/* Is a variable that holds s assigned to next? It gives s up, so that "s = s x" lengthens s where it is. */
static void release(const struct str *s)
{
    struct value *cell;
    int index;
    if (s->refs != 2 || at[0] != ASSIGN || at[1] > LOCAL)
        return;
    index = at[2] < 128 ? at[2] : (at[2] & 127) << 7 | at[3];
    cell = at[1] == LOCAL ? frame - index : globals + index;
    if (cell->tag >= TEXT && cell->str == s)
        set_str(cell, UNSET, NULL);
}

static void concatenate(void)
{
    struct str *a = text(top - 1), *b = text(top), *s;
    int n = a->n;
    release(a);
    if (a->refs > 1)
        set_str(top - 1, TEXT, a = str(a->s, n));
    s = resize(a, sizeof *s + n + b->n + 1);
    memcpy(s->s + n, b->s, b->n + 1);
    s->n = n + b->n;
    top[-1].str = s;
    top[-1].tag = TEXT;
    pop();
}

/* n subscripts as one string. */
static void join(int n)
{
    struct value *first = top - n + 1, *v;
    struct str *between = special(SUBSEP), *s;
    begin();
    for (v = first; v <= top; v++) {
        if (v > first)
            add(between->s, between->n);
        s = text(v);
        add(s->s, s->n);
    }
    set_str(first, TEXT, end());
    while (top > first)
        pop();
}

static void matches_record(void)
{
    struct value v = *keep(field(0));
    text(&v);
    result(top, match(text(top), v.str, 0, NULL) >= 0);
    drop(&v);
}

static void replace(void)
{
    int all = *at++, kind = *at++;
    struct value *target = place(kind, 1);
    result(top - 1, substitute(top - 1, target, all));
}

/* ---- functions and loops */

static void call(struct value *base)
{
    struct function *f = functions + index_operand();
    int n = *at++;
    if (n > f->parameters)
        fatal("a function is called with too many arguments");
    while (n++ < f->parameters)
        push();
    push()->bits = (at - code) << 16 | (frame - base);
    top->tag = FRAME;
    frame = top;
    at = code + f->entry;
}

static void leave(struct value *base)
{
    int n = *at;
    struct value v = *top--;
    while (top > frame)
        pop();
    at = code + (frame->bits >> 16);
    frame = base + (frame->bits & 0xffff);
    for (n++; n; n--)
        pop();
    *push() = v;
}

static void builtin(void)
{
    int which = *at++, n = *at++;
    struct value v = {{.tag = UNSET}};
    call_builtin(which, top - n + 1, n, &v);
    while (n--)
        pop();
    *push() = v;
}

static void start_each(void)
{
    struct list *list = keys(array());
    push()->list = list;
    top->tag = LIST;
}

static void each(void)
{
    struct list *list = top->list;
    int to = address_operand(), kind = *at++;
    struct value v = {{.tag = UNSET}};
    if (list->at == list->n) {
        at = code + to;
        return;
    }
    key_value(list->keys[list->at++], &v);
    store(place(kind, 1), &v);
}

/* ---- input and output */

static void count(int variable)
{
    set_number(globals + variable, number(globals + variable) + 1);
}

/* Make the next record of the main input the record; 0 at the end. */
static int next_record(void)
{
    struct str *record;
    if (!read_input(&record))
        return 0;
    set_record(record);
    count(NR);
    count(FNR);
    return 1;
}

static int get_record(int mode, struct value *name, struct str **record)
{
    int got = mode == STANDARD ? read_input(record) : read_stream(text(name), mode, record);
    if (got > 0 && mode == STANDARD) {
        count(NR);
        count(FNR);
    }
    return got;
}

static void get_line(void)
{
    int mode = *at++, kind = *at++, got;
    struct value name = {{.tag = UNSET}}, *target, v;
    if (mode == READ)
        name = *top--;
    target = kind == KINDS ? NULL : place(kind, 1);
    if (mode == PIPE_FROM)
        name = *top--;
    got = get_record(mode, &name, &v.str);
    drop(&name);
    v.tag = INPUT;
    if (got > 0 && target)
        store(target, &v);
    else if (got > 0)
        set_record(v.str);
    push_number(got);
}

static void write_str(FILE *f, const struct str *s)
{
    fwrite(s->s, 1, s->n, f);
}

static void print_values(FILE *f, struct value *v)
{
    struct str *between = special(OFS);
    for (; v <= top; v++) {
        write_str(f, text_by(v, OFMT));
        if (v < top)
            write_str(f, between);
    }
    write_str(f, special(ORS));
}

static void print(int formatted)
{
    int n = *at++, mode = *at++;
    struct value name = {{.tag = UNSET}}, *first, v;
    FILE *f = stdout;
    if (mode != STANDARD) {
        name = *top--;
        f = output(text(&name), mode);
    }
    if (!n) {
        v = *keep(field(0));
        *push() = v;
        n = 1;
    }
    first = top - n + 1;
    if (formatted) {
        format(first, n);
        write_str(f, built());
    } else
        print_values(f, first);
    while (top >= first)
        pop();
    drop(&name);
}

static void leave_program(void)
{
    if (top->tag != UNSET)
        status = integer(top) & 255;
    exiting = 1;
}

static void and_or(int wanted)
{
    int ends = truth(top) == wanted;
    if (ends)
        result(top, wanted);
    else
        pop();
    jump(ends);
}

static void branch(int wanted)
{
    int is = truth(top);
    pop();
    jump(is == wanted);
}

static void constant(void)
{
    int i = index_operand();
    *push() = *keep(constants + i);
}

static void execute(int op, struct value *base)
{
    struct array *a;
    switch (op) {
    case CONSTANT:
        constant();
        break;
    case SMALL:
        push_number(*at++);
        break;
    case NOTHING:
        push();
        break;
    case ARGUMENT:
        push_argument();
        break;
    case DROP:
        pop();
        break;
    case ASSIGN:
        assign();
        break;
    case UPDATE:
        update();
        break;
    case BEFORE:
    case AFTER:
        increment(op == AFTER);
        break;
    case ARITHMETIC:
        result(top - 1, arithmetic(*at++, number(top - 1), number(top)));
        break;
    case NEGATE:
        result(top, -number(top));
        break;
    case PLUS_SIGN:
        result(top, number(top));
        break;
    case INVERT:
        result(top, !truth(top));
        break;
    case TRUTH:
        result(top, truth(top));
        break;
    case COMPARE:
        result(top - 1, holds(*at++, compare(top - 1, top)));
        break;
    case CONCAT:
        concatenate();
        break;
    case JOIN:
        join(*at++);
        break;
    case MEMBER:
        a = array();
        result(top, member(a, top, 0));
        break;
    case DELETE_ELEMENT:
        a = array();
        member(a, top, 1);
        pop();
        break;
    case DELETE_ALL:
        clear(array());
        break;
    case KEYS:
        start_each();
        break;
    case EACH:
        each();
        break;
    case MATCHES:
        result(top - 1, match(text(top), text(top - 1), 0, NULL) >= 0);
        break;
    case MATCHES_RECORD:
        matches_record();
        break;
    case JUMP:
        jump(1);
        break;
    case IF_FALSE:
    case IF_TRUE:
        branch(op == IF_TRUE);
        break;
    case AND_ALSO:
    case OR_ELSE:
        and_or(op == OR_ELSE);
        break;
    case CALL_BUILTIN:
        builtin();
        break;
    case SUBSTITUTE:
        replace();
        break;
    case CALL:
        call(base);
        break;
    case RETURN:
        leave(base);
        break;
    case GET_LINE:
        get_line();
        break;
    case PRINT_ALL:
    case PRINT_FORMAT:
        print(op == PRINT_FORMAT);
        break;
    case NEXT_FILE:
        skip_file();
        break;
    case EXIT:
        leave_program();
        break;
    case NEXT_RECORD:
    case STOP:
        break;
    default:
        load(op);
    }
}

/* Run from there to the end, to next or to exit. */
static void run(int entry)
{
    struct value stack[DEPTH];
    int op;
    top = frame = stack;
    stack->tag = UNSET;
    limit = stack + DEPTH;
    at = code + entry;
    do {
        op = *at++;
        execute(op, stack);
    } while (op < NEXT_RECORD);
    while (top > stack)
        pop();
}

void run_program(void)
{
    run(entries[AT_BEGIN]);
    if (entries[RULES] || entries[AT_END])
        while (!exiting && next_record())
            run(entries[RULES]);
    run(entries[AT_END]);
}
