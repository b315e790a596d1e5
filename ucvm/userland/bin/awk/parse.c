/* The compiler, in one pass by recursive descent.
 *
 * An operand that could be assigned to is loaded at once; if an assignment follows, the load is taken back: what is loaded is the end of the
 * code as long as `target_end` is its size. Likewise `regex_end` for an expression whose match against the record would be taken back.
 *
 * A jump that does not know its target yet holds the address of another such jump, so that those with one target form a chain that ends with 0.
 */
#include "lex.h"

unsigned char *code;
struct value *constants;
struct function *functions;
struct names function_names;
int entries[FUNCTIONS];

static int size, room, constant_count;
static int target_start, target_end, regex_end;
static int no_greater, listed, may_list, piped; /* in print: > is not an operator; (a, b) of how many; | was read */
static int where, depth;
static struct names locals;
static int last_jumps[FUNCTIONS]; /* at the ends of what goes on with the next BEGIN, rule or END */

struct target {
    int kind, index;
};

/* ---- code */

static void emit(int byte)
{
    if (size == room)
        code = resize(code, room += 64);
    code[size++] = byte;
}

/* Seven bits a byte, the high ones first. */
static void emit_index(int n)
{
    if (n > 127)
        emit(n >> 7 | 128);
    emit(n & 127);
}

static void emit_address(int n)
{
    if (size > 0xf000)
        fatal("the program is too long");
    emit(n >> 8);
    emit(n);
}

static void patch(int at, int to)
{
    code[at] = to >> 8;
    code[at + 1] = to;
}

/* A jump to what is not known yet; its place. */
static int jump(int op)
{
    emit(op);
    emit_address(0);
    return size - 2;
}

static void jump_to(int op, int to)
{
    emit(op);
    emit_address(to);
}

/* A jump that joins a chain. */
static void jump_chained(int *chain)
{
    jump_to(JUMP, *chain);
    *chain = size - 2;
}

static void resolve(int chain, int to)
{
    int next;
    for (; chain; chain = next) {
        next = code[chain] << 8 | code[chain + 1];
        patch(chain, to);
    }
}

static int equal(const struct value *a, const struct value *b)
{
    if (a->tag != b->tag || a->tag != TEXT)
        return a->tag == b->tag && a->bits == b->bits;
    return a->str->n == b->str->n && !memcmp(a->str->s, b->str->s, a->str->n);
}

static void emit_constant(struct value *v)
{
    int i;
    for (i = 0; i < constant_count; i++)
        if (equal(constants + i, v))
            break;
    if (i == constant_count) {
        constants = resize(constants, (i + 1) * sizeof *constants);
        constants[constant_count++] = *v;
    } else
        drop(v);
    emit(CONSTANT);
    emit_index(i);
}

static void emit_number(double d)
{
    struct value v;
    v.number = d;
    if (d >= 0 && d < 256 && d == (int)d) {
        emit(SMALL);
        emit((int)d);
    } else
        emit_constant(&v);
}

/* The text of the last token. */
static void emit_text(void)
{
    struct value v;
    v.tag = TEXT;
    v.str = end();
    emit_constant(&v);
}

/* ---- targets */

static void load(int kind, int index)
{
    target_start = size;
    emit(kind);
    if (kind != FIELD)
        emit_index(index);
    target_end = size;
}

static int is_target(void)
{
    return target_end == size;
}

/* Take the last load back. */
static struct target take_back(void)
{
    struct target t;
    const unsigned char *p = code + target_start;
    if (!is_target())
        syntax_error();
    t.kind = *p++;
    t.index = p == code + size ? 0 : *p < 128 ? *p : (*p & 127) << 7 | p[1];
    size = target_start;
    target_end = 0;
    return t;
}

static void emit_target(struct target t)
{
    emit(t.kind);
    if (t.kind != FIELD && t.kind != KINDS)
        emit_index(t.index);
}

static struct target record(void)
{
    struct target t = {FIELD, 0};
    emit_number(0);
    return t;
}

/* ---- tokens */

static void expect(int wanted)
{
    if (token != wanted)
        syntax_error();
    next();
}

static void newlines(void)
{
    while (token == NEWLINE)
        next();
}

static int accept(int wanted)
{
    if (token != wanted)
        return 0;
    next();
    return 1;
}

/* ---- expressions */

static void binary(int least);
static void primary(int bare);

static void expression(void)
{
    int was = no_greater;
    no_greater = 0;
    binary(1);
    no_greater = was;
}

