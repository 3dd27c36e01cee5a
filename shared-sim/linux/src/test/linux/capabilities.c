/* Sets of capabilities, what changes them, and what programs get of them (capabilities(7)). */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

/* A machine may keep this one from everybody. */
#define KEPT (1ULL << 24)
#define BIT(n) (1ULL << (n))

static char folder[64], copy[96];

static const char *error(long result) { return result < 0 ? strerrorname_np(errno) : "0"; }
#define TRY(call) printf("%s: %s\n", #call, error((long)(call)))

struct sets {
  unsigned long long effective, permitted, inheritable;
};

static struct sets get(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  struct sets sets;
  syscall(SYS_capget, &header, data);
  sets.effective = data[0].effective | (unsigned long long)data[1].effective << 32;
  sets.permitted = data[0].permitted | (unsigned long long)data[1].permitted << 32;
  sets.inheritable = data[0].inheritable | (unsigned long long)data[1].inheritable << 32;
  return sets;
}

static int set(unsigned long long e, unsigned long long p, unsigned long long i) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{e, p, i}, {e >> 32, p >> 32, i >> 32}};
  return syscall(SYS_capset, &header, data);
}

static void show(const char *label) {
  struct sets sets = get();
  unsigned long long bound = 0, ambient = 0;
  uid_t real, effective, saved;
  int i;
  for (i = 0; i < 41; i++) {
    bound |= prctl(PR_CAPBSET_READ, i) > 0 ? BIT(i) : 0;
    ambient |= prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, i, 0, 0) > 0 ? BIT(i) : 0;
  }
  getresuid(&real, &effective, &saved);
  printf("%s: e %llx p %llx i %llx b %llx a %llx bits %x nnp %d uid %d %d %d secure %lu\n", label,
         sets.effective & ~KEPT, sets.permitted & ~KEPT, sets.inheritable, bound & ~KEPT, ambient,
         prctl(PR_GET_SECUREBITS), prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), real, effective, saved,
         getauxval(AT_SECURE));
  fflush(stdout);
}

static void status_lines(void) {
  char line[256];
  FILE *file = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "CapInh", 6) == 0 || strncmp(line, "CapAmb", 6) == 0 ||
        strncmp(line, "NoNewPrivs", 10) == 0) {
      fputs(line, stdout);
    }
  }
  fclose(file);
}

/* Runs it in a child, so that the next one begins anew. */
static void in_child(const char *name, void (*run)(void)) {
  int status;
  printf("== %s\n", name);
  fflush(stdout);
  if (fork() == 0) {
    run();
    fflush(stdout);
    _exit(0);
  }
  wait(&status);
  printf("ended %x\n", status);
}

static void become(const char *program, const char *label) {
  fflush(stdout);
  execl(program, "prog", label, NULL);
  printf("%s is refused: %s\n", label, strerrorname_np(errno));
}

static void headers(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_1, 0};
  struct __user_cap_data_struct data[2] = {{0, 0, 0}, {7, 7, 7}};
  TRY(syscall(SYS_capget, &header, data));
  printf("%x %x %x\n", data[0].permitted & ~(unsigned)KEPT, data[1].permitted, header.version);
  header.version = _LINUX_CAPABILITY_VERSION_2;
  TRY(syscall(SYS_capget, &header, data));
  printf("%x\n", data[1].permitted);
  header.version = 0;
  TRY(syscall(SYS_capget, &header, data));
  printf("%x\n", header.version);
  header.version = 1;
  TRY(syscall(SYS_capget, &header, NULL));
  header.version = 1;
  TRY(syscall(SYS_capset, &header, data));
  printf("%x\n", header.version);
  header.pid = -1;
  TRY(syscall(SYS_capget, &header, data));
  header.pid = 1;
  TRY(syscall(SYS_capset, &header, data));
  TRY(syscall(SYS_capget, &header, data));
  header.pid = 32000000;
  TRY(syscall(SYS_capget, &header, data));
  TRY(syscall(SYS_capget, NULL, data));
  header.pid = 0;
  TRY(syscall(SYS_capget, &header, (void *)8));
}

