#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H
#include <bits/struct_utsname.h>
int uname(struct utsname *u);
#endif