/* Expressions up to a bracket; how many. */
static int expressions(int last)
{
    int n = 0;
    do {
        newlines();
        expression();
        n++;
    } while (accept(COMMA));
    expect(last);
    if (n > 255)
        fatal("line %d: too many expressions", line);
    return n;
}

/* Several subscripts become one. */
static void join(int n)
{
    if (n > 1) {
        emit(JOIN);
        emit(n);
    }
}

/* The variable the last token names. */
static struct target named(void)
{
    const char *name = built()->s;
    struct target t = {LOCAL, name_in(&locals, name)};
    if (token != NAME || name_in(&function_names, name) >= 0)
        syntax_error();
    if (t.index >= 0)
        t.index = locals.count - t.index;
    else {
        t.kind = GLOBAL;
        t.index = global(name);
    }
    next();
    return t;
}

static void variable(void)
{
    struct target t = named();
    if (accept(LEFT_BRACKET)) {
        join(expressions(RIGHT_BRACKET));
        t.kind += GLOBAL_ELEMENT - GLOBAL;
    }
    load(t.kind, t.index);
}

/* (a) or (a, b); the latter before `in` or as the list of print. */
static void group(int list)
{
    int n;
    next();
    n = expressions(RIGHT_PAREN);
    target_end = 0;
    if (n > 1 && token == IN)
        join(n);
    else if (n > 1 && list)
        listed = n;
    else if (n > 1)
        syntax_error();
}

static void regex(void)
{
    char only;
    read_regex();
    if (built()->n == 1) { /* so that it is an expression for split, too */
        only = *built()->s;
        begin();
        addf("(%c)", only);
    }
    emit_text();
    emit(MATCHES_RECORD);
    regex_end = size;
    next();
}

/* A regular expression is itself here, not its match against the record. */
static int take_regex(void)
{
    if (regex_end != size)
        return 0;
    size--;
    regex_end = 0;
    return 1;
}

/* A variable alone may be an array, or become one. */
static void argument(void)
{
    struct target t;
    if (is_target() && code[target_start] <= LOCAL && code[target_start + 1] != NF) {
        t = take_back();
        emit(ARGUMENT);
        emit_target(t);
    }
}

/* Arguments up to the parenthesis; how many. The last of sub and gsub is a target. */
static int arguments(int function)
{
    int n = 0;
    newlines();
    if (accept(RIGHT_PAREN))
        return 0;
    do {
        newlines();
        expression();
        if (!(function >= 0 && take_regex()) && function < SUB)
            argument();
        n++;
    } while (accept(COMMA));
    newlines();
    expect(RIGHT_PAREN);
    if (n > 255)
        fatal("line %d: too many arguments", line);
    return n;
}

static int function_named(const char *name)
{
    int i = name_in(&function_names, name);
    if (i >= 0)
        return i;
    i = append_name(&function_names, name, strlen(name));
    functions = resize(functions, (i + 1) * sizeof *functions);
    functions[i].defined = 0;
    return i;
}

static void call(void)
{
    int f = function_named(built()->s), n;
    next();
    next();
    n = arguments(-1);
    emit(CALL);
    emit_index(f);
    emit(n);
}

static void call_function(void)
{
    int which = builtin, n = 0;
    struct target t;
    next();
    if (accept(LEFT_PAREN))
        n = arguments(which);
    else if (which != LENGTH)
        syntax_error();
    if (n < builtins[which].least || n > builtins[which].most)
        fatal("line %d: wrong number of arguments", line);
    if (which == SUB || which == GSUB) {
        t = n == 3 ? take_back() : record();
        emit(SUBSTITUTE);
        emit(which == GSUB);
        emit_target(t);
        return;
    }
    if (which == LENGTH && !n) {
        record();
        load(FIELD, 0);
        n = 1;
    }
    emit(CALL_BUILTIN);
    emit(which);
    emit(n);
}

static void get_line(int mode)
{
    struct target t = {KINDS, 0}; /* the record */
    next();
    if (token == NAME || token == DOLLAR) {
        primary(1);
        t = take_back();
    }
    if (mode == STANDARD && accept(LESS)) {
        primary(1);
        mode = READ;
    }
    emit(GET_LINE);
    emit(mode);
    emit_target(t);
}

static void increment(int op, int step)
{
    struct target t = take_back();
    emit(op);
    emit(step);
    emit_target(t);
}

/* What may follow a target. */
static void assignment_to(void)
{
    struct target t;
    int op = token;
    if (op == INCREMENT || op == DECREMENT) {
        increment(AFTER, op - INCREMENT);
        next();
    } else if (op >= IS && op <= POWER_IS) {
        t = take_back();
        next();
        newlines();
        binary(1);
        emit(op == IS ? ASSIGN : UPDATE);
        if (op != IS)
            emit(op - ADD_IS);
        emit_target(t);
    }
}