static void sets(void) {
  struct sets all = get();
  show("begin");
  TRY(set(BIT(CAP_KILL), BIT(CAP_KILL) | BIT(CAP_CHOWN), 0));
  show("two");
  TRY(set(0, all.permitted, 0));
  TRY(set(BIT(CAP_CHOWN) | BIT(CAP_FOWNER), BIT(CAP_CHOWN), 0));
  TRY(set(0, BIT(CAP_CHOWN), BIT(CAP_CHOWN)));
  show("inheritable");
  TRY(set(0, BIT(CAP_CHOWN), BIT(CAP_CHOWN) | BIT(CAP_FOWNER)));
  TRY(set(BIT(50), BIT(50), 0));
  show("beyond");
}

static void bounding(void) {
  struct sets all = get();
  TRY(prctl(PR_CAPBSET_READ, CAP_MKNOD));
  TRY(prctl(PR_CAPBSET_DROP, CAP_MKNOD));
  printf("%d\n", prctl(PR_CAPBSET_READ, CAP_MKNOD));
  TRY(prctl(PR_CAPBSET_READ, 41));
  TRY(prctl(PR_CAPBSET_DROP, 41));
  TRY(prctl(PR_CAPBSET_READ, -1));
  show("dropped");
  TRY(set(all.effective, all.permitted, BIT(CAP_MKNOD)));
  TRY(set(all.effective & ~BIT(CAP_SETPCAP), all.permitted, 0));
  TRY(prctl(PR_CAPBSET_DROP, CAP_KILL));
  TRY(prctl(PR_CAPBSET_DROP, 41));
  TRY(set(all.effective & ~BIT(CAP_SETPCAP), all.permitted, BIT(CAP_KILL)));
  become("/proc/self/exe", "after drop");
}

static void ambient(void) {
  struct sets all = get();
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  TRY(set(all.effective, all.permitted, BIT(CAP_KILL) | BIT(CAP_CHOWN)));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_CHOWN, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 1, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 41, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, 9, CAP_KILL, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 1, 0, 0));
  show("raised");
  TRY(set(all.effective, all.permitted, BIT(CAP_KILL)));
  show("inheritable no more");
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_LOWER, CAP_KILL, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NO_CAP_AMBIENT_RAISE));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0));
  status_lines();
  show("cleared");
}

static void ambient_user(void) {
  struct sets all = get();
  set(all.effective, all.permitted, BIT(CAP_KILL));
  TRY(prctl(PR_SET_KEEPCAPS, 1));
  TRY(setresuid(1000, 1000, 1000));
  show("kept");
  TRY(set(BIT(CAP_KILL), BIT(CAP_KILL), BIT(CAP_KILL)));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  show("raised");
  become("/proc/self/exe", "with ambient");
}

static void ambient_lost(void) {
  struct sets all = get();
  set(all.effective, all.permitted, BIT(CAP_KILL));
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0);
  become("/proc/self/exe", "root with ambient");
}

static void ambient_setuid(void) {
  struct sets all = get();
  set(all.effective, all.permitted, BIT(CAP_KILL));
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0);
  prctl(PR_SET_KEEPCAPS, 1);
  TRY(setuid(1000));
  show("ambient goes with root");
}

static void users(void) {
  TRY(setresuid(0, 1000, 0));
  show("effective 1000");
  TRY(setresuid(-1, 0, -1));
  show("effective 0");
  TRY(seteuid(1000));
  TRY(setresuid(1000, 1000, 0));
  show("saved 0");
  TRY(seteuid(0));
  show("back");
  TRY(setuid(1000));
  show("gone");
  TRY(setuid(0));
}

static void keep(void) {
  printf("%d\n", prctl(PR_GET_KEEPCAPS));
  TRY(prctl(PR_SET_KEEPCAPS, 2));
  TRY(prctl(PR_SET_KEEPCAPS, 1));
  printf("%d\n", prctl(PR_GET_KEEPCAPS));
  TRY(setuid(1000));
  show("kept");
  TRY(set(BIT(CAP_SETUID), BIT(CAP_SETUID), 0));
  TRY(setuid(0));
  show("root again");
  become("/proc/self/exe", "keep is gone");
}

