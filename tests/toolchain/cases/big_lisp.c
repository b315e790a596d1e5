/* A Lisp in one file: reader, evaluator with tail calls, closures and macros, strings, vectors, a mark-and-sweep collector,
   errors by longjmp, a printer that escapes, and a library and a test script written in the language itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <setjmp.h>

#define CELLS 1000
#define ROOTS 220
#define SYMBOLS 150
#define NAME_BYTES 900
#define STRING_BYTES 400

typedef unsigned short value;

/* A value is a small integer (low bit 1), or the index of something (low bits: 00 cell, 10 special, with the kind above). */
enum special { NIL, TRUTH, UNBOUND, EOF_VALUE };
enum kind { PAIR, CLOSURE, MACRO, STRING, FREE };

struct cell {
    value head, tail;
};

static struct cell heap[CELLS];
static unsigned char kinds[CELLS];
static unsigned char marks[(CELLS + 7) / 8];
static value free_list;
static int free_count, collections;

static char names[NAME_BYTES];
static int names_used;
static struct symbol {
    unsigned short name;
    value global;
} symbols[SYMBOLS];
static int symbol_count;

static char strings[STRING_BYTES];
static int strings_used;

static value roots[ROOTS];
static int root_count, deepest_root;

static jmp_buf recover;
static char message[60];

#define SPECIAL(n) ((value)((n) << 3 | 2))
#define NIL_VALUE SPECIAL(NIL)
#define TRUE_VALUE SPECIAL(TRUTH)
#define SYMBOL(n) ((value)((n) << 3 | 6))
#define PRIMITIVE(n) ((value)((n) << 3 | 4))
#define INTEGER(n) ((value)((unsigned)(n) << 1 | 1))
#define CELL(n) ((value)((n) << 3))
#define INDEX(v) ((v) >> 3)

static int is_integer(value v) { return v & 1; }
static int is_cell(value v) { return (v & 7) == 0; }
static int is_symbol(value v) { return (v & 7) == 6; }
static int is_primitive(value v) { return (v & 7) == 4; }
static int kind_of(value v) { return is_cell(v) ? kinds[INDEX(v)] : -1; }
static int is_pair(value v) { return kind_of(v) == PAIR; }
static int is_string(value v) { return kind_of(v) == STRING; }
static int integer(value v) { return (short)v >> 1; }
static int truth(value v) { return v != NIL_VALUE; }
static value boolean(int b) { return b ? TRUE_VALUE : NIL_VALUE; }

static void fail(const char *what, const char *detail)
{
    snprintf(message, sizeof message, "%s%s%s", what, *detail ? ": " : "", detail);
    longjmp(recover, 1);
}

/* Memory */

static value protect(value v)
{
    if (root_count == ROOTS)
        fail("recursion too deep", "");
    roots[root_count++] = v;
    if (root_count > deepest_root)
        deepest_root = root_count;
    return v;
}

static void mark(value v)
{
    while (is_cell(v) && !(marks[INDEX(v) >> 3] >> (INDEX(v) & 7) & 1)) {
        int i = INDEX(v);
        marks[i >> 3] |= 1 << (i & 7);
        if (kinds[i] == STRING)
            return;
        mark(heap[i].head);
        v = heap[i].tail;
    }
}

static void move_strings(void)
{
    static char copy[STRING_BYTES];
    int used = 0, i;
    for (i = 0; i < CELLS; i++)
        if (kinds[i] == STRING) {
            memcpy(copy + used, strings + heap[i].head, heap[i].tail);
            heap[i].head = used;
            used += heap[i].tail;
        }
    memcpy(strings, copy, used);
    strings_used = used;
}

static void collect(void)
{
    int i;
    memset(marks, 0, sizeof marks);
    for (i = 0; i < root_count; i++)
        mark(roots[i]);
    for (i = 0; i < symbol_count; i++)
        mark(symbols[i].global);
    free_list = 0;
    free_count = 0;
    for (i = CELLS - 1; i > 0; i--)
        if (!(marks[i >> 3] >> (i & 7) & 1)) {
            kinds[i] = FREE;
            heap[i].tail = free_list;
            free_list = i;
            free_count++;
        }
    move_strings();
    collections++;
}

