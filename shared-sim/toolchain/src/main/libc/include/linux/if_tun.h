/* Interfaces whose other end is a program. */
#ifndef _LINUX_IF_TUN_H
#define _LINUX_IF_TUN_H

#include <sys/ioctl.h>

#define TUNSETIFF _IOW('T', 202, int)
#define TUNSETPERSIST _IOW('T', 203, int)
#define TUNSETOWNER _IOW('T', 204, int)
#define TUNSETGROUP _IOW('T', 206, int)
#define IFF_TUN 0x0001
#define IFF_TAP 0x0002
#define IFF_NO_PI 0x1000

#endif
