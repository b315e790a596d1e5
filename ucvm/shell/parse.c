/* Lexer and parser. The lexer finds where a word ends and keeps its text; the parser follows the grammar in sh.h. */
#include "sh.h"

enum { T_WORD = 1, T_EOF, T_REDIR, TWICE = 0x80, T_FALL = ';' | 0x100, T_NEXT = ';' | TWICE | 0x100, T_BOTH = '|' | 0x100 };
/* T_FALL ;&  T_NEXT ;;&  T_BOTH |&; other tokens are their character, a doubled one with TWICE */
/* Reserved words: those that end a list come first. */
enum { K_THEN = 'A', K_ELSE, K_ELIF, K_FI, K_DO, K_DONE, K_ESAC, K_END, K_IN, K_NOT, K_BEGIN, K_IF, K_WHILE, K_UNTIL, K_FOR, K_CASE, K_SELECT, K_COND, K_FUNCTION, K_TIME };
static const char keywords[] = "then\0else\0elif\0fi\0do\0done\0esac\0}\0in\0!\0{\0if\0while\0until\0for\0case\0select\0[[\0function\0time\0";
enum { KW = 1, NL = 2, AL = 4 };    /* what token() does: reserved words, skip newlines, aliases */
enum { QUOTED = 1, HEREDOC = 4 };

/*                            WORD REDIR SIMPLE PIPE AND OR SEMI BG NOT SUBSH REDIRD IF WHILE UNTIL FOR CASE CLAUSE FUNC ITEMS COND SELECT TIME */
const unsigned char kids[] = { 1, 4, 3, 2, 2, 2, 2, 1, 1, 1, 2, 3, 3, 3, 2, 2, 3, 1, 2, 1, 2, 1 };

static int tok, pushed;
static Node *word, *heres;          /* the last WORD; here-documents whose bodies follow the line */
static int rop, rfd, both;          /* the last T_REDIR; both: &>, standard error goes there too */
static Node *rvar;                  /* the variable of {NAME}> */
static int loose;                   /* in a pattern of [[: ( and | may be part of a word, 2: at its beginning too */

static Node *list(int multi);

static Node *node(int type, Node *a, Node *b)
{
    int n = kids[type];
    Node *p;

    if ((size_t)ap & 1)
        put(0);
    p = take(sizeof *p + (n + (type == SIMPLE)) * sizeof(Ref));
    p->type = type;
    p->op = 0;
    while (n > 2)
        p->k[--n] = 0;
    if (n > 1)
        p->k[1] = REF(b);
    p->k[0] = REF(a);
    return p;
}

static void synerror(const char *a)
{
    int s = script;

    script = 1;                     /* syntax errors always name the line */
    line = in->line - (tok == '\n');
    warn("Syntax error", a);
    script = s;
    status = 2;
    throw(X_ERROR);
}

static const char *keyword(int t)
{
    const char *s = keywords;

    while (t-- > K_THEN)
        s += strlen(s) + 1;
    return s;
}

/* The token of a reserved word, or 0. */
int reserved(const char *s)
{
    int n = place(keywords, s);

    return n < 0 ? 0 : K_THEN + n;
}

static void name(int t)
{
    static const char names[] = "newline\0word\0end of file\0redirection";

    if (t == '\n' || t < T_REDIR + 1)
        add(t == T_WORD ? names + 8 : t == T_EOF ? names + 13 : t == T_REDIR ? names + 25 : names);
    else {
        put('"');
        if (t >= 'A' && t <= 'Z')
            add(keyword(t));
        else {
            put(t & 0x7f);
            if (t & TWICE)
                put(t & 0x7f);
        }
        put('"');
    }
}

static void unexpected(int t, int want)
{
    char *s = ap;

    name(t);
    add(" unexpected");
    if (want) {
        add(" (expecting ");
        name(want);
        put(')');
    }
    put(0);
    synerror(s);
}

/* ---- words */

static int gc(void)
{
    int c, d;

    while ((c = getch()) == '\\') {
        d = getch();
        if (d != '\n') {
            unget(d);
            break;
        }
    }
    return c;
}