static value make(enum kind kind, value head, value tail)
{
    int i;
    if (!free_list) {
        int keep = root_count;
        protect(kind == STRING ? NIL_VALUE : head);
        protect(kind == STRING ? NIL_VALUE : tail);
        collect();
        root_count = keep;
        if (free_count < CELLS / 10)
            fail("out of memory", "");
    }
    i = free_list;
    free_list = heap[i].tail;
    free_count--;
    kinds[i] = kind;
    heap[i].head = head;
    heap[i].tail = tail;
    return CELL(i);
}

static value cons(value head, value tail) { return make(PAIR, head, tail); }

static value string(const char *text, int length)
{
    value v;
    if (strings_used + length > STRING_BYTES)
        collect();
    if (strings_used + length > STRING_BYTES)
        fail("out of string memory", "");
    v = make(STRING, 0, 0);
    memmove(strings + strings_used, text, length);
    heap[INDEX(v)].head = strings_used;
    heap[INDEX(v)].tail = length;
    strings_used += length;
    return v;
}

static value head(value v)
{
    if (!is_pair(v))
        fail("not a pair", "head");
    return heap[INDEX(v)].head;
}

static value tail(value v)
{
    if (!is_pair(v))
        fail("not a pair", "tail");
    return heap[INDEX(v)].tail;
}

static value second(value v) { return head(tail(v)); }
static value third(value v) { return head(tail(tail(v))); }

static value intern(const char *name, int length)
{
    int i;
    for (i = 0; i < symbol_count; i++)
        if (names[symbols[i].name] == *name && !strncmp(names + symbols[i].name, name, length) && !names[symbols[i].name + length])
            return SYMBOL(i);
    if (symbol_count == SYMBOLS || names_used + length + 1 > NAME_BYTES)
        fail("too many symbols", "");
    memcpy(names + names_used, name, length);
    names[names_used + length] = 0;
    symbols[symbol_count].name = names_used;
    symbols[symbol_count].global = SPECIAL(UNBOUND);
    names_used += length + 1;
    return SYMBOL(symbol_count++);
}

static value symbol(const char *name) { return intern(name, strlen(name)); }
static const char *symbol_name(value v) { return names + symbols[INDEX(v)].name; }

/* Reader */

static const char *input;

static void skip_space(void)
{
    for (;;) {
        while (isspace((unsigned char)*input))
            input++;
        if (*input != ';')
            return;
        while (*input && *input != '\n')
            input++;
    }
}

static value read_form(void);

static value read_list(void)
{
    value first, rest;
    int keep = root_count;
    skip_space();
    if (!*input)
        fail("unexpected end", "list");
    if (*input == ')') {
        input++;
        return NIL_VALUE;
    }
    if (*input == '.' && isspace((unsigned char)input[1])) {
        input++;
        first = read_form();
        skip_space();
        if (*input++ != ')')
            fail("expected )", "");
        return first;
    }
    first = protect(read_form());
    rest = protect(read_list());
    root_count = keep;
    return cons(first, rest);
}

static value read_string(void)
{
    char buf[80];
    int n = 0;
    while (*input != '"') {
        char c = *input++;
        if (!c)
            fail("unexpected end", "string");
        if (c == '\\')
            switch (c = *input++) {
            case 'n': c = '\n'; break;
            case 't': c = '\t'; break;
            }
        if (n == sizeof buf)
            fail("string too long", "");
        buf[n++] = c;
    }
    input++;
    return string(buf, n);
}

static value wrap(const char *name, value v)
{
    int keep = root_count;
    protect(v);
    v = cons(symbol(name), protect(cons(v, NIL_VALUE)));
    root_count = keep;
    return v;
}

static value read_atom(void)
{
    const char *start = input;
    char *end;
    long n;
    while (*input && !isspace((unsigned char)*input) && !strchr("();\"'`,", *input))
        input++;
    n = strtol(start, &end, 10);
    if (end == input && end != start)
        return INTEGER(n);
    if (input == start)
        fail("unexpected character", "");
    if (input - start == 3 && !memcmp(start, "nil", 3))
        return NIL_VALUE;
    if (input - start == 1 && *start == 't')
        return TRUE_VALUE;
    return intern(start, input - start);
}

static value read_form(void)
{
    skip_space();
    switch (*input) {
    case 0: return SPECIAL(EOF_VALUE);
    case '(': input++; return read_list();
    case ')': input++; fail("unexpected )", "");
    case '\'': input++; return wrap("quote", read_form());
    case '`': input++; return wrap("quasi", read_form());
    case ',': input++; return wrap("unquote", read_form());
    case '"': input++; return read_string();
    }
    return read_atom();
}

