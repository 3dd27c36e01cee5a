/* What is left to a container of root's rights, and of the system calls (the default of Docker). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../tools/bpf.h"
#include "../tools/callnames.h"
#include "../tools/capnames.h"
#include "docker.h"

#define NEW_NAMESPACES 0x7e020000U

static const char *const left[] = {
    "chown",  "dac_override", "fsetid",  "fowner",           "mknod",      "net_raw", "setgid",
    "setuid", "setfcap",      "setpcap", "net_bind_service", "sys_chroot", "kill",    "audit_write",
    NULL};

/* What nobody in a container may call, or only who has a piece of root. */
static const struct refusal {
  const char *piece; /* NULL: whoever it is */
  const char *calls;
} refusals[] = {
    {NULL,
     "pivot_root swapon swapoff ustat sysfs uselib vm86 vm86old nfsservctl create_module "
     "get_kernel_syms query_module add_key request_key keyctl kexec_load userfaultfd "
     "migrate_pages move_pages io_uring_setup io_uring_enter io_uring_register"},
    {"sys_admin",
     "mount umount umount2 setns unshare sethostname setdomainname quotactl "
     "bpf fanotify_init fsopen fsconfig fsmount fspick move_mount open_tree "
     "mount_setattr lookup_dcookie perf_event_open"},
    {"sys_boot", "reboot"},
    {"sys_chroot", "chroot"},
    {"sys_module", "init_module finit_module delete_module"},
    {"sys_pacct", "acct"},
    {"sys_ptrace", "kcmp pidfd_getfd"},
    {"sys_rawio", "iopl ioperm"},
    {"sys_time", "settimeofday stime clock_settime clock_settime64"},
    {"sys_tty_config", "vhangup"},
    {"sys_nice", "get_mempolicy mbind set_mempolicy"},
    {"syslog", "syslog"},
    {"dac_read_search", "open_by_handle_at"},
    {NULL, NULL}};

/* What personality(2) may be asked: to be Linux's, with the 32 bits or the name of an old kernel.
 */
static const unsigned personalities[] = {0, 8, 0x20000, 0x20008, 0xffffffff};

unsigned long long default_capabilities(void) {
  unsigned long long all = 0;
  int i;
  for (i = 0; left[i]; i++) {
    all |= BIT(capability_number(left[i], strlen(left[i])));
  }
  return all;
}

static failure change(const struct json *names, const char *list, int adds,
                      unsigned long long *all) {
  int i;
  for (i = 0; names && i < names->count; i++) {
    const char *name = names->values[i]->text;
    int number;
    if (strcasecmp(name, "all") == 0) {
      *all = adds ? ALL_CAPABILITIES : 0;
      continue;
    }
    number = capability_number(name, strlen(name));
    if (number < 0) {
      char *shown = format("%s%s", strncasecmp(name, "cap_", 4) ? "CAP_" : "", name), *at;
      for (at = shown; *at; at++) {
        *at = *at >= 'a' && *at <= 'z' ? *at - 32 : *at;
      }
      return format("invalid %s: unknown capability: \"%s\"", list, shown);
    }
    *all = adds ? *all | BIT(number) : *all & ~BIT(number);
  }
  return NULL;
}

static int has_all(const struct json *names) {
  int i;
  for (i = 0; names && i < names->count; i++) {
    if (strcasecmp(names->values[i]->text, "all") == 0) {
      return 1;
    }
  }
  return 0;
}

failure change_capabilities_by(const struct json *host, unsigned long long *all) {
  const struct json *adds = json_get(host, "CapAdd"), *drops = json_get(host, "CapDrop");
  failure failed;
  if (json_truth(host, "Privileged")) {
    *all = ALL_CAPABILITIES;
    return NULL;
  }
  *all = has_all(drops) ? 0 : default_capabilities();
  failed = change(adds, "CapAdd", 1, all);
  if (!failed && !has_all(drops)) {
    failed = change(drops, "CapDrop", 0, all);
  }
  return failed;
}

static struct instruction program[512];
static int length;

static void emit(int code, unsigned number, int when_true, int when_false) {
  struct instruction *one = &program[length++];
  one->code = (unsigned short)code;
  one->number = number;
  one->when_true = (unsigned char)when_true;
  one->when_false = (unsigned char)when_false;
}

static int by_number(const void *one, const void *other) {
  return *(const int *)one - *(const int *)other;
}

/* Halves what is left, so that no call is compared with all of them. */
static void emit_search(const int *numbers, int count) {
  int i, branch;
  if (count <= 3) {
    for (i = 0; i < count; i++) {
      emit(IF_EQUAL, (unsigned)numbers[i], 0, 1);
      emit(RETURN, ERRNO | EPERM, 0, 0);
    }
    emit(RETURN, ALLOW, 0, 0);
    return;
  }
  branch = length;
  emit(IF_AT_LEAST, (unsigned)numbers[count / 2], 0, 0);
  emit_search(numbers, count / 2);
  program[branch].when_true = (unsigned char)(length - branch - 1);
  emit_search(numbers + count / 2, count - count / 2);
}

static int add_numbers(int *numbers, int count, const char *calls) {
  while (*calls) {
    size_t size = strcspn(calls, " ");
    int number = call_number(format("%.*s", (int)size, calls));
    if (number >= 0) {
      numbers[count++] = number;
    }
    calls += size + (calls[size] == ' ');
  }
  return count;
}

int set_default_filter(unsigned long long allowed) {
  const struct refusal *one;
  struct filter filter;
  int numbers[128], count = 0, i;
  length = 0;
  for (one = refusals; one->calls; one++) {
    if (!one->piece || !(allowed & BIT(capability_number(one->piece, strlen(one->piece))))) {
      count = add_numbers(numbers, count, one->calls);
    }
  }
  qsort(numbers, (size_t)count, sizeof *numbers, by_number);
  emit(LOAD, ARCHITECTURE, 0, 0);
  emit(IF_EQUAL, I386, 1, 0);
  emit(RETURN, KILL_PROCESS, 0, 0);
  emit(LOAD, NUMBER_OF_CALL, 0, 0);
  emit(IF_EQUAL, 435, 0, 1); /* clone3, whose flags are in memory: clone(2) is tried instead */
  emit(RETURN, ERRNO | ENOSYS, 0, 0);
  if (!(allowed & BIT(CAP_SYS_ADMIN))) {
    emit(IF_EQUAL, (unsigned)call_number("clone"), 0, 4);
    emit(LOAD, LOW_HALF(0), 0, 0);
    emit(IF_ANY_BIT, NEW_NAMESPACES, 0, 1);
    emit(RETURN, ERRNO | EPERM, 0, 0);
    emit(RETURN, ALLOW, 0, 0);
  }
  emit(IF_EQUAL, (unsigned)call_number("personality"), 0, 8);
  emit(LOAD, LOW_HALF(0), 0, 0);
  for (i = 0; i < 5; i++) {
    emit(IF_EQUAL, personalities[i], 5 - i, 0);
  }
  emit(RETURN, ERRNO | EPERM, 0, 0);
  emit(RETURN, ALLOW, 0, 0);
  emit_search(numbers, count);
  filter.length = (unsigned short)length;
  filter.program = program;
  return (int)syscall(SYS_seccomp, 1, 0, &filter);
}