static void file_user(void) {
  printf("%d\n", setfsuid(1000));
  show("fs 1000");
  printf("%d\n", setfsuid(0));
  show("fs 0");
  printf("%d %d\n", setfsgid(7), setfsgid(-1));
  setresuid(0, 1000, 0);
  printf("%d\n", setfsuid(5));
  printf("%d\n", setfsuid(0));
  show("fs 0, without");
}

static void secure_bits(void) {
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED));
  TRY(prctl(PR_SET_SECUREBITS, 0));
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT_LOCKED));
  TRY(prctl(PR_SET_SECUREBITS, 0x8000));
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_KEEP_CAPS_LOCKED));
  TRY(prctl(PR_SET_KEEPCAPS, 1));
  become("/proc/self/exe", "root is nobody");
}

static void no_fixup(void) {
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP));
  TRY(setresuid(1000, 1000, 1000));
  show("no fixup");
  TRY(setfsuid(5));
  show("nor of files");
  become("/proc/self/exe", "without fixup");
}

static void secure_bits_denied(void) {
  struct sets all = get();
  set(all.effective & ~BIT(CAP_SETPCAP), all.permitted, 0);
  TRY(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT));
  TRY(prctl(PR_SET_KEEPCAPS, 1));
}

static void make_copy(int mode, unsigned long long permitted, unsigned long long inheritable,
                      int effective) {
  char block[65536];
  int from = open("/proc/self/exe", O_RDONLY);
  int to = open(copy, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  ssize_t count;
  while ((count = read(from, block, sizeof block)) > 0) {
    write(to, block, count);
  }
  close(from);
  close(to);
  chmod(copy, mode);
  if (permitted | inheritable) {
    struct vfs_cap_data data = {VFS_CAP_REVISION_2 | (effective ? VFS_CAP_FLAGS_EFFECTIVE : 0),
                                {{permitted, inheritable}, {permitted >> 32, inheritable >> 32}}};
    if (setxattr(copy, "security.capability", &data, XATTR_CAPS_SZ_2, 0) < 0) {
      printf("setxattr: %s\n", strerrorname_np(errno));
    }
  }
}

static void start_as(uid_t user, const char *label) {
  setgroups(0, NULL);
  setresgid(user, user, user);
  setresuid(user, user, user);
  become(copy, label);
}

static void set_user_id(void) {
  make_copy(04755, 0, 0, 0);
  start_as(1000, "set-user-ID root");
}

static void set_user_id_bound(void) {
  make_copy(04755, 0, 0, 0);
  prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN);
  start_as(1000, "set-user-ID root within bounds");
}

static void set_user_id_other(void) {
  make_copy(04755, 0, 0, 0);
  chown(copy, 1000, 1000);
  chmod(copy, 06755);
  become(copy, "set-user-ID 1000");
}

