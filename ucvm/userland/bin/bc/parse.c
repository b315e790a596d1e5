/* The grammar of bc: items of input become code. Binary operators are parsed by precedence climbing. */
#include "bc.h"

static struct code *out, line_code;
static struct function *inside; /* the function being defined */
static unsigned depth;
enum { DEEPEST = 100 };

/* Chains of jumps whose target is not known yet go through their operands; 0 ends one. */
struct loop {
    struct loop *outer;
    unsigned breaks, start;
};
static struct loop *loop;

static void emit(int byte)
{
    if (out->n == out->room)
        out->bytes = resize(out->bytes, out->room += out->room / 2 + 32);
    out->bytes[out->n++] = byte;
}

static void emit_text(int instruction, const char *s)
{
    emit(instruction);
    do
        emit(*s);
    while (*s++);
}

static unsigned label_at(unsigned at)
{
    return out->bytes[at] | out->bytes[at + 1] << 8;
}

static void set_label(unsigned at, unsigned target)
{
    out->bytes[at] = target;
    out->bytes[at + 1] = target >> 8;
}

/* Where the label of the new jump stands. */
static unsigned jump(int instruction, unsigned target)
{
    if (out->n > 0xfff0)
        diex("program too long");
    emit(instruction);
    emit(target);
    emit(target >> 8);
    return out->n - 2;
}

static void land(unsigned chain)
{
    unsigned next;
    for (; chain; chain = next) {
        next = label_at(chain);
        set_label(chain, out->n);
    }
}

static void expect(int wanted)
{
    if (token != wanted)
        syntax("syntax error");
    advance();
}

static int accept(int wanted)
{
    if (token != wanted)
        return 0;
    advance();
    return 1;
}

static void newlines(void)
{
    while (accept('\n'))
        ;
}

/* ---- expressions */

enum { ANY, OR_LEVEL, AND_LEVEL, NOT_LEVEL, COMPARE_LEVEL, ASSIGN_LEVEL, SUM_LEVEL, TERM_LEVEL, POWER_LEVEL };
static int assigned;       /* whether what was parsed last is an assignment, which is not shown */
static unsigned array_name; /* of the argument NAME[], + 1 */
static int may_be_empty;   /* return() */

static void expression(int level);

static int level_of(int c)
{
    switch (c) {
    case OR: return OR_LEVEL;
    case AND: return AND_LEVEL;
    case EQUAL: case NOT_EQUAL: case AT_MOST: case AT_LEAST: case '<': case '>': return COMPARE_LEVEL;
    case '+': case '-': return SUM_LEVEL;
    case '*': case '/': case '%': return TERM_LEVEL;
    case '^': return POWER_LEVEL;
    }
    return ANY;
}

static void emit_place(int instruction, int element, unsigned name)
{
    emit(instruction + element);
    emit(name);
}

/* A variable or an element whose index is on the stack was parsed; `step` stood before it. */
static void use_place(unsigned name, int element, int step)
{
    int operator = token_operator;
    if (step || token == INCREMENT || token == DECREMENT) {
        emit_place(DO_STEP, element, name);
        emit(step ? step : token == INCREMENT ? 1 : -1);
        emit(!step);
        if (!step)
            advance();
    } else if (token == ASSIGNMENT) {
        advance();
        expression(ASSIGN_LEVEL);
        emit_place(DO_ASSIGN, element, name);
        emit(operator);
        assigned = 1;
    } else
        emit_place(DO_LOAD, element, name);
}

/* NAME( was read. */
static void call(unsigned name)
{
    unsigned char arrays[32];
    unsigned count = 0, i;
    while (token != ')') {
        if (count == sizeof arrays)
            syntax("too many arguments");
        array_name = 0;
        expression(ANY);
        arrays[count++] = array_name;
        array_name = 0;
        if (token != ')')
            expect(',');
    }
    advance();
    emit(DO_CALL);
    emit(name);
    emit(count);
    for (i = 0; i < count; i++)
        emit(arrays[i]);
}

/* NAME[ was read. */
static void subscripted(unsigned name, int step)
{
    if (accept(']')) {
        if (step || (token != ',' && token != ')'))
            syntax("syntax error");
        array_name = name + 1;
        emit(DO_ZERO);
        return;
    }
    expression(ANY);
    expect(']');
    use_place(name, 1, step);
}

static int special_of(int c)
{
    return c == SCALE ? OF_SCALE : c == IBASE ? OF_IBASE : c == OBASE ? OF_OBASE : c == LAST ? OF_LAST : -1;
}