/* Printer */

static void print_string(value v, int quoted)
{
    const char *s = strings + heap[INDEX(v)].head;
    int n = heap[INDEX(v)].tail;
    if (!quoted) {
        printf("%.*s", n, s);
        return;
    }
    putchar('"');
    for (; n--; s++)
        if (*s == '\n')
            printf("\\n");
        else if (*s == '"' || *s == '\\')
            printf("\\%c", *s);
        else
            putchar(*s);
    putchar('"');
}

static void print(value v, int quoted)
{
    if (is_integer(v))
        printf("%d", integer(v));
    else if (v == NIL_VALUE)
        printf("nil");
    else if (v == TRUE_VALUE)
        printf("t");
    else if (is_symbol(v))
        printf("%s", symbol_name(v));
    else if (is_primitive(v))
        printf("<primitive %d>", INDEX(v));
    else if (is_string(v))
        print_string(v, quoted);
    else if (kind_of(v) == CLOSURE)
        printf("<closure>");
    else if (kind_of(v) == MACRO)
        printf("<macro>");
    else {
        char before = '(';
        for (; is_pair(v); v = tail(v)) {
            putchar(before);
            print(head(v), quoted);
            before = ' ';
        }
        if (v != NIL_VALUE) {
            printf(" . ");
            print(v, quoted);
        }
        putchar(')');
    }
}

/* Primitives: each gets its evaluated arguments as a vector */

static int number(value v)
{
    if (!is_integer(v))
        fail("not a number", "");
    return integer(v);
}

static value fit(long n)
{
    if (n < -16384 || n > 16383)
        fail("overflow", "");
    return INTEGER(n);
}

static value p_add(int n, value *a) { long s = 0; while (n--) s += number(*a++); return fit(s); }
static value p_mul(int n, value *a) { long s = 1; while (n--) s = integer(fit(s * number(*a++))); return fit(s); }
static value p_sub(int n, value *a)
{
    long s = number(*a);
    if (n == 1)
        return fit(-s);
    while (--n)
        s -= number(*++a);
    return fit(s);
}
static value p_div(int n, value *a) { (void)n; if (!number(a[1])) fail("division by zero", ""); return fit(number(a[0]) / number(a[1])); }
static value p_mod(int n, value *a) { (void)n; if (!number(a[1])) fail("division by zero", ""); return fit(number(a[0]) % number(a[1])); }
static value p_less(int n, value *a) { while (--n) { if (number(a[0]) >= number(a[1])) return NIL_VALUE; a++; } return TRUE_VALUE; }
static value p_same(int n, value *a) { (void)n; return boolean(a[0] == a[1]); }
static value p_cons(int n, value *a) { (void)n; return cons(a[0], a[1]); }
static value p_head(int n, value *a) { (void)n; return head(a[0]); }
static value p_tail(int n, value *a) { (void)n; return tail(a[0]); }
static value p_pair(int n, value *a) { (void)n; return boolean(is_pair(a[0])); }
static value p_not(int n, value *a) { (void)n; return boolean(!truth(a[0])); }
static value p_symbol(int n, value *a) { (void)n; return boolean(is_symbol(a[0])); }
static value p_list(int n, value *a) { value v = NIL_VALUE; while (n--) v = cons(a[n], v); return v; }
static value p_set_head(int n, value *a) { (void)n; head(a[0]); return heap[INDEX(a[0])].head = a[1]; }
static value p_print(int n, value *a) { int i; for (i = 0; i < n; i++) print(a[i], 0); putchar('\n'); return n ? a[n - 1] : NIL_VALUE; }
static value p_error(int n, value *a) { (void)n; fail("error", is_symbol(a[0]) ? symbol_name(a[0]) : ""); return 0; }
static value p_length(int n, value *a)
{
    int k = 0;
    value v = a[0];
    (void)n;
    if (is_string(v))
        return INTEGER(heap[INDEX(v)].tail);
    for (; is_pair(v); v = tail(v))
        k++;
    return INTEGER(k);
}
static value p_join(int n, value *a)
{
    char buf[100];
    int used = 0, i;
    for (i = 0; i < n; i++) {
        if (!is_string(a[i]))
            fail("not a string", "");
        if (used + heap[INDEX(a[i])].tail > sizeof buf)
            fail("string too long", "");
        memcpy(buf + used, strings + heap[INDEX(a[i])].head, heap[INDEX(a[i])].tail);
        used += heap[INDEX(a[i])].tail;
    }
    return string(buf, used);
}
static value p_text(int n, value *a)
{
    char buf[8];
    (void)n;
    return string(buf, sprintf(buf, "%d", number(a[0])));
}

