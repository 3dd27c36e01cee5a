/* The parts of a device number (makedev(3)). */
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#include <sys/types.h>

#define major(device) \
  ((unsigned int)(((device) >> 8) & 0xfff) | (unsigned int)(((device) >> 32) & ~0xfffULL))
#define minor(device) \
  ((unsigned int)((device) & 0xff) | (unsigned int)(((device) >> 12) & ~0xffULL))
#define makedev(major, minor)                                                 \
  ((((dev_t)(major) & 0xfffULL) << 8) | (((dev_t)(major) & ~0xfffULL) << 32) | \
   ((dev_t)(minor) & 0xffULL) | (((dev_t)(minor) & ~0xffULL) << 12))

#endif