static void unary(int bare)
{
    int op = token;
    if (op != NOT && op != MINUS && op != PLUS) {
        primary(bare);
        return;
    }
    next();
    binary(12);
    emit(op == NOT ? INVERT : op == MINUS ? NEGATE : PLUS_SIGN);
}

/* An operand; a bare one is not assigned to. */
static void primary(int bare)
{
    int first = token, list = may_list;
    may_list = 0;
    switch (first) {
    case NUMBER:
        emit_number(numeral);
        next();
        break;
    case STRING:
        emit_text();
        next();
        break;
    case DIVIDE:
    case DIV_IS:
        regex();
        break;
    case DOLLAR:
        next();
        unary(1);
        load(FIELD, 0);
        break;
    case INCREMENT:
    case DECREMENT:
        next();
        primary(1);
        increment(BEFORE, first - INCREMENT);
        break;
    case LEFT_PAREN:
        group(list);
        break;
    case FUNCTION_NAME:
        call();
        break;
    case BUILTIN:
        call_function();
        break;
    case GETLINE:
        get_line(STANDARD);
        break;
    default:
        variable();
    }
    if (!bare && is_target())
        assignment_to();
}

/* How tightly the operator at hand binds; 0 if it is none. */
static int precedence(void)
{
    static const char levels[] = {1, 2, 3, 5, 5, 6, 6, 6, 6, 6, 6, 7, 9, 9, 10, 10, 10, 12};
    if (token == IN)
        return 4;
    if (token >= NOT && token <= BUILTIN)
        return 8;
    return token < QUESTION || token > POWER || (no_greater && token == GREATER) ? 0 : levels[token - QUESTION];
}

static void choice(void)
{
    int otherwise = jump(IF_FALSE), end;
    newlines();
    binary(1);
    newlines();
    end = jump(JUMP);
    expect(COLON);
    newlines();
    patch(otherwise, size);
    binary(1);
    patch(end, size);
}

static void logical(int op, int level)
{
    int end = jump(op);
    newlines();
    binary(level + 1);
    emit(TRUTH);
    patch(end, size);
}

/* "|": getline here, or else what print writes to. */
static void pipe_to(void)
{
    if (token == GETLINE)
        get_line(PIPE_FROM);
    else if (no_greater)
        piped = 1;
    else
        syntax_error();
}

static void two_operands(int op, int level)
{
    binary(level == 12 ? level : level + 1);
    if (level == 5) {
        take_regex();
        emit(MATCHES);
        if (op == NO_MATCH)
            emit(INVERT);
    } else if (level == 8)
        emit(CONCAT);
    else {
        emit(level == 6 ? COMPARE : ARITHMETIC);
        emit(level == 6 ? op - LESS : op - PLUS);
    }
}

/* Operators that bind at least that tightly, with their operands. */
static void binary(int least)
{
    int op, level;
    if (++depth > 100)
        fatal("line %d: nested too deeply", line);
    unary(0);
    while (!piped && !listed && (level = precedence()) >= least && level) {
        op = token;
        if (level != 8)
            next();
        if (op == QUESTION)
            choice();
        else if (op == OR || op == AND)
            logical(op == OR ? OR_ELSE : AND_ALSO, level);
        else if (op == BAR)
            pipe_to();
        else if (op == IN) {
            emit(MEMBER);
            emit_target(named());
        } else
            two_operands(op, level);
    }
    depth--;
}

/* ---- statements */

static struct loop {
    int breaks, continues;
} *loop;

static void statement(void);

static int at_end(void)
{
    return token == NEWLINE || token == SEMICOLON || token == RIGHT_BRACE;
}

static void skip_ends(void)
{
    while (token == NEWLINE || token == SEMICOLON)
        next();
}

static void end_simple(void)
{
    if (!at_end())
        syntax_error();
    skip_ends();
}

/* Where print writes to: the mode; the name is compiled. */
static int redirection(void)
{
    int mode = piped || token == BAR ? PIPE_TO : token == GREATER ? WRITE : token == APPEND ? APPEND_TO : STANDARD;
    if (mode == STANDARD)
        return mode;
    if (!piped)
        next();
    piped = 0;
    no_greater = 1;
    binary(8);
    no_greater = 0;
    return mode;
}

