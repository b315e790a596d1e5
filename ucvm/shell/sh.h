/* sh: the POSIX shell (XCU 2, Shell Command Language) in one small process.
 *
 * The way of a line:  input -> lex -> parse (a tree in the arena) -> eval -> expand (fields in the arena) -> builtin, function or exec.
 *
 * Memory is one array (mem.c): the arena grows up from its start, as a stack; what has to stay (variables, functions,
 * jobs) grows down from its end. A caller that remembers `ap` gives everything above it back by setting `ap` again.
 *
 * A word keeps its source text, quotes and all, and is read again when it is expanded. Only $(...) changes its form:
 * `$(`, two bytes of length (seven bits each, high bit set), the text, `)`; so nothing has to find its end twice.
 *
 * Grammar (XCU 2.10.2), as parse.c follows it:
 *   line     : list? newline
 *   list     : andor { (';' | '&' | newline) andor } (';' | '&' | newline)?
 *   andor    : pipeline { ('&&' | '||') pipeline }
 *   pipeline : '!'* command { '|' command }
 *   command  : simple | compound redir* | NAME '(' ')' command | 'function' NAME ['(' ')'] command | 'time' ['-p'] pipeline
 *   compound : '(' list ')' | '{' list '}' | 'if' list 'then' list {'elif' list 'then' list} ['else' list] 'fi'
 *            | ('while' | 'until') list 'do' list 'done' | 'for' NAME ['in' WORD*] 'do' list 'done'
 *            | 'case' WORD 'in' { ['('] WORD {'|' WORD} ')' list? (';;' | ';&' | ';;&') } 'esac'
 *            | '((' EXPR '))' | 'for' '((' EXPR ';' EXPR ';' EXPR '))' ';'? 'do' list 'done' | 'select' as 'for' | '[[' cond ']]'
 *   cond     : and { '||' and };  and : not { '&&' not };  not : '!' not | '(' cond ')' | [WORD] OPERATOR WORD | WORD
 *   simple   : (ASSIGNMENT | redir)* (WORD | redir)*
 *   redir    : [DIGIT | '{' NAME '}'] ('<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '<<' | '<<-' | '<<<') WORD | ('&>' | '&>>') WORD
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NSIGS 32
typedef long long Num;       /* of arithmetic */

/* ---- trees */
enum { WORD, REDIR, SIMPLE, PIPE, AND, OR, SEMI, BG, NOT, SUBSH, REDIRD, IF, WHILE, UNTIL, FOR, CASE, CLAUSE, FUNC, ITEMS, COND, SELECT, TIME };

/* A tree refers to its parts by 16 bits of address, which is all there is here. (Elsewhere BASE is an array mem, aligned to 64 KB, of MEMSIZE bytes.) */
typedef unsigned short Ref;
typedef struct node Node;
struct node {
    unsigned char type;
    unsigned char op;       /* REDIR: which, and the descriptor (or NAMED) times 16; WORD: quoted; CLAUSE: '&' or ';' after it; ITEMS: assign after the command */
    Ref k[];                /* kids[type] of them, then the text of WORD, FOR, SELECT, ITEMS and FUNC, the line of SIMPLE */
};
#ifdef BASE
#define NODE(ref) ((Node *)((ref) ? BASE + (ref) : 0))
#else
#define NODE(ref) ((Node *)(size_t)(ref))
#endif
#define REF(node) ((Ref)(size_t)(node))
#define KID(n, i) NODE((n)->k[i])
/* WORD next · REDIR next word (next body to read) variable · SIMPLE words assignments redirs · PIPE command next · AND OR SEMI left right · BG NOT SUBSH body ·
 * REDIRD command redirs · IF test then else · WHILE UNTIL test body step · FOR SELECT body words · CASE word clauses · CLAUSE next patterns body · FUNC body ·
 * ITEMS next words · COND words · TIME pipeline */
extern const unsigned char kids[];
#define TEXT(n) ((char *)&(n)->k[kids[(n)->type]])