static void setlength(char *at)
{
    int n = ap - at - 2;

    if (n > 0x3fff)
        synerror("command substitution too long");
    at[0] = n >> 7 | 0x80;
    at[1] = n | 0x80;
    put(')');
}

/* $( : parse to find the end, keep the source text. */
static void command_subst(void)
{
    Node *savedword = word, *savedheres = heres;
    int from, depth = capturing, i;
    char *at = ap;

    put(0);
    put(0);
    if (!capturing++)
        capalias = in->alias != 0;
    from = capn;
    heres = 0;
    list(1);
    if (tok != ')')
        unexpected(tok, ')');
    pushed = 0;
    capturing = depth;
    ap = at + 2;
    for (i = from; i < capn - 1; i++)
        put(cap[i]);
    if (!depth)
        capn = from;
    setlength(at);
    word = savedword;
    heres = savedheres;
}

static void backquote(int q)
{
    char *at = ap;
    int c;

    put(0);
    put(0);
    while ((c = getch()) != '`') {
        if (c == '\\') {
            c = getch();
            if (c == '\n')
                continue;
            if (c != '\\' && c != '`' && c != '$' && !(c == '"' && q == QUOTED))
                put('\\');
        }
        if (c < 0)
            synerror("EOF in backquote substitution");
        put(c);
    }
    setlength(at);
}

static void scan(int end, int q);

/* Capture what is read from here on; the place of its beginning. */
static int begincapture(void)
{
    if (!capturing++)
        capalias = in->alias != 0;
    return capn;
}

/* End it; with `again` a parenthesis and what was captured are read once more. */
static void endcapture(int from, int again)
{
    Alias *a;

    if (again) {
        a = keep(sizeof *a + 1);
        *a->name = 0;
        a->value = keep(capn - from + 3);
        *a->value = '(';
        memcpy(a->value + 1, cap + from, capn - from);
        strcpy(a->value + 1 + capn - from, " ");
    }
    if (!--capturing)
        capn = from;
    if (again)
        pushalias(a);
}

/* After `$((`: an expression and `))`; 0 when it is a subshell in a substitution. */
static int lexarithmetic(void)
{
    int from = begincapture(), c;
    char *at = ap;

    put('(');
    scan(')', HEREDOC | QUOTED);
    c = gc();
    if (c != ')')
        unget(c);
    endcapture(from, c != ')');
    if (c != ')') {
        ap = at;
        return 0;
    }
    put(')');
    put(')');
    return 1;
}

/* After `$`. */
static void lexdollar(int q)
{
    int c = gc();

    if (c == '(') {
        put('(');
        if ((c = gc()) != '(')
            unget(c);
        else if (lexarithmetic())
            return;
        command_subst();
    } else if (c == '"' && !q) {
        ap--;                           /* $"..." is "..." */
        unget(c);
    } else if (c == '{') {
        put('{');
        q &= ~HEREDOC;
        if ((c = gc()) != '}' && c >= 0) {
            put(c);
            while (isname(c = gc()))
                put(c);
            if (c == ':') {
                put(c);
                c = gc();
            }
            if (c == '[') {
                put(c);
                scan(']', q);
                put(']');
                c = gc();
            }
            if (c > 0 && strchr("#%/^,", c))
                q = 0;
        }
        unget(c);
        scan('}', q);
        put('}');
    } else if (c == '\'' && !q) {
        word->op = 1;
        do {
            put(c);
            if ((c = getch()) == '\\') {
                put(c);
                c = getch();
                if (c == '\'')
                    c = 'q';
            } else if (c == '\'')
                break;
            if (c < 0)
                synerror("Unterminated quoted string");
        } while (1);
        put(c);
    } else
        unget(c);
}

/* Whether c belongs to a list of patterns or, in [[, to an expression: ( | ) and blanks, which would end a word elsewhere. */
static int inlist(int c, int depth)
{
    if (depth)
        return strchr("(|) ", c) != 0;
    return c == '(' ? loose || shopts & EXTGLOB && strchr("?*+@!", ap[-1]) : c == '|' && loose > 1;
}

