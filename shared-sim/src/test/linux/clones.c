// Children that a structure describes, and what else is asked of tasks.
#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, long result) {
  printf("%s %ld %s\n", what, result, result == -1 ? strerror(errno) : "");
}

static long begin(struct clone_args *how, int size) {
  return syscall(SYS_clone3, how, size);
}

static void refuse(const char *what, struct clone_args how, int size) {
  long child = begin(&how, size);
  if (child == 0) _exit(0);
  if (child > 0) waitpid(child, 0, __WALL);
  printf("%s: %s\n", what, child < 0 ? strerror(errno) : "a child");
}

static void on(int signal) {
  printf("signal %d\n", signal);
}

static void children(void) {
  struct clone_args how = {.exit_signal = SIGCHLD};
  int pid = begin(&how, sizeof how);
  if (pid == 0) _exit(7);
  int status = 0;
  printf("waited %d\n", waitpid(pid, &status, 0) == pid);
  printf("status %x\n", status);
  static int told, own;
  how.flags = CLONE_PARENT_SETTID | CLONE_CHILD_SETTID;
  how.parent_tid = (uintptr_t)&told;
  how.child_tid = (uintptr_t)&own;
  pid = begin(&how, sizeof how);
  if (pid == 0) _exit(own == getpid() ? 0 : 1);
  printf("told %d %d\n", told == pid, own);
  waitpid(pid, &status, 0);
  printf("status %x\n", status);
  signal(SIGUSR1, on);
  signal(SIGUSR2, SIG_IGN);
  struct clone_args clear = {.flags = 0x100000000, .exit_signal = SIGCHLD};
  pid = begin(&clear, sizeof clear);
  if (pid == 0) {
    raise(SIGUSR2);
    raise(SIGUSR1);
    _exit(0);
  }
  waitpid(pid, &status, 0);
  printf("without handlers %x\n", status);
  struct clone_args vfork = {.flags = CLONE_VFORK, .exit_signal = SIGCHLD};
  pid = begin(&vfork, 64);
  if (pid == 0) {
    printf("child\n");
    fflush(stdout);
    _exit(0);
  }
  printf("parent\n");
  wait(0);
  struct clone_args plain = {.exit_signal = SIGCHLD};
  refuse("small", plain, 56);
  refuse("large", plain, 5000);
  refuse("signal", (struct clone_args){.exit_signal = 65}, 88);
  refuse("signal in flags", (struct clone_args){.flags = SIGCHLD}, 88);
  refuse("unknown", (struct clone_args){.flags = 1ull << 40}, 88);
  refuse("thread alone", (struct clone_args){.flags = CLONE_THREAD}, 88);
  refuse("parent's signal", (struct clone_args){.flags = CLONE_PARENT, .exit_signal = 17}, 88);
  refuse("stack alone", (struct clone_args){.stack = 4096, .exit_signal = 17}, 88);
  refuse("size alone", (struct clone_args){.stack_size = 4096, .exit_signal = 17}, 88);
  refuse("both", (struct clone_args){.flags = CLONE_SIGHAND | CLONE_VM | 1ull << 32}, 88);
  refuse("silent", (struct clone_args){}, 88);
  say("no address", syscall(SYS_clone3, 16, 64));
}

static void spawns(void) {
  char *words[] = {"true", 0};
  pid_t pid;
  printf("spawn %d\n", posix_spawn(&pid, "/nowhere", 0, 0, words, 0));
  errno = 0;
  int status = system("exit 3");
  printf("system %x errno %d\n", status, errno);
}

static void turns(void) {
  struct {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t rest[4];
  } how;
  memset(&how, 9, sizeof how);
  say("attributes", syscall(SYS_sched_getattr, 0, &how, 48, 0));
  printf("%u %u %llu %d %u\n", how.size, how.policy, (long long)how.flags, how.nice, how.priority);
  say("too small", syscall(SYS_sched_getattr, 0, &how, 47, 0));
  say("flags", syscall(SYS_sched_getattr, 0, &how, 48, 1));
  say("nobody", syscall(SYS_sched_getattr, 99999999, &how, 48, 0));
  memset(&how, 0, sizeof how);
  how.size = 48;
  how.nice = 5;
  say("set", syscall(SYS_sched_setattr, 0, &how, 0));
  printf("nice %d\n", getpriority(PRIO_PROCESS, 0));
  how.policy = 99;
  say("policy", syscall(SYS_sched_setattr, 0, &how, 0));
  struct sched_param param = {7};
  say("parameter", sched_getparam(0, &param));
  printf("%d\n", param.sched_priority);
  param.sched_priority = 3;
  say("not normal", sched_setparam(0, &param));
  say("none", syscall(SYS_sched_setparam, 0, 0));
  say("policy", sched_getscheduler(0));
  say("nobody", sched_getscheduler(99999999));
  say("negative", sched_getscheduler(-1));
  say("bad policy", sched_setscheduler(0, 77, &param));
  say("most", sched_get_priority_max(SCHED_FIFO));
  say("most of deadline", sched_get_priority_max(4));
  say("disk", syscall(SYS_ioprio_get, 9, 0));
  say("disk of nobody", syscall(SYS_ioprio_get, 1, 99999999));
  say("disk class", syscall(SYS_ioprio_set, 1, 0, 7 << 13));
  say("disk", syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 4));
  unsigned at = 99;
  say("processor", syscall(SYS_getcpu, 0, 0, 0));
  printf("personality %x\n", personality(0xffffffff));
  say("fixed", personality(ADDR_NO_RANDOMIZE));
  printf("personality %x\n", personality(0xffffffff));
  say("lock nothing", mlockall(0));
  say("lock strangely", mlockall(64));
  say("lock on fault alone", mlockall(4));
  say("unlock", munlockall());
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  children();
  spawns();
  turns();
  return 0;
}