static const struct primitive {
    const char *name;
    signed char least, most;
    value (*run)(int, value *);
} primitives[] = {
    { "+", 0, -1, p_add }, { "-", 1, -1, p_sub }, { "*", 0, -1, p_mul }, { "/", 2, 2, p_div }, { "mod", 2, 2, p_mod },
    { "<", 1, -1, p_less }, { "eq", 2, 2, p_same }, { "cons", 2, 2, p_cons }, { "head", 1, 1, p_head }, { "tail", 1, 1, p_tail },
    { "pair?", 1, 1, p_pair }, { "not", 1, 1, p_not }, { "symbol?", 1, 1, p_symbol }, { "list", 0, -1, p_list },
    { "set-head", 2, 2, p_set_head }, { "print", 0, -1, p_print }, { "error", 1, 1, p_error }, { "length", 1, 1, p_length },
    { "join", 0, -1, p_join }, { "text", 1, 1, p_text },
};
#define PRIMITIVES ((int)(sizeof primitives / sizeof *primitives))

/* Evaluator: an environment is a list of (symbol . value) pairs, globals lie in the symbols */

static value s_quote, s_quasi, s_unquote, s_if, s_define, s_lambda, s_macro, s_let, s_set, s_do, s_and, s_while;

static value *lookup(value name, value env)
{
    for (; is_pair(env); env = tail(env))
        if (heap[INDEX(head(env))].head == name)
            return &heap[INDEX(head(env))].tail;
    if (symbols[INDEX(name)].global == SPECIAL(UNBOUND))
        fail("unbound", symbol_name(name));
    return &symbols[INDEX(name)].global;
}

static value eval(value form, value env);

static value bind(value name, value v, value env)
{
    int keep = root_count;
    protect(env);
    v = protect(cons(name, v));
    v = cons(v, env);
    root_count = keep;
    return v;
}

/* Binds parameters to a list of arguments; a symbol in the place of a list takes the rest. */
static value bind_all(value params, value args, value env)
{
    int keep = root_count;
    protect(args);
    for (; is_pair(params); params = tail(params)) {
        if (!is_pair(args))
            fail("too few arguments", "");
        env = protect(bind(head(params), head(args), env));
        args = tail(args);
    }
    if (is_symbol(params))
        env = bind(params, args, env);
    else if (args != NIL_VALUE)
        fail("too many arguments", "");
    root_count = keep;
    return env;
}

static value eval_list(value forms, value env)
{
    int keep = root_count;
    value first, rest;
    if (!is_pair(forms))
        return NIL_VALUE;
    first = protect(eval(head(forms), env));
    rest = protect(eval_list(tail(forms), env));
    root_count = keep;
    return cons(first, rest);
}

static value call_primitive(int which, value args)
{
    const struct primitive *p = &primitives[which];
    value v[12];
    int n = 0;
    for (; is_pair(args); args = tail(args)) {
        if (n == 12)
            fail("too many arguments", p->name);
        protect(v[n++] = head(args));
    }
    if (n < p->least || (p->most >= 0 && n > p->most))
        fail("wrong number of arguments", p->name);
    return p->run(n, v);
}

static value quasi(value form, value env)
{
    int keep = root_count;
    value first;
    if (!is_pair(form))
        return form;
    if (head(form) == s_unquote)
        return eval(second(form), env);
    first = protect(quasi(head(form), env));
    form = cons(first, protect(quasi(tail(form), env)));
    root_count = keep;
    return form;
}

static value sequence(value forms, value env)
{
    value v = NIL_VALUE;
    for (; is_pair(forms); forms = tail(forms))
        v = eval(head(forms), env);
    return v;
}