/* Copy source text up to an unquoted `end`, which is eaten; 0: to the end of a word; -1: to the end of the input. */
static void scan(int end, int q)
{
    int c, depth = 0;

    for (;;) {
        c = gc();
        if (c == end && (c != ')' || !depth--))
            return;
        if (c < 0) {
            if (end)
                synerror(end == '}' ? "Missing '}'" : "Unterminated quoted string");
            return;
        }
        if (!end && inlist(c, depth))
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        else if (!end && strchr(" \t\n;&|<>()", c)) {
            unget(c);
            return;
        }
        if (c == '(' && end == ')')
            depth++;
        if (c == '`') {
            put('$');
            put('(');
            backquote(q);
            continue;
        }
        put(c);
        if (c == '$') {
            lexdollar(q);
        } else if (c == '\\') {
            word->op = 1;
            if ((c = getch()) >= 0)
                put(c);
        } else if (c == '\'' && !q) {
            word->op = 1;
            do {
                if ((c = getch()) < 0)
                    synerror("Unterminated quoted string");
                put(c);
            } while (c != '\'');
        } else if (c == '"' && !(q & HEREDOC)) {
            word->op = 1;
            scan('"', QUOTED);
            put(c);
        }
    }
}

/* ---- here-documents */

static void unquote(char *s)
{
    char *t = s;
    int q = 0;

    for (; *s; s++) {
        if (q ? *s == q : *s == '\'' || *s == '"')
            q = q ? 0 : *s;
        else {
            if (*s == '\\' && q != '\'' && s[1])
                s++;
            *t++ = *s;
        }
    }
    *t = 0;
}

/* Append the lines up to the delimiter. */
static void herelines(const char *delimiter, int tabs)
{
    char *at;
    int c;

    do {
        at = ap;
        while ((c = getch()) == '\t' && tabs)
            ;
        for (; c >= 0 && c != '\n'; c = getch())
            put(c);
        put(0);
        if (!strcmp(at, delimiter)) {
            ap = at;
            return;
        }
        ap[-1] = '\n';
    } while (c >= 0);
    ap = at;
}

/* The text of a here-document's body (or a prompt) in the form of a word's text. */
char *heretext(const char *raw)
{
    Node *saved = word;
    int depth = capturing;
    char *s;

    pushstring(raw);
    capturing = 0;
    word = node(WORD, 0, 0);
    s = ap;
    scan(-1, QUOTED | HEREDOC);
    put(0);
    popinput();
    capturing = depth;
    word = saved;
    return s;
}

/* The body takes the place of the delimiter; its text is moved down to where the raw lines were. */
static void readhere(Node *r)
{
    Node *w = KID(r, 1), *body = node(WORD, 0, 0);
    char *raw = TEXT(body), *s;

    unquote(TEXT(w));
    herelines(TEXT(w), r->op & 1);
    put(0);
    r->op = (r->op & ~15) | R_HERE;
    if (!w->op) {
        r->op++;                    /* R_XHERE */
        s = heretext(raw);
        memmove(raw, s, ap - s);
        ap -= s - raw;
    }
    r->k[1] = REF(body);
}

static void readheres(void)
{
    Node *r = heres, *next;

    heres = 0;
    for (; r; r = next) {
        next = KID(r, 2);
        r->k[2] = 0;
        readhere(r);
    }
}

/* ---- tokens */

static int redirop(int c)
{
    int d = gc();

    rfd = c == '>';
    rop = rfd ? R_OUT : R_IN;
    both = 0;
    rvar = 0;
    if (d == c) {
        rop = rfd ? R_APPEND : R_HERE;
        if (!rfd && (d = getch()) == '<')
            rop = R_STRING;
        else if (!rfd)
            unget(d);
    }
    else if (d == '&')
        rop = R_DUP;
    else if (d == '|' && rfd)
        rop = R_CLOBBER;
    else if (d == '>')
        rop = R_RDWR;
    else
        unget(d);
    return T_REDIR;
}