#define NAMED 15            /* {NAME}>: a descriptor of the shell's choice, which the variable holds */
enum { R_IN, R_OUT, R_APPEND, R_RDWR, R_CLOBBER, R_DUP, R_HERE, R_XHERE, R_STRING };

typedef struct arg Arg;     /* one field that expansion made */
struct arg {
    Arg *next;
    char text[];
};

/* ---- mem.c */
extern char *ap;
void put(int c);
void add(const char *s);
void puts0(const char *s);
void *take(int n);
void *alloc(int n);
void *keep(int n);
int room(void *p);
int place(const char *names, const char *s);
char *keepstr(const char *s);
void *malloc(size_t n);
void free(void *p);
void deep(void);
void initmemory(char **env);

/* ---- out.c */
extern int outfd, outerr;
extern const char *cmdname;
extern char *outvar;
void outc(int c);
void outs(const char *s);
void outn(int n);
void outpad(int n);
void outquoted(const char *s);
void flush(void);
void tofd(int fd);
char *itoa(Num n);
void warnline(const char *s);
void warn(const char *a, const char *b);
void error(const char *a, const char *b);
enum { X_ERROR = 1, X_INT, X_EXIT };
extern jmp_buf *handler, top;
void throw(int what);

/* ---- input.c */
typedef struct input Input;
typedef struct alias Alias;
struct input {
    Input *prev;
    const char *p;          /* next character; a NUL ends the line */
    int fd;                 /* where more comes from, or -1 */
    int line;
    Alias *alias;           /* the text is this alias's value */
    char *buf;
    char held;              /* what stands where the NUL is; 0: the buffer ends */
};
struct alias {
    Alias *next;
    char *value;            /* ends in a blank */
    char busy;
    char name[];            /* empty: text that is read a second time, then freed */
};
extern Input *in;
extern Alias *aliases;
extern int prompt, capturing, capn, capalias, blankalias;
extern char *cap;
void showprompt(const char *name);
int getch(void);
void unget(int c);
void pushstring(const char *s);
void pushfile(int fd);
void pushalias(Alias *a);
void popinput(void);
Alias **findalias(const char *name);

/* ---- parse.c */
#define EOFNODE ((Node *)-1)
Node *parseline(void);
char *heretext(const char *raw);
int reserved(const char *s);

typedef struct var Var;

/* ---- expand.c */
enum { SPLIT = 1, PAT = 2, ASSIGN = 4 };
Arg *expandwords(Node *w, int *count, int command);
char *expandstr(const char *text, int mode, int quote);
char *subscript(const char *s, Var *v);
extern int substatus, npassed;
void closepassed(int mark);

/* ---- pattern.c */
#define ESC 1               /* before a character that stands for itself */
enum { EXTGLOB = 1, NULLGLOB = 2, DOTGLOB = 4, GLOBSTAR = 8, NOCASE = 16, LISTS = 32 };    /* of shopt; LISTS: [[ matches lists of patterns */
extern int shopts;
int match(const char *p, const char *s);
int globwords(char *pattern, Arg ***tail);
void unescape(char *s);

/* ---- arith.c */
Num arith(const char *s, const char **end);
Num leading(const char *s, const char **end, int base);
Num constant(const char *s, int base);

/* ---- var.c */
enum { EXPORT = 1, RDONLY = 2, UNSET = 4, OWN = 8, ARRAY = 16, ASSOC = 32, INTEGER = 64 };

typedef struct item Item;
struct var {
    Var *next;
    char *text;             /* NAME or NAME=VALUE */
    Item *items;            /* of an array */
    int flags;
};
typedef struct local Local;
extern Var *vars;
extern Local *locals;
extern const char *ifs;
int isname(int c);
int namelen(const char *s);
char *getvar(const char *name);
Var *setvar(const char *name, const char *value, int flags);
Var *lookup(const char *name);
void unsetvar(const char *name);
int assignlen(const char *s);
char *dynamic(const char *name);
void mklocal(const char *name);
void unlocal(Local *mark);
void readonly(const char *name);
char **environment(void);

