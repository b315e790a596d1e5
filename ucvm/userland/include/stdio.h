#ifndef _STDIO_H
#define _STDIO_H
#include <stdarg.h>
#include <bits/seek.h>
#include <sys/types.h>
#define EOF (-1)
#define BUFSIZ 512
#define FOPEN_MAX 16
#define FILENAME_MAX 1024
#define L_tmpnam 20
#define TMP_MAX 10000
#define P_tmpdir "/tmp"
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

/* Reading: pos < rend holds what is buffered. Writing: buf..pos is what is pending, wend its limit; both are NULL in between. */
typedef struct __file {
    unsigned char *pos, *rend, *wend, *buf;
    struct __file *next;
    unsigned short size, flags;
    short fd, pid;
    unsigned char tiny[4];
} FILE;
typedef off_t fpos_t;

extern FILE __stdin, __stdout, __stderr;
#define stdin (&__stdin)
#define stdout (&__stdout)
#define stderr (&__stderr)

#define getc_unlocked getc
#define getchar_unlocked getchar
#define putc_unlocked putc
#define putchar_unlocked putchar

void clearerr(FILE *f);
char *ctermid(char *s);
int dprintf(int fd, const char *format, ...);
int fclose(FILE *f);
FILE *fdopen(int fd, const char *mode);
int feof(FILE *f);
int ferror(FILE *f);
int fflush(FILE *f);
int fgetc(FILE *f);
int fgetpos(FILE *f, fpos_t *pos);
char *fgets(char *s, int n, FILE *f);
int fileno(FILE *f);
FILE *fopen(const char *path, const char *mode);
int fprintf(FILE *f, const char *format, ...);
int fputc(int c, FILE *f);
int fputs(const char *s, FILE *f);
size_t fread(void *to, size_t size, size_t n, FILE *f);
FILE *freopen(const char *path, const char *mode, FILE *f);
int fscanf(FILE *f, const char *format, ...);
int fseek(FILE *f, long offset, int whence);
int fseeko(FILE *f, off_t offset, int whence);
int fsetpos(FILE *f, const fpos_t *pos);
long ftell(FILE *f);
off_t ftello(FILE *f);
size_t fwrite(const void *from, size_t size, size_t n, FILE *f);
int getc(FILE *f);
int getchar(void);
ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *f);
ssize_t getline(char **line, size_t *size, FILE *f);
int pclose(FILE *f);
void perror(const char *s);
FILE *popen(const char *command, const char *mode);
int printf(const char *format, ...);
int putc(int c, FILE *f);
int putchar(int c);
int puts(const char *s);
int remove(const char *path);
int rename(const char *from, const char *to);
void rewind(FILE *f);
int scanf(const char *format, ...);
void setbuf(FILE *f, char *buf);
void setlinebuf(FILE *f);
int setvbuf(FILE *f, char *buf, int mode, size_t size);
int snprintf(char *to, size_t n, const char *format, ...);
int sprintf(char *to, const char *format, ...);
int sscanf(const char *from, const char *format, ...);
FILE *tmpfile(void);
int ungetc(int c, FILE *f);
int asprintf(char **to, const char *format, ...);
int vasprintf(char **to, const char *format, va_list ap);
int vdprintf(int fd, const char *format, va_list ap);
int vfprintf(FILE *f, const char *format, va_list ap);
int vfscanf(FILE *f, const char *format, va_list ap);
int vprintf(const char *format, va_list ap);
int vscanf(const char *format, va_list ap);
int vsnprintf(char *to, size_t n, const char *format, va_list ap);
int vsprintf(char *to, const char *format, va_list ap);
int vsscanf(const char *from, const char *format, va_list ap);
#endif