/* The descriptor that the text before a `<` or `>` stands for, or -1; NAMED for {NAME}, the text is NAME then. */
static int descriptor(char *s)
{
    int n;

    if (ap == s + 2 && *s >= '0' && *s <= '9')
        return *s - '0';
    if (*s != '{' || !(n = namelen(s + 1)) || ap != s + n + 3 || ap[-2] != '}')
        return -1;
    ap[-2] = 0;
    memmove(s, s + 1, n + 1);
    return NAMED;
}

static int lex(void)
{
    int c, d;
    char *s;

    do
        c = gc();
    while (c == ' ' || c == '\t');
    if (c == '#')
        while ((c = getch()) != '\n' && c >= 0)
            ;
    switch (c) {
    case -1:
        return T_EOF;
    case '\n':
        if (heres)
            readheres();
        return c;
    case ';':
    case '&':
    case '|':
        d = gc();
        if (d == '>' && c == '&') {
            redirop(d);
            both = 1;
            return T_REDIR;
        }
        if (d == '&' && c != '&')
            return c | 0x100;
        if (d == c) {
            if (c == ';') {
                if ((d = gc()) == '&')
                    return T_NEXT;
                unget(d);
            }
            return c | TWICE;
        }
        unget(d);
        return c;
    case '(':
        if (loose)
            break;
    case ')':
        return c;
    case '<':
    case '>':
        d = getch();
        unget(d);
        if (d != '(')
            return redirop(c);
    }
    word = node(WORD, 0, 0);
    s = ap;
    if (c == '<' || c == '>') {         /* <(...) */
        put(c);
        put(getch());
        command_subst();
    } else
        unget(c);
    scan(0, 0);
    put(0);
    c = gc();
    if ((c == '<' || c == '>') && (d = descriptor(s)) >= 0) {
        redirop(c);
        rfd = d;
        rvar = d == NAMED ? word : 0;
        return T_REDIR;
    }
    unget(c);
    return T_WORD;
}

static int token(int want)
{
    Alias *a;
    int k, fresh;

    for (;;) {
        fresh = !pushed;
        if (fresh)
            tok = lex();
        pushed = 0;
        if (tok == '\n' && want & NL)
            continue;
        if (blankalias)
            want |= AL;
        blankalias = 0;
        if (tok != T_WORD || word->op)
            return tok;
        if (want & KW && (k = reserved(TEXT(word))))
            return tok = k;
        if (want & AL && fresh && (a = *findalias(TEXT(word))) && !a->busy) {
            pushalias(a);
            continue;
        }
        return tok;
    }
}

static void expect(int want, int flags)
{
    if (token(flags) != want)
        unexpected(tok, want);
}

/* ---- grammar */

/* 2>&1 */
static Node *errorsto1(void)
{
    Node *r = node(REDIR, 0, 0);

    r->op = R_DUP | 2 << 4;
    both = 0;
    word = node(WORD, 0, 0);
    puts0("1");
    r->k[1] = REF(word);
    return r;
}

static Node *redirection(void)
{
    Node *r = node(REDIR, 0, 0), *h;
    int op = rop, c;

    r->op = op | rfd << 4;
    r->k[3] = REF(rvar);
    if (op == R_HERE) {
        c = getch();
        if (c == '-')
            r->op++;                /* odd: strip tabs, until the body is read */
        else
            unget(c);
    }
    if (token(0) != T_WORD)
        unexpected(tok, 0);
    r->k[1] = REF(word);
    if (op == R_DUP && rfd == 1 && !strchr("0123456789-$", TEXT(word)[*TEXT(word) == '"'])) {
        r->op = R_OUT | 16;             /* >&file */
        both = 1;
    }
    if (both)
        r->k[0] = REF(errorsto1());
    if (op == R_HERE) {
        for (h = heres; h && h->k[2]; h = KID(h, 2))
            ;
        if (h)
            h->k[2] = REF(r);
        else
            heres = r;
    }
    return r;
}

/* Hang a list onto the end of another; the new end. */
static Ref *chain(Ref *tail, Node *n)
{
    for (*tail = REF(n); *tail; tail = &NODE(*tail)->k[0])
        ;
    return tail;
}

static Node *redirlist(void)
{
    Ref first = 0, *tail = &first;

    while (token(0) == T_REDIR)
        tail = chain(tail, redirection());
    pushed = 1;
    return NODE(first);
}

