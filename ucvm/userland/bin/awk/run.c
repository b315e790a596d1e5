/* The machine that runs the code: a stack of values, on which functions have their variables, too. */
#include "awk.h"
#include <math.h>

#define DEPTH 800

static struct value *sp, *frame, *limit; /* the topmost value; the FRAME above the variables of the running function */
static const unsigned char *pc;
int exiting;

static struct value *push(void)
{
    if (++sp == limit)
        fatal("function calls are nested too deeply");
    sp->tag = UNSET;
    return sp;
}

static void pop(void)
{
    drop(sp--);
}

static void push_number(double d)
{
    push()->number = d;
}

/* The topmost value, or the one below it, becomes a number. */
static void result(struct value *v, double d)
{
    set_number(v, d);
    while (sp > v)
        pop();
}

static int index_operand(void)
{
    int n = *pc++;
    return n < 128 ? n : (n & 127) << 7 | *pc++;
}

static int address_operand(void)
{
    pc += 2;
    return pc[-2] << 8 | pc[-1];
}

static void jump(int taken)
{
    int to = address_operand();
    if (taken)
        pc = code + to;
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
        i = integer(sp);
        v = assign ? field_place(i) : field(i);
    } else
        v = element(array_of(variable(kind)), sp);
    pop();
    return v;
}

static struct array *array(void)
{
    int kind = *pc++;
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
    int kind = *pc++;
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
    int op = *pc++, kind = *pc++;
    struct value v = *sp--, *cell, new;
    cell = place(kind, 1);
    new.number = arithmetic(op, number(cell), number(&v));
    drop(&v);
    store(cell, &new);
    push_number(new.number);
}

/* ++ and --; the result is the new or the old value. */
static void increment(int after)
{
    int down = *pc++, kind = *pc++;
    struct value *cell = place(kind, 1), new;
    double old = number(cell);
    new.number = down ? old - 1 : old + 1;
    store(cell, &new);
    push_number(after ? old : new.number);
}

static void assign(void)
{
    int kind = *pc++;
    struct value v = *sp--;
    store(place(kind, 1), keep(&v));
    *push() = v;
}

/* ---- strings */

static void concatenate(void)
{
    struct str *a = text(sp - 1), *b = text(sp), *s;
    int n = a->n;
    if (a->refs > 1)
        set_str(sp - 1, TEXT, a = str(a->s, n));
    s = resize(a, sizeof *s + n + b->n + 1);
    memcpy(s->s + n, b->s, b->n + 1);
    s->n = n + b->n;
    sp[-1].str = s;
    sp[-1].tag = TEXT;
    pop();
}

/* n subscripts as one string. */
static void join(int n)
{
    struct value *first = sp - n + 1, *v;
    struct str *between = special(SUBSEP), *s;
    begin();
    for (v = first; v <= sp; v++) {
        if (v > first)
            add(between->s, between->n);
        s = text(v);
        add(s->s, s->n);
    }
    set_str(first, TEXT, end());
    while (sp > first)
        pop();
}

static void matches_record(void)
{
    struct value v = *keep(field(0));
    text(&v);
    result(sp, match(text(sp), v.str, 0, NULL) >= 0);
    drop(&v);
}

static void replace(void)
{
    int all = *pc++, kind = *pc++;
    struct value *target = place(kind, 1);
    result(sp - 1, substitute(sp - 1, target, all));
}

/* ---- functions and loops */

static void call(struct value *base)
{
    struct function *f = functions + index_operand();
    int n = *pc++;
    if (n > f->parameters)
        fatal("a function is called with too many arguments");
    while (n++ < f->parameters)
        push();
    push()->bits = (pc - code) << 16 | (frame - base);
    sp->tag = FRAME;
    frame = sp;
    pc = code + f->entry;
}

static void leave(struct value *base)
{
    int n = *pc;
    struct value v = *sp--;
    while (sp > frame)
        pop();
    pc = code + (frame->bits >> 16);
    frame = base + (frame->bits & 0xffff);
    for (n++; n; n--)
        pop();
    *push() = v;
}

static void builtin(void)
{
    int which = *pc++, n = *pc++;
    struct value v = {{.tag = UNSET}};
    call_builtin(which, sp - n + 1, n, &v);
    while (n--)
        pop();
    *push() = v;
}

static void start_each(void)
{
    struct list *list = keys(array());
    push()->list = list;
    sp->tag = LIST;
}

static void each(void)
{
    struct list *list = sp->list;
    int to = address_operand(), kind = *pc++;
    struct value v = {{.tag = UNSET}};
    if (list->at == list->n) {
        pc = code + to;
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
int next_record(void)
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
    int mode = *pc++, kind = *pc++, got;
    struct value name = {{.tag = UNSET}}, *target, v;
    if (mode == READ)
        name = *sp--;
    target = kind == KINDS ? NULL : place(kind, 1);
    if (mode == PIPE_FROM)
        name = *sp--;
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
    for (; v <= sp; v++) {
        write_str(f, text_by(v, OFMT));
        if (v < sp)
            write_str(f, between);
    }
    write_str(f, special(ORS));
}

static void print(int formatted)
{
    int n = *pc++, mode = *pc++;
    struct value name = {{.tag = UNSET}}, *first, v;
    FILE *f = stdout;
    if (mode != STANDARD) {
        name = *sp--;
        f = output(text(&name), mode);
    }
    if (!n) {
        v = *keep(field(0));
        *push() = v;
        n = 1;
    }
    first = sp - n + 1;
    if (formatted) {
        format(first, n);
        write_str(f, built());
    } else
        print_values(f, first);
    while (sp >= first)
        pop();
    drop(&name);
}

static void leave_program(void)
{
    if (sp->tag != UNSET)
        status = integer(sp) & 255;
    exiting = 1;
}

static void and_or(int wanted)
{
    int ends = truth(sp) == wanted;
    if (ends)
        result(sp, wanted);
    else
        pop();
    jump(ends);
}

static void branch(int wanted)
{
    int is = truth(sp);
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
        push_number(*pc++);
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
        result(sp - 1, arithmetic(*pc++, number(sp - 1), number(sp)));
        break;
    case NEGATE:
        result(sp, -number(sp));
        break;
    case PLUS_SIGN:
        result(sp, number(sp));
        break;
    case INVERT:
        result(sp, !truth(sp));
        break;
    case TRUTH:
        result(sp, truth(sp));
        break;
    case COMPARE:
        result(sp - 1, holds(*pc++, compare(sp - 1, sp)));
        break;
    case CONCAT:
        concatenate();
        break;
    case JOIN:
        join(*pc++);
        break;
    case MEMBER:
        a = array();
        result(sp, member(a, sp, 0));
        break;
    case DELETE_ELEMENT:
        a = array();
        member(a, sp, 1);
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
        result(sp - 1, match(text(sp), text(sp - 1), 0, NULL) >= 0);
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
void run(int entry)
{
    struct value stack[DEPTH];
    int op;
    sp = frame = stack;
    stack->tag = UNSET;
    limit = stack + DEPTH;
    pc = code + entry;
    do {
        op = *pc++;
        execute(op, stack);
    } while (op < NEXT_RECORD);
    while (sp > stack)
        pop();
}
