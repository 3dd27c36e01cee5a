#include <grp.h>
#include <unistd.h>

#include "../internal/syscall.h"

uid_t getuid(void) { return __syscall(SYS_getuid32); }

uid_t geteuid(void) { return __syscall(SYS_geteuid32); }

gid_t getgid(void) { return __syscall(SYS_getgid32); }

gid_t getegid(void) { return __syscall(SYS_getegid32); }

int setuid(uid_t uid) { return SYSCALL(SYS_setuid32, uid); }

int setgid(gid_t gid) { return SYSCALL(SYS_setgid32, gid); }

int setreuid(uid_t real, uid_t effective) { return SYSCALL(SYS_setreuid32, real, effective); }

int setregid(gid_t real, gid_t effective) { return SYSCALL(SYS_setregid32, real, effective); }

int setresuid(uid_t real, uid_t effective, uid_t saved) {
  return SYSCALL(SYS_setresuid32, real, effective, saved);
}

int setresgid(gid_t real, gid_t effective, gid_t saved) {
  return SYSCALL(SYS_setresgid32, real, effective, saved);
}

int getresuid(uid_t *real, uid_t *effective, uid_t *saved) {
  return SYSCALL(SYS_getresuid32, real, effective, saved);
}

int getresgid(gid_t *real, gid_t *effective, gid_t *saved) {
  return SYSCALL(SYS_getresgid32, real, effective, saved);
}

int seteuid(uid_t uid) { return setresuid((uid_t)-1, uid, (uid_t)-1); }

int setegid(gid_t gid) { return setresgid((gid_t)-1, gid, (gid_t)-1); }

int getgroups(int count, gid_t groups[]) { return SYSCALL(SYS_getgroups32, count, groups); }

int setgroups(size_t count, const gid_t groups[]) {
  return SYSCALL(SYS_setgroups32, count, groups);
}