static Node *compound_list(int end)
{
    Node *n = list(1);

    if (!n || tok != end)
        unexpected(tok, n ? end : 0);
    pushed = 0;
    return n;
}

static Node *ifclause(void)
{
    Node *n = node(IF, 0, 0);

    n->k[0] = REF(compound_list(K_THEN));
    n->k[1] = REF(list(1));
    pushed = 0;
    if (!n->k[1])
        unexpected(tok, 0);
    if (tok == K_ELIF)
        n->k[2] = REF(ifclause());
    else if (tok == K_ELSE)
        n->k[2] = REF(compound_list(K_FI));
    else if (tok != K_FI)
        unexpected(tok, K_FI);
    return n;
}

/* Words up to something else. */
static void words(Ref *tail)
{
    while (token(NL) == T_WORD) {
        *tail = REF(word);
        tail = &word->k[0];
    }
}

/* let "EXPRESSION": the text up to `end` as a command; `none` when it is blank. */
static Node *calculation(int end, Node *none)
{
    Node *n = node(SIMPLE, 0, 0), *let = node(WORD, 0, 0);

    puts0("let");
    word = node(WORD, 0, 0);
    n->k[0] = REF(let);
    n->k[3] = in->line;
    let->k[0] = REF(word);
    put('"');
    scan(end, QUOTED | HEREDOC);
    puts0("\"");
    return TEXT(word)[1 + strspn(TEXT(word) + 1, " \t\n")] == '"' ? none : n;
}

/* ( ( EXPRESSION ) ) after both parentheses; 0 when it is a subshell in a subshell, whose text is then read again. */
static Node *parenthesized(void)
{
    int from = begincapture(), c;
    Node *n = calculation(')', EOFNODE);

    c = gc();
    if (c != ')')
        unget(c);
    endcapture(from, c != ')');
    return c == ')' ? n : 0;
}

/* for (( INIT; TEST; STEP )): a loop with a step. */
static Node *countingloop(void)
{
    Node *init = calculation(';', 0), *n = node(WHILE, 0, 0);

    n->k[0] = REF(calculation(';', 0));
    n->k[2] = REF(calculation(')', 0));
    if (gc() != ')')
        synerror("Missing '))'");
    if (token(KW | NL) == ';')
        token(KW | NL);
    if (tok != K_DO)
        unexpected(tok, K_DO);
    n->k[1] = REF(compound_list(K_DONE));
    return init ? node(SEMI, init, n) : n;
}

static Node *forclause(int type)
{
    Node *n = node(type, 0, 0);
    Ref *tail = &n->k[1];
    int c;

    if (token(0) == '(') {
        if ((c = getch()) == '(')
            return countingloop();
        unget(c);
    }
    if (tok != T_WORD || word->op || TEXT(word)[namelen(TEXT(word))])
        synerror("Bad for loop variable");
    memmove(TEXT(n), TEXT(word), strlen(TEXT(word)) + 1);  /* over the word, which follows n */
    if (token(KW | NL) == K_IN) {
        while (token(0) == T_WORD) {
            *tail = REF(word);
            tail = &word->k[0];
        }
        if (tok != ';' && tok != '\n')
            unexpected(tok, 0);
    } else {
        pushed = tok != ';';
        word = node(WORD, 0, 0);
        *tail = REF(word);
        puts0("\"$@\"");
    }
    expect(K_DO, KW | NL);
    n->k[0] = REF(compound_list(K_DONE));
    return n;
}

