#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H

#include <endian.h>
#include <limits.h>

#define MAXPATHLEN PATH_MAX
#define MAXHOSTNAMELEN HOST_NAME_MAX
#define MAXSYMLINKS SYMLOOP_MAX
#define NGROUPS NGROUPS_MAX
#define NOFILE OPEN_MAX
#define HZ 100
#define DEV_BSIZE 512

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define howmany(value, unit) (((value) + ((unit)-1)) / (unit))
#define roundup(value, unit) (howmany(value, unit) * (unit))

#define setbit(bytes, bit) ((bytes)[(bit) / 8] |= 1 << (bit) % 8)
#define clrbit(bytes, bit) ((bytes)[(bit) / 8] &= ~(1 << (bit) % 8))
#define isset(bytes, bit) ((bytes)[(bit) / 8] & 1 << (bit) % 8)
#define isclr(bytes, bit) (((bytes)[(bit) / 8] & 1 << (bit) % 8) == 0)
#endif
