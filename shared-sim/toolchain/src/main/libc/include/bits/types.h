/* The types that several headers share, under names no program may use. */
#ifndef _BITS_TYPES_H
#define _BITS_TYPES_H

typedef unsigned int __size_t;
typedef int __ssize_t;
typedef int __pid_t;
typedef unsigned int __uid_t;
typedef unsigned int __gid_t;
typedef unsigned int __mode_t;
typedef unsigned int __nlink_t;
typedef unsigned long long __dev_t;
typedef unsigned long long __ino_t;
/* Always 64 bits: there is no second, smaller interface for files. */
typedef long long __off_t;
typedef long __blksize_t;
typedef long long __blkcnt_t;
typedef long __time_t;
typedef long __suseconds_t;
typedef long __clock_t;
typedef unsigned int __socklen_t;
typedef int __clockid_t;

#ifdef __WCHAR_TYPE__
typedef __WCHAR_TYPE__ __wchar_t;
#else
typedef long __wchar_t;
#endif
typedef unsigned int __wint_t;

#endif
