// Children that a structure describes, and what else is asked of tasks.
#include <errno.h>
#include <fcntl.h>
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

static void policy(const char *what, int asked, int priority) {
  struct sched_param param = {priority};
  say(what, sched_setscheduler(0, asked, &param));
  printf("  policy %x nice %d\n", sched_getscheduler(0), getpriority(PRIO_PROCESS, 0));
}

static void attributes(const char *what, int asked, int nice, int flags) {
  struct {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t rest[4];
  } how;
  memset(&how, 0, sizeof how);
  how.size = 48;
  how.policy = asked;
  how.nice = nice;
  how.flags = flags;
  say(what, syscall(SYS_sched_setattr, 0, &how, 0));
  memset(&how, 0, sizeof how);
  syscall(SYS_sched_getattr, 0, &how, 48, 0);
  printf("  policy %u nice %d flags %x\n", how.policy, how.nice, (int)how.flags);
}

static void shown(void) {
  char text[1000] = "";
  int fd = open("/proc/self/stat", O_RDONLY);
  read(fd, text, sizeof text - 1);
  char *at = strrchr(text, ')');
  for (int i = 2; i < 41 && at; i++) at = strchr(at + 1, ' ');
  printf("  shown as %d\n", at ? atoi(at) : -1);
  int fields = 2;
  for (at = strrchr(text, ')'); (at = strchr(at + 1, ' '));) fields++;
  printf("  fields %d\n", fields);
  close(fd);
}

static void policies(void) {
  policy("batch", SCHED_BATCH, 0);
  shown();
  policy("idle", SCHED_IDLE, 0);
  shown();
  policy("normal", SCHED_OTHER, 0);
  policy("a priority", SCHED_OTHER, 5);
  policy("real time without one", SCHED_FIFO, 0);
  policy("too much", SCHED_RR, 100);
  policy("deadline", SCHED_DEADLINE, 0);
  policy("none", 4, 0);
  setpriority(PRIO_PROCESS, 0, -5);
  policy("reset", SCHED_BATCH | SCHED_RESET_ON_FORK, 0);
  fflush(stdout);
  if (fork() == 0) {
    printf("in a child %x %d\n", sched_getscheduler(0), getpriority(PRIO_PROCESS, 0));
    fflush(stdout);
    _exit(0);
  }
  wait(0);
  attributes("the same", 0, 3, SCHED_FLAG_KEEP_POLICY);
  attributes("all the same", 0, 9, SCHED_FLAG_KEEP_ALL);
  attributes("only the policy", SCHED_IDLE, 9, SCHED_FLAG_KEEP_PARAMS);
  fflush(stdout);
  if (fork() == 0) {
    setresuid(65534, 65534, 65534);
    attributes("reset no more", SCHED_BATCH, 4, 0);
    attributes("less nice", SCHED_BATCH, 2, SCHED_FLAG_RESET_ON_FORK);
    attributes("nicer", SCHED_BATCH, 5, SCHED_FLAG_RESET_ON_FORK);
    _exit(0);
  }
  wait(0);
  attributes("both", SCHED_IDLE, 7, SCHED_FLAG_RESET_ON_FORK);
  fflush(stdout);
  if (fork() == 0) {
    printf("nobody %d\n", setresuid(65534, 65534, 65534));
    policy("not reset", SCHED_IDLE, 0);
    policy("away from idle", SCHED_OTHER | SCHED_RESET_ON_FORK, 0);
    attributes("nicer", SCHED_IDLE, 12, SCHED_FLAG_RESET_ON_FORK);
    attributes("less nice", SCHED_IDLE, 5, SCHED_FLAG_RESET_ON_FORK);
    struct sched_param param = {0};
    say("of another", sched_setscheduler(getppid(), SCHED_IDLE, &param));
    say("a parameter of another", sched_setparam(getppid(), &param));
    say("asked of another", sched_getscheduler(getppid()));
    fflush(stdout);
    _exit(0);
  }
  wait(0);
  policy("back", SCHED_OTHER, 0);
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
  policies();
  turns();
  return 0;
}
