#ifndef _LOGIN_H
#define _LOGIN_H
/* What su, login and passwd share (lib/tool_login.c). */
#include <pwd.h>

/* Whether the password that is asked for is the user's. */
int authenticated(const struct passwd *user);
/* What was typed at `prompt`, without echo, in memory that the next call takes; NULL at the end of input. */
char *ask_secret(const char *prompt);
/* The process becomes the user's, ids and environment; `fresh`: with an environment of nothing but what login gives, in the home directory. */
void become(const struct passwd *user, int fresh);
/* The user's shell, as a login shell if fresh, with words after its name. */
void start_shell(const struct passwd *user, const char *shell, int fresh, char **words);
#endif