static value eval(value form, value env)
{
    int keep = root_count;
    value f, args;
    for (;;) {
        root_count = keep;
        if (is_symbol(form))
            return *lookup(form, env);
        if (!is_pair(form))
            return form;
        protect(form);
        protect(env);
        f = head(form);
        if (f == s_quote || f == s_quasi) {
            f = f == s_quote ? second(form) : quasi(second(form), env);
            break;
        } else if (f == s_if) {
            args = tail(tail(form));
            if (!truth(eval(second(form), env)))
                args = tail(args);
            form = is_pair(args) ? head(args) : NIL_VALUE;
            continue;
        } else if (f == s_define) {
            symbols[INDEX(second(form))].global = f = eval(third(form), env);
            break;
        } else if (f == s_set) {
            f = eval(third(form), env);
            *lookup(second(form), env) = f;
            break;
        } else if (f == s_lambda || f == s_macro) {
            args = tail(form);
            f = make(f == s_lambda ? CLOSURE : MACRO, args, env);
            break;
        } else if (f == s_let) {
            value local = env;
            for (args = second(form); is_pair(args); args = tail(args)) {
                f = protect(eval(second(head(args)), env));
                local = protect(bind(head(head(args)), f, local));
            }
            f = sequence(tail(tail(form)), local);
            break;
        } else if (f == s_do) {
            for (args = tail(form); is_pair(args) && is_pair(tail(args)); args = tail(args))
                eval(head(args), env);
            form = is_pair(args) ? head(args) : NIL_VALUE;
            continue;
        } else if (f == s_and) {
            f = TRUE_VALUE;
            for (args = tail(form); is_pair(args) && truth(f); args = tail(args))
                f = eval(head(args), env);
            break;
        } else if (f == s_while) {
            while (truth(eval(second(form), env)))
                sequence(tail(tail(form)), env);
            f = NIL_VALUE;
            break;
        }
        f = protect(eval(f, env));
        if (kind_of(f) == MACRO) {
            value local = protect(bind_all(head(heap[INDEX(f)].head), tail(form), heap[INDEX(f)].tail));
            form = sequence(tail(heap[INDEX(f)].head), local);
            continue;
        }
        args = protect(eval_list(tail(form), env));
        if (is_primitive(f)) {
            f = call_primitive(INDEX(f), args);
            break;
        }
        if (kind_of(f) != CLOSURE)
            fail("not a function", "");
        env = bind_all(head(heap[INDEX(f)].head), args, heap[INDEX(f)].tail);
        root_count = keep;
        protect(f);
        protect(env);
        for (args = tail(heap[INDEX(f)].head); is_pair(tail(args)); args = tail(args))
            eval(head(args), env);
        form = head(args);
    }
    root_count = keep;
    return f;
}

/* The library and the tests, in the language itself */

static const char library[] =
    "(define defun (macro (name params . body) `(define ,name ,(cons 'lambda (cons params body)))))\n"
    "(define or2 (macro (a b) `(let ((or-value ,a)) (if or-value or-value ,b))))\n"
    "(define when (macro (test . body) `(if ,test ,(cons 'do body) nil)))\n"
    "(defun reverse (l) (let ((r nil)) (while (pair? l) (set r (cons (head l) r)) (set l (tail l))) r))\n"
    "(defun map (f l) (if (pair? l) (cons (f (head l)) (map f (tail l))) nil))\n"
    "(defun filter (f l) (if (not (pair? l)) nil (if (f (head l)) (cons (head l) (filter f (tail l))) (filter f (tail l)))))\n"
    "(defun fold (f x l) (if (pair? l) (fold f (f x (head l)) (tail l)) x))\n"
    "(defun range (a b) (if (< a b) (cons a (range (+ a 1) b)) nil))\n"
    "(defun equal (a b) (if (pair? a) (and (pair? b) (equal (head a) (head b)) (equal (tail a) (tail b))) (eq a b)))\n";