static void no_new_privileges(void) {
  make_copy(04755, 0, 0, 0);
  TRY(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
  TRY(prctl(PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0));
  TRY(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  TRY(prctl(PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0));
  status_lines();
  start_as(1000, "no new privileges");
}

static void no_new_privileges_file(void) {
  make_copy(0755, BIT(CAP_CHOWN), 0, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  start_as(1000, "no new privileges by a file");
}

static void file_effective(void) {
  make_copy(0755, BIT(CAP_NET_BIND_SERVICE) | BIT(CAP_CHOWN), 0, 1);
  start_as(1000, "file, effective");
}

static void file_permitted(void) {
  make_copy(0755, BIT(CAP_CHOWN), 0, 0);
  start_as(1000, "file, permitted");
}

static void file_inheritable(void) {
  struct sets all = get();
  make_copy(0755, BIT(CAP_CHOWN), BIT(CAP_KILL) | BIT(CAP_FOWNER), 1);
  set(all.effective, all.permitted, BIT(CAP_KILL) | BIT(CAP_MKNOD));
  start_as(1000, "file, inheritable");
}

static void file_beyond(void) {
  make_copy(0755, BIT(CAP_CHOWN) | BIT(CAP_MKNOD), 0, 1);
  prctl(PR_CAPBSET_DROP, CAP_MKNOD);
  start_as(1000, "file beyond the bounds");
}

static void file_beyond_permitted(void) {
  make_copy(0755, BIT(CAP_CHOWN) | BIT(CAP_MKNOD), 0, 0);
  prctl(PR_CAPBSET_DROP, CAP_MKNOD);
  start_as(1000, "file beyond the bounds, permitted");
}

static void file_and_root(void) {
  make_copy(0755, BIT(CAP_CHOWN), 0, 1);
  start_as(0, "file, root");
}

static void file_and_set_user_id(void) {
  make_copy(04755, BIT(CAP_CHOWN), 0, 1);
  start_as(1000, "file and set-user-ID");
}

static void file_ends_ambient(void) {
  struct sets all = get();
  make_copy(0755, BIT(CAP_CHOWN), 0, 0);
  set(all.effective, all.permitted, BIT(CAP_KILL));
  prctl(PR_SET_KEEPCAPS, 1);
  setresuid(1000, 1000, 1000);
  set(BIT(CAP_KILL), BIT(CAP_KILL), BIT(CAP_KILL));
  TRY(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
  become(copy, "file ends ambient");
}

static void attributes(void) {
  struct vfs_cap_data data = {VFS_CAP_REVISION_2, {{1, 0}, {0, 0}}};
  char value[64];
  struct sets all = get();
  int file;
  make_copy(0755, 0, 0, 0);
  TRY(getxattr(copy, "security.capability", value, sizeof value));
  TRY(setxattr(copy, "security.capability", &data, 7, 0));
  data.magic_etc = 0x05000000;
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 0));
  data.magic_etc = VFS_CAP_REVISION_2;
  TRY(setxattr(copy, "security.capability", &data, sizeof data, XATTR_REPLACE));
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 4));
  TRY(setxattr(copy, "security.capability", &data, sizeof data, XATTR_CREATE));
  TRY(setxattr(copy, "security.capability", &data, sizeof data, XATTR_CREATE));
  printf("%d\n", (int)getxattr(copy, "security.capability", value, 0));
  TRY(getxattr(copy, "security.capability", value, 4));
  printf("%d\n", (int)getxattr(copy, "security.capability", value, sizeof value));
  printf("%d\n", memcmp(value, &data, sizeof data));
  printf("%d\n", (int)listxattr(copy, value, sizeof value));
  printf("%s\n", value);
  TRY(listxattr(copy, value, 3));
  chmod(copy, 0700);
  printf("%d\n", (int)getxattr(copy, "security.capability", NULL, 0));
  chown(copy, 5, 5);
  TRY(getxattr(copy, "security.capability", NULL, 0));
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 0));
  file = open(copy, O_WRONLY);
  TRY(fgetxattr(file, "security.capability", NULL, 0));
  write(file, "x", 1);
  TRY(fgetxattr(file, "security.capability", NULL, 0));
  TRY(fsetxattr(file, "security.capability", &data, sizeof data, 0));
  ftruncate(file, 3);
  TRY(fgetxattr(file, "security.capability", NULL, 0));
  TRY(setxattr(copy, "", &data, 1, 0));
  TRY(setxattr(copy, "nonsense", &data, 1, 0));
  TRY(getxattr(copy, "nonsense.x", value, 0));
  TRY(removexattr(copy, "security.capability"));
  TRY(setxattr(copy, "trusted.x", "y", 1, 0));
  TRY(removexattr(copy, "trusted.x"));
  TRY(setxattr("/nowhere", "user.x", "y", 1, 0));
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 0));
  set(all.effective & ~BIT(CAP_SETFCAP), all.permitted, 0);
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 0));
  TRY(removexattr(copy, "security.capability"));
  setresuid(1000, 1000, 1000);
  TRY(setxattr(copy, "security.capability", &data, sizeof data, 0));
  TRY(setxattr(copy, "trusted.x", "y", 1, 0));
  TRY(getxattr(copy, "trusted.x", value, 0));
}

