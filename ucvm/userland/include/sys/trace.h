#ifndef _SYS_TRACE_H
#define _SYS_TRACE_H
/* Watching and controlling a process; what there is says ucvm/abi/constants.py (Trace). */
#include <bits/struct_trace_copy.h>
#include <bits/struct_trace_event.h>
#include <bits/stubs.h>
#include <bits/trace.h>
#define TRACE_REGISTERS 19
#endif
