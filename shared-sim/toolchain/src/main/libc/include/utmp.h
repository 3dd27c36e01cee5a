/* Who is logged in, under the names of old. */
#ifndef _UTMP_H
#define _UTMP_H

#include <paths.h>
#include <utmpx.h>

#define UT_LINESIZE __UT_LINESIZE
#define UT_NAMESIZE __UT_NAMESIZE
#define UT_HOSTSIZE __UT_HOSTSIZE
#define UTMP_FILE _PATH_UTMP
#define WTMP_FILE _PATH_WTMP
#define utmp utmpx
#define ut_name ut_user
#define ut_time ut_tv.tv_sec

#define setutent setutxent
#define endutent endutxent
#define getutent getutxent
#define getutid getutxid
#define getutline getutxline
#define pututline pututxline
#define utmpname utmpxname
#define updwtmp updwtmpx

int login_tty(int descriptor);

#endif
