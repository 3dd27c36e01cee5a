/* Types of the system. off_t, ino_t, dev_t and blkcnt_t have 64 bits, time_t has 32. */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <bits/types.h>

typedef __size_t size_t;
typedef __ssize_t ssize_t;
typedef __pid_t pid_t;
typedef __uid_t uid_t;
typedef __gid_t gid_t;
typedef unsigned int id_t;
typedef __mode_t mode_t;
typedef __nlink_t nlink_t;
typedef __dev_t dev_t;
typedef __ino_t ino_t;
typedef __off_t off_t;
typedef __off_t loff_t;
typedef __off_t off64_t;
typedef __blksize_t blksize_t;
typedef __blkcnt_t blkcnt_t;
typedef unsigned long long fsblkcnt_t;
typedef unsigned long long fsfilcnt_t;
typedef __time_t time_t;
typedef __suseconds_t suseconds_t;
typedef unsigned int useconds_t;
typedef __clock_t clock_t;
typedef __clockid_t clockid_t;
typedef int key_t;
typedef char *caddr_t;

typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long long int64_t;
typedef unsigned char u_int8_t;
typedef unsigned short u_int16_t;
typedef unsigned int u_int32_t;
typedef unsigned long long u_int64_t;

#endif