static const char *const tests[] = {
    "(+ 1 2 (* 3 4) (- 10 3 2) (- 5) (/ 17 5) (mod 17 5))",
    "'(a (b . c) \"d\\n\\\"e\\\"\" 12 -7 nil t)",
    "(reverse (map (lambda (x) (* x x)) (range 0 9)))",
    "(fold + 0 (filter (lambda (x) (eq (mod x 3) 1)) (range 0 12)))",
    "(defun fact (n) (if (< n 2) 1 (* n (fact (- n 1)))))",
    "(map fact '(0 1 2 3 4 5 6 7))",
    "(fact 8) ; 40320 does not fit",
    "(defun count (n total) (if (< n 1) total (count (- n 1) (+ total 2))))",
    "(count 90 0)",
    "(define make-counter (lambda (n) (lambda () (set n (+ n 1)))))",
    "(define c1 (make-counter 10))",
    "(define c2 (make-counter 100))",
    "(list (c1) (c1) (c2) (c1))",
    "(let ((x 1) (y 2)) (print \"x=\" x \" y=\" y) (let ((x y)) (list x y)))",
    "`(1 ,(+ 1 1) (nested ,(list 3 4)) five)",
    "(or2 nil (or2 (< 2 1) 'found))",
    "(when (< 1 2 3) (print 'ordered) 'done)",
    "(equal '(1 (2 3) 4) (list 1 (list 2 3) 4))",
    "(equal '(1 2) '(1 2 3))",
    "(define table nil)",
    "(defun remember (k v) (set table (cons (cons k v) table)))",
    "(do (remember 'one 1) (remember 'two 2) (remember 'three 3) table)",
    "(defun assoc (k l) (if (pair? l) (if (eq k (head (head l))) (tail (head l)) (assoc k (tail l))) nil))",
    "(list (assoc 'two table) (assoc 'four table))",
    "(defun primes (n) (filter (lambda (p) (let ((d 2) (ok t)) (while (and ok (< (* d d) (+ p 1))) (if (eq (mod p d) 0) (set ok nil)) (set d (+ d 1))) ok)) (range 2 n)))",
    "(primes 20)",
    "(defun spell (n) (if (< n 1) \"\" (join (spell (/ n 10)) (text (mod n 10)) \"-\")))",
    "(spell 123)",
    "(let ((i 0) (s \"\")) (while (< i 15) (set s (join \"<\" (text i) \">\")) (set i (+ i 1))) (list s (length s)))",
    "(define cycle (list 1 2 3))",
    "(set-head (tail cycle) 'two)",
    "cycle",
    "(defun hanoi (n a b c) (if (< n 1) 0 (+ (hanoi (- n 1) a c b) 1 (hanoi (- n 1) c b a))))",
    "(hanoi 4 'x 'y 'z)",
    "((lambda (first . rest) (list first (length rest))) 1 2 3 4)",
    "(undefined 1)",
    "(head 5)",
    "(+ 1 'a)",
    "(/ 1 0)",
    "((lambda (x) x))",
    "((lambda (x) x) 1 2)",
    "(cons 1)",
    "(5 5)",
    "(error oops)",
    "(error 'oops)",
    "(defun forever (n) (+ 1 (forever n)))",
    "(forever 1)",
    "(define hog nil)",
    "(while t (set hog (cons 1 hog)))",
    "(set hog nil)",
    "(1 2",
    "\"open",
    ")",
    "; only a comment",
    "(eq 'same 'same) (eq \"not\" \"not\")",
};

static void run(const char *text, int show)
{
    input = text;
    root_count = 0;
    if (setjmp(recover)) {
        printf("! %s\n", message);
        return;
    }
    for (;;) {
        value v = read_form();
        if (v == SPECIAL(EOF_VALUE))
            return;
        root_count = 0;
        protect(v);
        v = eval(v, NIL_VALUE);
        if (show) {
            printf("= ");
            print(v, 1);
            putchar('\n');
        }
    }
}

static void start(void)
{
    static const struct { value *where; const char *name; } forms[] = {
        { &s_quote, "quote" }, { &s_quasi, "quasi" }, { &s_unquote, "unquote" }, { &s_if, "if" }, { &s_define, "define" }, { &s_lambda, "lambda" },
        { &s_macro, "macro" }, { &s_let, "let" }, { &s_set, "set" }, { &s_do, "do" }, { &s_and, "and" }, { &s_while, "while" },
    };
    unsigned i;
    for (i = 0; i < sizeof forms / sizeof *forms; i++)
        *forms[i].where = symbol(forms[i].name);
    for (i = 0; i < (unsigned)PRIMITIVES; i++)
        symbols[INDEX(symbol(primitives[i].name))].global = PRIMITIVE(i);
    collect();
}

int main(void)
{
    unsigned i;
    start();
    run(library, 0);
    for (i = 0; i < sizeof tests / sizeof *tests; i++) {
        printf("> %s\n", tests[i]);
        run(tests[i], 1);
    }
    root_count = 0;
    collect();
    printf("%d symbols, %d cells free, %d bytes of strings, %s\n", symbol_count, free_count, strings_used, collections > 5 ? "collected often" : "hardly collected");
    return 0;
}