/* What begins with a name. */
static void named(int step)
{
    int special = special_of(token), function = token == SCALE ? DO_SCALE : 0;
    unsigned name;
    if (special < 0 && token != NAME)
        syntax("syntax error");
    name = special < 0 ? find_name(token_text) : (unsigned)special;
    if (token == LAST)
        extension("last variable");
    advance();
    if (function && !step && accept('(')) {
        expression(ANY);
        expect(')');
        emit(function);
    } else if (special < 0 && !step && accept('('))
        call(name);
    else if (special < 0 && accept('['))
        subscripted(name, step);
    else
        use_place(name, 0, step);
}

static void function_of_one(int instruction)
{
    advance();
    expect('(');
    expression(ANY);
    expect(')');
    emit(instruction);
}

static void constant(void)
{
    if (strcmp(token_text, "0") == 0)
        emit(DO_ZERO);
    else if (strcmp(token_text, "1") == 0)
        emit(DO_ONE);
    else
        emit_text(DO_NUMBER, token_text);
    advance();
}

static void parentheses(void)
{
    int empty = may_be_empty;
    advance();
    if (empty && accept(')')) {
        emit(DO_ZERO);
        return;
    }
    expression(ANY);
    if (array_name)
        syntax("syntax error");
    expect(')');
    assigned = 0;
}

static void primary(void)
{
    int c = token;
    if (++depth > DEEPEST)
        syntax("expression too deep");
    if (c != '(')
        may_be_empty = 0;
    assigned = 0;
    switch (c) {
    case NUMBER: constant(); break;
    case '(': parentheses(); break;
    case LENGTH: function_of_one(DO_LENGTH); break;
    case SQRT: function_of_one(DO_SQRT); break;
    case READ:
        advance();
        expect('(');
        expect(')');
        emit(DO_READ);
        break;
    case '-':
        advance();
        primary();
        emit(DO_NEGATE);
        assigned = 0;
        break;
    case '!':
        extension("! operator");
        advance();
        expression(COMPARE_LEVEL);
        emit(DO_NOT);
        break;
    case INCREMENT:
    case DECREMENT:
        advance();
        named(c == INCREMENT ? 1 : -1);
        break;
    default: named(0);
    }
    depth--;
}

/* a && b, a || b: the left side is on the stack. */
static void shortened(int operator)
{
    int exits = operator == AND ? DO_IF_FALSE : DO_IF_TRUE;
    unsigned first = jump(exits, 0), second, end;
    extension(operator == AND ? "&& operator" : "|| operator");
    advance();
    expression(operator == AND ? NOT_LEVEL : AND_LEVEL);
    second = jump(exits, first);
    emit(operator == AND ? DO_ONE : DO_ZERO);
    end = jump(DO_JUMP, 0);
    land(second);
    emit(operator == AND ? DO_ZERO : DO_ONE);
    land(end);
}

static void expression(int level)
{
    int operator, own;
    primary();
    while ((own = level_of(token)) != ANY && own >= level) {
        operator = token;
        if (own <= AND_LEVEL)
            shortened(operator);
        else {
            advance();
            expression(own == POWER_LEVEL ? own : own + 1);
            if (own == COMPARE_LEVEL)
                emit(DO_COMPARE);
            emit(operator);
        }
        assigned = 0;
    }
}

/* ---- statements */

static void statement(void);

static void print_string(void)
{
    static const char names[] = "abfnrtq\\", values[] = "\a\b\f\n\r\t\"\\";
    const char *from = token_text, *found;
    char *to = token_text;
    for (; *from; from++)
        if (*from != '\\' || !from[1])
            *to++ = *from;
        else if ((found = strchr(names, *++from)))
            *to++ = values[found - names];
    *to = 0;
    emit_text(DO_TEXT, token_text);
    advance();
}

static void print(void)
{
    extension("print statement");
    do {
        advance();
        if (token == STRING)
            print_string();
        else {
            expression(ANY);
            emit(DO_PRINT);
        }
    } while (token == ',');
}

static void condition(void)
{
    expression(ANY);
    expect(')');
}

/* A loop whose jump out is at `out_at` (0: none). */
static void body(struct loop *l)
{
    l->outer = loop;
    loop = l;
    newlines();
    statement();
    jump(DO_JUMP, l->start);
    land(l->breaks);
    loop = l->outer;
}

static void while_loop(void)
{
    struct loop l;
    advance();
    expect('(');
    l.start = out->n;
    condition();
    l.breaks = jump(DO_IF_FALSE, 0);
    body(&l);
}

static void drop_expression(int end)
{
    if (token != end) {
        expression(ANY);
        emit(DO_DROP);
    }
    expect(end);
}

static void for_loop(void)
{
    struct loop l = {0, 0, 0};
    unsigned test, begin;
    advance();
    expect('(');
    drop_expression(';');
    test = out->n;
    if (token != ';') {
        expression(ANY);
        l.breaks = jump(DO_IF_FALSE, 0);
    }
    expect(';');
    begin = jump(DO_JUMP, 0);
    l.start = out->n;
    drop_expression(')');
    jump(DO_JUMP, test);
    land(begin);
    body(&l);
}

