/* The stack machine of bc, and its output. */
#include "bc.h"

/* The stack holds numbers; NULL is 0, or what a void function gives. A function's locals lie in it as what their names meant before: the
 * names stand for the locals while it runs. */
static void **stack;
static unsigned top, room;

struct frame {
    struct function *function;
    unsigned short at, base; /* where the caller goes on; the first local */
};
static struct frame *frames;
static unsigned frame_count, frame_room;

static struct code *code, *line;
static unsigned pc;
static struct decimal *zero, *one;

static void put_value(void *value)
{
    if (top == room)
        stack = resize(stack, (room += room / 4 + 16) * sizeof *stack);
    stack[top++] = value;
}

static void *take_value(void)
{
    void *value = stack[--top];
    return value ? value : decimal_keep(zero);
}

static void replace(struct decimal **to, struct decimal *by)
{
    decimal_drop(*to);
    *to = by;
}

/* ---- arrays grow by rows. */

enum { ROW = 32 };

static void drop_array(struct array *a)
{
    if (!a || --a->refs)
        return;
    while (a->count)
        decimal_drop(a->elements[--a->count].value);
    free(a->elements);
    free(a);
}

static struct array *new_array(void)
{
    struct array *a = need(sizeof *a);
    a->refs = 1;
    a->count = 0;
    a->elements = 0;
    return a;
}

static struct array *array_named(unsigned name)
{
    if (!names[name].array)
        names[name].array = new_array();
    return names[name].array;
}

static struct array *copy_array(const struct array *from)
{
    struct array *a = new_array();
    a->elements = need((from->count + ROW) * sizeof *a->elements);
    for (; a->count < from->count; a->count++) {
        a->elements[a->count] = from->elements[a->count];
        decimal_keep(a->elements[a->count].value);
    }
    return a;
}