static void guards(void) {
  struct sets all = get();
  unsigned long long without = BIT(CAP_DAC_OVERRIDE) | BIT(CAP_FOWNER) | BIT(CAP_CHOWN);
  int file;
  make_copy(0, 0, 0, 0);
  chown(copy, 5, 5);
  set(all.effective & ~without, all.permitted, 0);
  TRY(file = open(copy, O_RDONLY));
  TRY(open(copy, O_RDWR));
  TRY(chmod(copy, 0644));
  TRY(chown(copy, 0, 0));
  TRY(fchown(file, -1, -1));
  set(all.effective & ~without & ~BIT(CAP_DAC_READ_SEARCH), all.permitted, 0);
  TRY(open(copy, O_RDONLY));
  set(all.effective & ~BIT(CAP_MKNOD), all.permitted, 0);
  sprintf(copy, "%s/node", folder);
  TRY(mknod(copy, S_IFCHR | 0600, 0x103));
  TRY(mknod(copy, S_IFIFO | 0600, 0));
  set(all.effective & ~BIT(CAP_SYS_CHROOT), all.permitted, 0);
  TRY(chroot("/"));
  set(all.effective & ~BIT(CAP_SETUID) & ~BIT(CAP_SETGID), all.permitted, 0);
  TRY(setuid(0));
  TRY(setuid(5));
  TRY(setresuid(0, 0, 0));
  TRY(setresgid(0, 0, 5));
  TRY(setgroups(0, NULL));
  set(all.effective & ~BIT(CAP_SYS_ADMIN), all.permitted, 0);
  TRY(sethostname("x", 1));
  TRY(unshare(CLONE_NEWUTS));
  unlink(copy);
}

static void clocks(void) {
  struct sets all = get();
  struct timespec now;
  struct timeval day = {1, 0};
  set(all.effective & ~BIT(CAP_SYS_TIME), all.permitted, 0);
  clock_gettime(CLOCK_REALTIME, &now);
  TRY(clock_settime(CLOCK_REALTIME, &now));
  TRY(clock_settime(CLOCK_MONOTONIC, &now));
  TRY(syscall(SYS_settimeofday, &day, NULL));
  TRY(syscall(SYS_stime, &day));
  day.tv_usec = 2000000;
  TRY(syscall(SYS_settimeofday, &day, NULL));
  now.tv_nsec = -1;
  TRY(clock_settime(CLOCK_REALTIME, &now));
}

static void new_users(void) {
  struct sets all = get();
  prctl(PR_CAPBSET_DROP, CAP_KILL);
  set(all.effective, all.permitted, BIT(CAP_CHOWN));
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_CHOWN, 0, 0);
  prctl(PR_SET_SECUREBITS, SECBIT_NO_CAP_AMBIENT_RAISE);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  TRY(unshare(CLONE_NEWUSER));
  show("new users");
  become("/proc/self/exe", "nobody there");
}

int main(int count, char **arguments) {
  if (count > 1) {
    show(arguments[1]);
    return 0;
  }
  if (geteuid() != 0) {
    puts("not allowed");
    return 0;
  }
  mkdir("/tmp", 01777);
  sprintf(folder, "/tmp/capabilities.%d", getpid());
  mkdir(folder, 0755);
  sprintf(copy, "%s/copy", folder);
  in_child("headers", headers);
  in_child("sets", sets);
  in_child("bounding", bounding);
  in_child("ambient", ambient);
  in_child("ambient of a user", ambient_user);
  in_child("ambient of root", ambient_lost);
  in_child("ambient and setuid", ambient_setuid);
  in_child("users", users);
  in_child("keep", keep);
  in_child("users of files", file_user);
  in_child("secure bits", secure_bits);
  in_child("no fixup", no_fixup);
  in_child("secure bits, denied", secure_bits_denied);
  in_child("set-user-ID", set_user_id);
  in_child("set-user-ID, bound", set_user_id_bound);
  in_child("set-user-ID, other", set_user_id_other);
  in_child("no new privileges", no_new_privileges);
  in_child("no new privileges, file", no_new_privileges_file);
  in_child("file, effective", file_effective);
  in_child("file, permitted", file_permitted);
  in_child("file, inheritable", file_inheritable);
  in_child("file beyond", file_beyond);
  in_child("file beyond, permitted", file_beyond_permitted);
  in_child("file and root", file_and_root);
  in_child("file and set-user-ID", file_and_set_user_id);
  in_child("file and ambient", file_ends_ambient);
  in_child("attributes", attributes);
  in_child("guards", guards);
  in_child("clocks", clocks);
  in_child("new users", new_users);
  unlink(copy);
  rmdir(folder);
  return 0;
}