static Node *caseclause(void)
{
    Node *n = node(CASE, 0, 0), *c;
    Ref *tail = &n->k[1], *pat;

    if (token(0) != T_WORD)
        unexpected(tok, T_WORD);
    n->k[0] = REF(word);
    expect(K_IN, KW | NL);
    while (token(KW | NL) != K_ESAC) {
        if (tok == '(')
            token(0);
        c = node(CLAUSE, 0, 0);
        *tail = REF(c);
        tail = &c->k[0];
        for (pat = &c->k[1];;) {
            if (tok != T_WORD && (tok < 'A' || tok > 'Z'))
                unexpected(tok, 0);
            *pat = REF(word);
            pat = &word->k[0];
            if (token(0) != '|')
                break;
            token(0);
        }
        if (tok != ')')
            unexpected(tok, ')');
        c->k[2] = REF(list(1));
        pushed = 0;
        if (tok == K_ESAC)
            break;
        if (tok == T_FALL)
            c->op = '&';
        else if (tok == T_NEXT)
            c->op = ';';
        else if (tok != (';' | TWICE))
            unexpected(tok, ';' | TWICE);
    }
    return n;
}

static Node *command(void);

static int isplain(const char *s)
{
    return tok == T_WORD && !word->op && !strcmp(TEXT(word), s);
}

static Node *alternatives(void);

/* A part of [[ ... ]] without && and ||. */
static Node *term(void)
{
    Node *n;
    Ref *tail;
    int c;

    deep();
    token(NL);
    if (isplain("!"))
        return node(NOT, term(), 0);
    if (tok == '(') {
        n = alternatives();
        if (tok != ')')
            unexpected(tok, ')');
        token(NL);
        return n;
    }
    if (tok != T_WORD || isplain("]]"))
        unexpected(tok, 0);
    n = node(COND, word, 0);
    tail = &word->k[0];
    c = *TEXT(word) == '-' && TEXT(word)[1] && !TEXT(word)[2];
    while (token(0) == T_WORD && !isplain("]]") || tok == T_REDIR && !c) {
        if (tok == T_REDIR) {
            word = node(WORD, 0, 0);
            puts0(rfd ? ">" : "<");
        }
        *tail = REF(word);
        tail = &word->k[0];
        loose = c ? 0 : isplain("=~") ? 2 : 1;
        c = 1;
    }
    loose = 0;
    if (tok == '\n')
        token(NL);
    return n;
}

/* Terms joined by &&, and those by ||; the token after them. */
static Node *conjunction(void)
{
    Node *n = term();

    return tok == ('&' | TWICE) ? node(AND, n, conjunction()) : n;
}

static Node *alternatives(void)
{
    Node *n = conjunction();

    return tok == ('|' | TWICE) ? node(OR, n, alternatives()) : n;
}

static Node *function(Node *w)
{
    Node *n;
    int special;
    const char *s = TEXT(w);

    if (w->op || !*s || s[namelen(s)] || findbuiltin(s, &special) && special)
        synerror("Bad function name");
    n = node(FUNC, 0, 0);
    puts0(s);
    token(KW | NL);
    pushed = 1;
    n->k[0] = REF(command());
    return n;
}

static Node *simplecommand(void)
{
    Node *n = node(SIMPLE, 0, 0), *w;
    Ref *args = &n->k[0], *sets = &n->k[1], *redirs = &n->k[2];
    int len, c;

    n->k[3] = in->line;
    for (;;) {
        if (token(n->k[0] ? 0 : AL) == T_REDIR)
            redirs = chain(redirs, redirection());
        else if (tok == T_WORD) {
            len = assignlen(TEXT(word));
            if (len && !TEXT(word)[len]) {
                c = getch();
                if (c == '(') {             /* NAME=( WORD* ) */
                    w = node(ITEMS, 0, 0);
                    puts0(TEXT(word));
                    w->op = n->k[0] != 0;
                    if (w->op) {
                        word = node(WORD, 0, 0);
                        for (c = 0; isname(TEXT(w)[c]); c++)
                            put(TEXT(w)[c]);
                        put(0);
                        args = chain(args, word);
                    }
                    words(&w->k[1]);
                    if (tok != ')')
                        unexpected(tok, ')');
                    sets = chain(sets, w);
                    continue;
                }
                unget(c);
            }
            if (!n->k[0] && len) {
                *sets = REF(word);
                sets = &word->k[0];
            } else {
                *args = REF(word);
                args = &word->k[0];
            }
        } else if (tok == '(' && n->k[0] && !KID(n, 0)->k[0] && !n->k[1] && !n->k[2]) {
            expect(')', 0);
            return function(KID(n, 0));
        } else
            break;
    }
    pushed = 1;
    return n;
}