/* The first element with this index or a higher one. */
static unsigned search(const struct array *a, unsigned index)
{
    unsigned low = 0, high = a->count, middle;
    while (low < high) {
        middle = (low + high) / 2;
        if (a->elements[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct decimal *load_element(struct array *a, unsigned index)
{
    unsigned i = search(a, index);
    return decimal_keep(i < a->count && a->elements[i].index == index ? a->elements[i].value : zero);
}

static void store_element(struct array *a, unsigned index, struct decimal *value)
{
    unsigned i = search(a, index);
    if (i == a->count || a->elements[i].index != index) {
        if (a->count % ROW == 0)
            a->elements = resize(a->elements, (a->count + ROW) * sizeof *a->elements);
        memmove(a->elements + i + 1, a->elements + i, (a->count++ - i) * sizeof *a->elements);
        a->elements[i].index = index;
        a->elements[i].value = 0;
    }
    replace(&a->elements[i].value, value);
}

/* ---- functions */

static void restore(const struct frame *frame)
{
    const struct function *f = frame->function;
    unsigned i;
    for (i = f->count; i-- > 0;) {
        struct name *name = names + (f->locals[i] & LOCAL_NAME);
        if (f->locals[i] & LOCAL_ARRAY) {
            drop_array(name->array);
            name->array = stack[frame->base + i];
        } else
            replace(&name->value, stack[frame->base + i]);
    }
    top = frame->base;
}

static const char *where(void)
{
    unsigned i;
    for (i = 0; frame_count && names[i].function != frames[frame_count - 1].function; i++)
        ;
    return frame_count ? names[i].text : "(main)";
}

static void tell(const char *kind, const char *format, va_list ap)
{
    char message[160];
    vsnprintf(message, sizeof message, format, ap);
    outflush();
    dprintf(2, "Runtime %s (func=%s, adr=%u): %s\n", kind, where(), pc, message);
}

static void warn(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    tell("warning", format, ap);
    va_end(ap);
}

/* Gives the line up; everything is as it was outside of functions. */
static void fail(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    tell("error", format, ap);
    va_end(ap);
    for (;;) {
        unsigned base = frame_count ? frames[frame_count - 1].base + frames[frame_count - 1].function->count : 0;
        while (top > base)
            decimal_drop(stack[--top]);
        if (!frame_count)
            break;
        restore(&frames[--frame_count]);
    }
    give_up();
}

static void enter(struct function *f, unsigned count)
{
    struct frame *frame;
    if (frame_count == frame_room)
        frames = resize(frames, (frame_room += frame_room / 4 + 8) * sizeof *frames);
    frame = &frames[frame_count++];
    frame->function = f;
    frame->at = pc;
    frame->base = top - count;
    code = &f->code;
    pc = 0;
}

/* Exchanges a name's meaning with what is on the stack. `array` is the array that is given, 0 for an automatic one. */
static void bind(unsigned local, void **slot, struct array *array)
{
    struct name *name = names + (local & LOCAL_NAME);
    void *before = local & LOCAL_ARRAY ? (void *)name->array : (void *)name->value;
    if (!(local & LOCAL_ARRAY))
        name->value = *slot;
    else if ((local & LOCAL_REFERENCE) && array) {
        array->refs++;
        name->array = array;
    } else
        name->array = array ? copy_array(array) : 0;
    *slot = before;
}

static void call(unsigned name, unsigned count, const unsigned char *arrays)
{
    struct function *f = names[name].function;
    struct array *given[32];
    unsigned i, base = top - count;
    if (!f)
        fail("Function %s not defined.", names[name].text);
    if (count != f->parameters)
        fail("Parameter number mismatch");
    for (i = 0; i < count; i++) {
        if (!arrays[i] != !(f->locals[i] & LOCAL_ARRAY))
            fail("Parameter type mismatch parameter %s.", names[f->locals[i] & LOCAL_NAME].text);
        given[i] = arrays[i] ? array_named(arrays[i] - 1) : 0;
    }
    pc += count;
    enter(f, count);
    for (i = count; i < f->count; i++)
        put_value(0);
    for (i = 0; i < f->count; i++) {
        if (i < count && given[i])
            decimal_drop(stack[base + i]);
        bind(f->locals[i], &stack[base + i], i < count ? given[i] : 0);
    }
}

static void give_back(void)
{
    struct frame *frame = &frames[frame_count - 1];
    struct decimal *value = take_value();
    restore(frame);
    frame_count--;
    code = frame_count ? &frames[frame_count - 1].function->code : line;
    pc = frame->at;
    if (frame->function->is_void) {
        decimal_drop(value);
        value = 0;
    }
    put_value(value);
}

/* ---- variables */

static int integer_of(const struct decimal *d)
{
    int n;
    return decimal_integer(d, &n) ? n : d->negative ? -0x7fffffff : 0x7fffffff;
}

static struct decimal *load(unsigned name)
{
    switch (name) {
    case OF_SCALE: return decimal_of(scale);
    case OF_IBASE: return decimal_of(ibase);
    case OF_OBASE: return decimal_of(obase);
    case OF_LAST: return decimal_keep(last);
    }
    return decimal_keep(names[name].value ? names[name].value : zero);
}

static unsigned bounded(int n, int least, int most, const char *what)
{
    if (n < least)
        warn(least ? "%s too small, set to %d" : "negative %s, set to %d", what, least);
    else if (n > most)
        warn("%s too large, set to %d", what, most);
    return n < least ? least : n > most ? most : n;
}

/* The reference to value goes over to the variable. */
static void store(unsigned name, struct decimal *value)
{
    int n = integer_of(value);
    if (name == OF_SCALE)
        scale = bounded(n, 0, 0x7fffffff, "scale");
    else if (name == OF_IBASE)
        ibase = bounded(n, 2, 36, "ibase");
    else if (name == OF_OBASE)
        obase = bounded(n, 2, 0x7fffffff, "obase");
    else
        replace(name == OF_LAST ? &last : &names[name].value, value);
    if (name < OF_LAST)
        decimal_drop(value);
}

static unsigned subscript(void)
{
    struct decimal *d = take_value();
    int n = integer_of(d), negative = d->negative;
    decimal_drop(d);
    if (negative || n > 0xffffff)
        fail("Array %s subscript out of bounds.", names[code->bytes[pc]].text);
    return n;
}

/* ---- operators */

static struct decimal *power(struct decimal *a, const struct decimal *b)
{
    int exponent;
    if (b->scale)
        warn("non-zero scale in exponent");
    if (!decimal_integer(b, &exponent))
        fail("exponent too large in raise");
    if (exponent < 0 && decimal_is_zero(a))
        fail("divide by zero");
    return decimal_power(a, exponent, scale);
}

static struct decimal *calculate(int operator, struct decimal *a, struct decimal *b)
{
    if ((operator == '/' || operator == '%') && decimal_is_zero(b))
        fail(operator == '/' ? "Divide by zero" : "Modulo by zero");
    switch (operator) {
    case '+': return decimal_add(a, b);
    case '-': return decimal_subtract(a, b);
    case '*': return decimal_multiply(a, b, scale);
    case '/': return decimal_divide(a, b, scale);
    case '%': return decimal_remainder(a, b, scale);
    case '^': return power(a, b);
    }
    return decimal_keep(b);
}

/* Operands stay on the stack until the result is there, so that nothing is lost if there is none. */
static void binary(int operator)
{
    struct decimal *b = stack[top - 1], *a = stack[top - 2], *result = calculate(operator, a ? a : zero, b ? b : zero);
    decimal_drop(b);
    decimal_drop(a);
    top -= 2;
    put_value(result);
}

static int compare(int operator, int order)
{
    switch (operator) {
    case EQUAL & 255: return order == 0;
    case NOT_EQUAL & 255: return order != 0;
    case AT_MOST & 255: return order <= 0;
    case AT_LEAST & 255: return order >= 0;
    case '<': return order < 0;
    }
    return order > 0;
}

static void comparison(int operator)
{
    struct decimal *b = take_value(), *a = take_value();
    put_value(decimal_keep(compare(operator, decimal_compare(a, b)) ? one : zero));
    decimal_drop(a);
    decimal_drop(b);
}

static void assign(int element)
{
    unsigned name = code->bytes[pc], operator = code->bytes[pc + 1], index = 0;
    struct decimal *value = take_value();
    if (element)
        index = subscript();
    if (operator != '=') {
        put_value(element ? load_element(array_named(name), index) : load(name));
        put_value(value);
        binary(operator);
        value = take_value();
    }
    put_value(decimal_keep(value));
    if (element)
        store_element(array_named(name), index, value);
    else
        store(name, value);
    if (!element && name < OF_LAST)
        replace((struct decimal **)&stack[top - 1], load(name));
    pc += 2;
}

static void step(int element)
{
    unsigned name = code->bytes[pc], index = element ? subscript() : 0;
    struct decimal *before = element ? load_element(array_named(name), index) : load(name);
    struct decimal *after = code->bytes[pc + 1] == 1 ? decimal_add(before, one) : decimal_subtract(before, one);
    put_value(decimal_keep(code->bytes[pc + 2] ? before : after));
    decimal_drop(before);
    if (element)
        store_element(array_named(name), index, after);
    else
        store(name, after);
    pc += 3;
}

static void function_of_one(int which)
{
    struct decimal *a = stack[top - 1] ? stack[top - 1] : zero, *result;
    if (which == DO_SQRT && a->negative)
        fail("Square root of a negative number");
    switch (which) {
    case DO_LENGTH: result = decimal_of(decimal_length(a)); break;
    case DO_SCALE: result = decimal_of(a->scale); break;
    case DO_SQRT: result = decimal_root(a, scale); break;
    case DO_NEGATE: result = decimal_negate(a); break;
    default: result = decimal_keep(decimal_is_zero(a) ? one : zero);
    }
    decimal_drop(stack[--top]);
    put_value(result);
}

/* ---- output */

static unsigned column;

static unsigned line_length(void)
{
    static unsigned length = 1;
    const char *s;
    if (length == 1) {
        s = getenv("BC_LINE_LENGTH");
        length = s ? atoi(s) : 70;
        if (length && length < 3)
            length = 70;
    }
    return length;
}

void put_char(int c)
{
    if (c != '\n' && ++column == line_length() - 1 && line_length()) {
        outs("\\\n");
        column = 1;
    }
    outc(c);
    if (c == '\n')
        column = 0;
}

static void put_text(const char *s)
{
    while (*s)
        put_char(*s++);
}

static void show(int newline)
{
    struct decimal *value = stack[--top];
    if (!value)
        return;
    decimal_write(value, obase, put_char);
    if (newline)
        put_char('\n');
    replace(&last, value);
}

static void limits(void)
{
    outs("BC_BASE_MAX     = 2147483647\nBC_DIM_MAX      = 16777215\nBC_SCALE_MAX    = 2147483647\nBC_STRING_MAX   = 2147483647\n"
         "MAX Exponent    = 2147483647\nNumber of vars  = 255\n");
}

/* ---- the machine */

static const char *text_operand(void)
{
    const char *s = (const char *)code->bytes + pc;
    pc += strlen(s) + 1;
    return s;
}

static void jump_if(int when)
{
    struct decimal *d = when < 0 ? 0 : take_value();
    if (when < 0 || !decimal_is_zero(d) == when)
        pc = code->bytes[pc] | code->bytes[pc + 1] << 8;
    else
        pc += 2;
    decimal_drop(d);
}

static int instruction(int which)
{
    const unsigned char *operand = code->bytes + pc;
    switch (which) {
    case DO_NUMBER: put_value(decimal_read(text_operand(), ibase, 1)); break;
    case DO_ZERO: put_value(decimal_keep(zero)); break;
    case DO_ONE: put_value(decimal_keep(one)); break;
    case DO_TEXT: put_text(text_operand()); break;
    case DO_LOAD: put_value(load(*operand)); pc++; break;
    case DO_LOAD_ELEMENT: put_value(load_element(array_named(*operand), subscript())); pc++; break;
    case DO_ASSIGN: assign(0); break;
    case DO_ASSIGN_ELEMENT: assign(1); break;
    case DO_STEP: step(0); break;
    case DO_STEP_ELEMENT: step(1); break;
    case DO_COMPARE: pc++; comparison(*operand); break;
    case DO_JUMP: jump_if(-1); break;
    case DO_IF_FALSE: jump_if(0); break;
    case DO_IF_TRUE: jump_if(1); break;
    case DO_CALL: pc += 2; call(*operand, operand[1], operand + 2); break;
    case DO_RETURN: give_back(); break;
    case DO_READ: put_value(read_number()); break;
    case DO_SHOW: show(1); break;
    case DO_PRINT: show(0); break;
    case DO_DROP: decimal_drop(stack[--top]); break;
    case DO_HALT: exit(finish());
    case DO_LIMITS: limits(); break;
    case DO_END: return 0;
    case DO_LENGTH:
    case DO_SCALE:
    case DO_SQRT:
    case DO_NEGATE:
    case DO_NOT: function_of_one(which); break;
    default: binary(which);
    }
    return 1;
}

void run_code(struct code *program)
{
    if (!zero) {
        zero = decimal_of(0);
        one = decimal_of(1);
        last = decimal_keep(zero);
    }
    code = line = program;
    pc = 0;
    while (instruction(code->bytes[pc++]))
        ;
}