static void conditional(void)
{
    unsigned otherwise, end;
    advance();
    expect('(');
    condition();
    otherwise = jump(DO_IF_FALSE, 0);
    newlines();
    statement();
    if (token != ELSE) {
        land(otherwise);
        return;
    }
    extension("else clause");
    end = jump(DO_JUMP, 0);
    land(otherwise);
    advance();
    newlines();
    statement();
    land(end);
}

static void leave_loop(void)
{
    int how = token;
    if (!loop)
        syntax(how == BREAK ? "Break outside a for/while" : "Continue outside a for");
    if (how == CONTINUE) {
        extension("continue");
        jump(DO_JUMP, loop->start);
    } else
        loop->breaks = jump(DO_JUMP, loop->breaks);
    advance();
}

static int ends_statement(void)
{
    return token == ';' || token == '\n' || token == '}' || token == END || token == ELSE;
}

static void return_statement(void)
{
    if (!inside)
        syntax("Return outside of a function.");
    advance();
    may_be_empty = 1;
    if (ends_statement())
        emit(DO_ZERO);
    else
        expression(ANY);
    may_be_empty = 0;
    emit(DO_RETURN);
}

static void expression_statement(void)
{
    array_name = 0;
    expression(ANY);
    if (array_name)
        syntax("syntax error");
    emit(assigned ? DO_DROP : DO_SHOW);
}

/* Statements up to `end`, which stays. */
static void statements(int end)
{
    while (token != end) {
        if (accept(';') || (end == '}' && accept('\n')))
            continue;
        if (token == END)
            return;
        statement();
        if (token != end && token != ';' && token != '\n' && token != END)
            syntax("syntax error");
    }
}

static void statement(void)
{
    if (++depth > DEEPEST)
        syntax("statement too deep");
    switch (token) {
    case STRING: emit_text(DO_TEXT, token_text); advance(); break;
    case PRINT: print(); break;
    case IF: conditional(); break;
    case WHILE: while_loop(); break;
    case FOR: for_loop(); break;
    case BREAK:
    case CONTINUE: leave_loop(); break;
    case RETURN: return_statement(); break;
    case HALT:
    case LIMITS:
        emit(token == HALT ? DO_HALT : DO_LIMITS);
        advance();
        break;
    case '{':
        advance();
        statements('}');
        expect('}');
        break;
    default: expression_statement();
    }
    depth--;
}

/* ---- functions */

static void add_local(unsigned local, const char *what)
{
    unsigned i;
    for (i = 0; i < inside->count; i++)
        if ((inside->locals[i] & ~LOCAL_REFERENCE) == (local & ~LOCAL_REFERENCE))
            syntax("duplicate %s names", what);
    if (inside->count == 32)
        syntax("too many %s names", what);
    inside->locals = resize(inside->locals, (inside->count + 1) * sizeof *inside->locals);
    inside->locals[inside->count++] = local;
}

/* NAME, NAME[], *NAME[] up to `end`. */
static void locals(int end, const char *what)
{
    unsigned reference, name;
    while (token != end && token != '\n') {
        reference = accept('*') ? LOCAL_REFERENCE : 0;
        if (token != NAME)
            syntax("syntax error");
        name = find_name(token_text);
        advance();
        if (reference && token != '[')
            syntax("syntax error");
        if (accept('[')) {
            expect(']');
            name |= LOCAL_ARRAY | reference;
        }
        add_local(name, what);
        if (token != end && token != '\n')
            expect(',');
    }
}

static void forget(struct function *f)
{
    if (!f)
        return;
    free(f->code.bytes);
    free(f->locals);
    free(f);
}

static void definition(void)
{
    unsigned name;
    inside = need(sizeof *inside);
    memset(inside, 0, sizeof *inside);
    out = &inside->code;
    advance();
    inside->is_void = accept(VOID);
    if (token != NAME)
        syntax("syntax error");
    name = find_name(token_text);
    advance();
    expect('(');
    locals(')', "parameter");
    inside->parameters = inside->count;
    expect(')');
    newlines();
    expect('{');
    newlines();
    if (accept(AUTO))
        locals(';', "auto");
    statements('}');
    emit(DO_ZERO);
    emit(DO_RETURN);
    forget(names[name].function);
    names[name].function = inside;
    inside->code.bytes = resize(inside->code.bytes, inside->code.room = inside->code.n);
    inside = 0;
    expect('}');
}

/* The code of the next item: a line, or what a line began; 0 after the definition of a function. */
struct code *compile_item(void)
{
    forget(inside);
    inside = 0;
    loop = 0;
    depth = 0;
    if (token == DEFINE) {
        definition();
        return 0;
    }
    out = &line_code;
    out->n = 0;
    statements('\n');
    emit(DO_END);
    return out;
}