static void print(int op)
{
    int n = 0, mode;
    next();
    if (!at_end() && token != GREATER && token != APPEND && token != BAR) {
        may_list = token == LEFT_PAREN;
        no_greater = 1;
        do {
            newlines();
            binary(1);
            n++;
        } while (!piped && !listed && accept(COMMA));
        no_greater = 0;
        if (listed)
            n = listed;
        listed = 0;
    }
    if (n > 255 || (!n && op == PRINT_FORMAT))
        syntax_error();
    mode = redirection();
    emit(op);
    emit(n);
    emit(mode);
}

static void delete(void)
{
    struct target t;
    next();
    t = named();
    if (accept(LEFT_BRACKET)) {
        join(expressions(RIGHT_BRACKET));
        emit(DELETE_ELEMENT);
    } else
        emit(DELETE_ALL);
    emit_target(t);
}

static void simple(void)
{
    if (token == PRINT)
        print(PRINT_ALL);
    else if (token == PRINTF)
        print(PRINT_FORMAT);
    else if (token == DELETE)
        delete();
    else {
        expression();
        emit(DROP);
    }
}

static void block(void)
{
    expect(LEFT_BRACE);
    skip_ends();
    while (token != RIGHT_BRACE)
        statement();
    next();
}

/* The jump that is taken if the condition in parentheses does not hold. */
static int condition(void)
{
    next();
    expect(LEFT_PAREN);
    expression();
    expect(RIGHT_PAREN);
    newlines();
    return jump(IF_FALSE);
}

static void if_statement(void)
{
    int otherwise = condition(), end;
    statement();
    if (accept(ELSE)) {
        newlines();
        end = jump(JUMP);
        patch(otherwise, size);
        statement();
        otherwise = end;
    }
    patch(otherwise, size);
}

static void body(struct loop *l)
{
    struct loop *outer = loop;
    l->breaks = l->continues = 0;
    loop = l;
    statement();
    loop = outer;
}

static void while_statement(void)
{
    struct loop l;
    int start = size, end = condition();
    body(&l);
    jump_to(JUMP, start);
    resolve(l.continues, start);
    resolve(l.breaks, size);
    patch(end, size);
}

static void do_statement(void)
{
    struct loop l;
    int start = size, end;
    next();
    newlines();
    body(&l);
    resolve(l.continues, size);
    if (token != WHILE)
        syntax_error();
    end = condition();
    jump_to(JUMP, start);
    patch(end, size);
    resolve(l.breaks, size);
}

static struct target target_at(int *at)
{
    struct target t;
    t.kind = code[(*at)++];
    t.index = t.kind == FIELD ? 0 : code[(*at)++];
    if (t.index > 127)
        t.index = (t.index & 127) << 7 | code[(*at)++];
    return t;
}

/* for (k in a), of which "k in a" is compiled from `start` on. */
static void for_in(int start)
{
    struct loop l;
    struct target key, array;
    int at = start, each;
    key = target_at(&at);
    if (key.kind > LOCAL || code[at++] != MEMBER)
        syntax_error();
    array = target_at(&at);
    if (at != size - 1)
        syntax_error();
    next();
    newlines();
    size = start;
    target_end = regex_end = 0;
    emit(KEYS);
    emit_target(array);
    start = size;
    each = jump(EACH);
    emit_target(key);
    body(&l);
    jump_to(JUMP, start);
    resolve(l.continues, start);
    resolve(l.breaks, size);
    patch(each, size);
    emit(DROP);
}

static void for_statement(void)
{
    struct loop l;
    int start = size, end = 0, step, to_body;
    next();
    expect(LEFT_PAREN);
    if (token != SEMICOLON)
        simple();
    if (token == RIGHT_PAREN) {
        for_in(start);
        return;
    }
    expect(SEMICOLON);
    newlines();
    start = size;
    if (token != SEMICOLON) {
        expression();
        end = jump(IF_FALSE);
    }
    expect(SEMICOLON);
    newlines();
    to_body = jump(JUMP);
    step = size;
    if (token != RIGHT_PAREN)
        simple();
    jump_to(JUMP, start);
    expect(RIGHT_PAREN);
    newlines();
    patch(to_body, size);
    body(&l);
    jump_to(JUMP, step);
    resolve(l.continues, step);
    resolve(l.breaks, size);
    if (end)
        patch(end, size);
}

static void leave_loop(int *chain)
{
    jump_chained(chain);
    next();
    end_simple();
}

/* exit and return. */
static void leave(int op)
{
    next();
    if (at_end())
        emit(NOTHING);
    else
        expression();
    emit(op);
    if (op == RETURN)
        emit(locals.count);
    end_simple();
}