/* ---- array.c */
char *getitem(Var *v, const char *key);
char *nthitem(Var *v, int n, int key);
void setitem(Var *v, const char *key, const char *value);
void dropitem(Var *v, const char *key);
void dropitems(Var *v);
int nextitem(Var *v);
void makearray(Var *v, int flags);

/* ---- options and parameters (main.c) */
extern char opt[];          /* opt[i] is 1 when the option optchars[i] is on */
extern const char optchars[];
enum { O_a, O_C, O_e, O_f, O_i, O_m, O_n, O_s, O_u, O_v, O_x, O_b, O_h, O_I, O_V, O_E, O_pipefail, O_COUNT };     /* b h V E change nothing */
typedef struct params {
    char **v;               /* v[0] is $1 */
    int n;
    void *block;            /* to free when replaced */
} Params;
extern Params par;
extern char *arg0;
extern int rootpid, script;
void setparams(char **v);
int options(char **v);

/* ---- eval.c */
enum { EXIT = 1, TESTED = 2 };
enum { S_BREAK = 1, S_CONTINUE, S_RETURN };
typedef struct fn Fn;
struct fn {
    Fn *next;
    Node *body;
    int refs;               /* the definition and every call that runs */
    char name[];
};
extern Fn *fns;
extern int status, skip, skipcount, loops, line, fndepth, evalflags, isvalue;
extern const char *fnname;
void pushparams(char **v);
void popparams(Params *saved);
void eval(Node *n, int flags);
void runinput(int flags);
void evalstring(const char *s, int flags);
void unwind(void);
void exitshell(int st);
Fn **findfn(const char *name);
void dropfn(Fn *f);

/* ---- exec.c */
typedef struct saved Saved;
extern Saved *savedfds;
void redirect(Node *r, int save);
void unredirect(Saved *mark);
void execcmd(char **argv);
extern int standardpath;
const char *pathof(const char *name);
char *nextpath(const char **path, const char *name);
char *findcmd(const char *name);
int movefd(int fd);

/* ---- jobs.c */
typedef struct job Job;
struct job {
    Job *next;
    int id, state, status, live, background;
    int pgrp, nproc;
    int pid[];              /* 0 once waited for; the command's text follows */
};
enum { RUNNING, STOPPED, DONE };
enum { FG, BACK, NOJOB };
extern Job *jobs;           /* the current one first */
extern int lastbg, subshell, jobctl;
Job *newjob(Node *n, int nproc);
void forget(Job *j);
int forkshell(Job *j, int mode);
void waitjob(Job *j);
void notify(void);
int stoppedjobs(void);
void setjobctl(int on);
int listsignals(const char *s);
int b_jobs(char **), b_fgbg(char **), b_wait(char **), b_kill(char **);

/* ---- trap.c */
enum { T_ERR = NSIGS, T_DEBUG, T_RETURN, NTRAPS };      /* conditions that are no signals */
extern volatile int trapped, interrupted;
extern int eventtraps;
void setsig(int sig);
void runtraps(void);
void event(int trap);
int exittrap(void);
char *lasttrap(void);
void hidetraps(char **saved);
void unhidetraps(char **saved);
void childsignals(int background);
int signumber(const char *name);
const char *signame(int sig);
void timer(int seconds);
int b_trap(char **);

/* ---- builtins */
typedef int Builtin(char **argv);
Builtin *findbuiltin(const char *name, int *special);
char *nextopt(const char *letters);
extern int optchar;           /* getopts: place in a group of options */
extern char **optargs;      /* what nextopt has not eaten */
#define number(s) constant(s, 10)
int b_mapfile(char **), b_shopt(char **), b_pushd(char **), b_popd(char **), b_dirs(char **), b_let(char **), b_exec(char **), b_echo(char **), b_printf(char **), b_test(char **), b_read(char **), b_getopts(char **), b_cd(char **), b_pwd(char **);
void outtime(long ticks, int end);
int regmatch(const char *s, char *pattern);
void initpwd(void);
#define UNICODE 0x1000000
int escaped(const char **p, int zero);
void outescaped(int c, void (*to)(int));
