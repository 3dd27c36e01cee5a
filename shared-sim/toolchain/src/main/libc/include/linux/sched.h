/* Flags of clone(2) and policies, which <sched.h> has. */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <sched.h>

#endif