static void statement(void)
{
    int was = token;
    if (++depth > 100)
        fatal("line %d: nested too deeply", line);
    switch (was) {
    case LEFT_BRACE:
        block();
        skip_ends();
        break;
    case IF:
        if_statement();
        break;
    case WHILE:
        while_statement();
        break;
    case DO:
        do_statement();
        skip_ends();
        break;
    case FOR:
        for_statement();
        break;
    case BREAK:
    case CONTINUE:
        if (!loop)
            syntax_error();
        leave_loop(was == BREAK ? &loop->breaks : &loop->continues);
        break;
    case NEXT:
    case NEXTFILE:
        if (where == AT_BEGIN || where == AT_END)
            syntax_error();
        emit(was == NEXT ? NEXT_RECORD : NEXT_FILE);
        next();
        end_simple();
        break;
    case EXIT_WITH:
        leave(EXIT);
        break;
    case RETURN_WITH:
        if (where != FUNCTIONS)
            syntax_error();
        leave(RETURN);
        break;
    case SEMICOLON:
        skip_ends();
        break;
    default:
        simple();
        end_simple();
    }
    depth--;
}

/* ---- the program */

/* What is compiled next begins at `at`: join it to the one before. */
static void enter(int at)
{
    if (last_jumps[where])
        patch(last_jumps[where], at);
    else
        entries[where] = at;
}

static void set_flag(int variable, int value)
{
    struct target t = {GLOBAL, variable};
    emit_number(value);
    emit(ASSIGN);
    emit_target(t);
    emit(DROP);
}

/* The second pattern of a range, whose first is compiled from `first` on. A hidden variable tells that the range has begun. */
static int range(int first)
{
    int flag = new_variable(" "), outside = jump(IF_FALSE), begins, inside, goes_on;
    set_flag(flag, 1);
    begins = jump(JUMP);
    enter(size);
    load(GLOBAL, flag);
    inside = jump(IF_TRUE);
    jump_to(JUMP, first);
    patch(begins, size);
    patch(inside, size);
    expression();
    goes_on = jump(IF_FALSE);
    set_flag(flag, 0);
    patch(goes_on, size);
    return outside;
}

static int pattern(void)
{
    int first = size;
    expression();
    if (accept(COMMA)) {
        newlines();
        return range(first);
    }
    enter(first);
    return jump(IF_FALSE);
}

static void rule(void)
{
    int otherwise = 0;
    where = RULES;
    if (token == LEFT_BRACE)
        enter(size);
    else
        otherwise = pattern();
    if (token == LEFT_BRACE)
        block();
    else {
        emit(PRINT_ALL);
        emit(0);
        emit(STANDARD);
    }
    if (otherwise)
        patch(otherwise, size);
    last_jumps[RULES] = jump(JUMP);
}

static void special_rule(int kind)
{
    where = kind;
    next();
    enter(size);
    block();
    last_jumps[kind] = jump(JUMP);
}

static void parameters(void)
{
    expect(LEFT_PAREN);
    newlines();
    while (token == NAME) {
        if (name_in(&locals, built()->s) >= 0)
            syntax_error();
        append_name(&locals, built()->s, built()->n);
        next();
        if (!accept(COMMA))
            break;
        newlines();
    }
    expect(RIGHT_PAREN);
    newlines();
}

static void function(void)
{
    int f;
    where = FUNCTIONS;
    next();
    if ((token != NAME && token != FUNCTION_NAME) || name_in(&variables, built()->s) >= 0)
        syntax_error();
    f = function_named(built()->s);
    if (functions[f].defined++)
        syntax_error();
    next();
    parameters();
    functions[f].parameters = locals.count;
    functions[f].entry = size;
    block();
    emit(NOTHING);
    emit(RETURN);
    emit(locals.count);
    locals.n = locals.count = 0;
    if (locals.s)
        *locals.s = 0;
}

static void check_functions(void)
{
    const char *name = function_names.s;
    int i;
    for (i = 0; i < function_names.count; i++, name += strlen(name) + 1)
        if (!functions[i].defined)
            fatal("function %s is not defined", name);
}

/* Compile the program in the files, or in the text if that is not NULL. */
void compile(char **files, const char *text)
{
    emit(STOP);
    for (start(files, text); token != END_OF_PROGRAM; skip_ends())
        if (token == BEGIN)
            special_rule(AT_BEGIN);
        else if (token == END)
            special_rule(AT_END);
        else if (token == FUNCTION || token == FUNC)
            function();
        else if (token != NEWLINE && token != SEMICOLON)
            rule();
    check_functions();
}