static Node *command(void)
{
    Node *n, *r;
    int t, c;

    deep();
    switch (t = token(KW | AL)) {
    case '(':
        c = getch();
        if (c != '(')
            unget(c);
        else if ((n = parenthesized()))
            break;
        n = node(SUBSH, compound_list(')'), 0);
        break;
    case K_COND:
        n = alternatives();
        if (!isplain("]]"))
            unexpected(tok, 0);
        break;
    case K_FUNCTION:
        if (token(0) != T_WORD)
            unexpected(tok, T_WORD);
        r = word;
        if (token(0) == '(')
            expect(')', 0);
        else
            pushed = 1;
        return function(r);
    case K_BEGIN:
        n = compound_list(K_END);
        break;
    case K_IF:
        n = ifclause();
        break;
    case K_WHILE:
    case K_UNTIL:
        n = node(t == K_WHILE ? WHILE : UNTIL, 0, 0);
        n->k[0] = REF(compound_list(K_DO));
        n->k[1] = REF(compound_list(K_DONE));
        break;
    case K_FOR:
    case K_SELECT:
        n = forclause(t == K_FOR ? FOR : SELECT);
        break;
    case K_CASE:
        n = caseclause();
        break;
    case T_WORD:
    case T_REDIR:
        pushed = 1;
        return simplecommand();
    default:
        unexpected(tok, 0);
    }
    r = redirlist();
    return r ? node(REDIRD, n, r) : n;
}

static Node *pipeline(void)
{
    Node *n, *last, *next;
    int not = 0, timed = 0;

    while (token(KW | NL | AL) == K_NOT || tok == K_TIME)
        if (tok == K_NOT)
            not ^= 1;
        else {
            timed = 1;
            token(0);
            pushed = !isplain("-p");
        }
    pushed = 1;
    n = command();
    if (token(0) == '|' || tok == T_BOTH) {
        last = n = node(PIPE, n, 0);
        do {
            if (tok == T_BOTH)
                last->k[0] = REF(node(REDIRD, KID(last, 0), errorsto1()));
            token(KW | NL | AL);
            pushed = 1;
            next = node(PIPE, 0, 0);
            last->k[1] = REF(next);
            last = next;
            last->k[0] = REF(command());
        } while (token(0) == '|' || tok == T_BOTH);
    }
    pushed = 1;
    if (not)
        n = node(NOT, n, 0);
    return timed ? node(TIME, n, 0) : n;
}

static Node *andor(void)
{
    Node *n = pipeline();

    while (token(0) == ('&' | TWICE) || tok == ('|' | TWICE)) {
        n = node(tok == ('&' | TWICE) ? AND : OR, n, 0);
        n->k[1] = REF(pipeline());
    }
    pushed = 1;
    return n;
}

/* Commands up to a token that cannot begin one, which is left pushed back; without `multi` a newline ends it too. */
static Node *list(int multi)
{
    Ref first = 0, *tail = &first;
    Node *n;

    for (;;) {
        token(multi ? KW | AL | NL : KW | AL);
        pushed = 1;
        if (tok == T_EOF || tok == ')' || tok == '\n' || (tok & 127) == ';' && tok != ';' || tok >= K_THEN && tok <= K_END)
            return NODE(first);
        if (first) {
            n = node(SEMI, NODE(*tail), 0);
            *tail = REF(n);
            tail = &n->k[1];
        }
        n = andor();
        if (token(0) == '&')
            n = node(BG, n, 0);
        *tail = REF(n);
        if (tok == '&')
            continue;
        if (tok != ';' && (tok != '\n' || !multi)) {
            pushed = 1;
            return NODE(first);
        }
    }
}

/* One complete command: EOFNODE at the end, 0 for an empty line. */
Node *parseline(void)
{
    Node *n;

    pushed = capturing = capn = blankalias = loose = 0;
    heres = 0;
    n = list(0);
    if (tok == T_EOF && !n)
        return EOFNODE;
    if (tok != '\n' && tok != T_EOF)
        unexpected(tok, 0);
    if (heres)
        readheres();
    return n;
}
