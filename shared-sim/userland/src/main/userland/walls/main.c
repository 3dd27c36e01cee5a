/* Seven things that are refused, each by another wall. It says what came back, and not who has
   refused it: that is for somebody else to find out. */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define GROUP "/sys/fs/cgroup/walls"

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  if (file < 0 || write(file, text, strlen(text)) < 0) {
    perror(path);
    exit(1);
  }
  close(file);
}

/* A filter: chroot is answered with EPERM. */
static int filtered(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_chroot, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {4, filter};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) < 0) {
    return -1;
  }
  return chroot("/tmp");
}

/* A page that may be read and run, and not written: that of this code. */
static int page(void) {
  *(volatile char *)page = 0;
  return 0;
}

/* A piece of root that is missing. */
static int without_piece(void) {
  prctl(PR_CAPBSET_DROP, CAP_SYS_CHROOT, 0, 0, 0);
  execl("/proc/self/exe", "walls", "-", NULL);
  return -1;
}

/* A group that may have one process. */
static int bounded(void) {
  pid_t child;
  put(GROUP "/pids.max", "1");
  put(GROUP "/cgroup.procs", "0");
  child = fork();
  if (child == 0) {
    _exit(0);
  }
  return child;
}

/* An instruction of the kernel's. */
static int instruction(void) {
  __asm__ volatile("cli");
  return 0;
}

/* A mount on which nobody may write. */
static int read_only(void) {
  if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
      mount("walls", "/tmp", "tmpfs", MS_RDONLY, NULL) < 0) {
    return -1;
  }
  return mkdir("/tmp/mine", 0755);
}

/* A process that has another number here, or none. */
static int elsewhere(void) {
  pid_t outside = getppid();
  int status;
  pid_t child;
  if (unshare(CLONE_NEWPID) < 0 || (child = fork()) < 0) {
    return -1;
  }
  if (child == 0) {
    _exit(kill(outside, 0) < 0 ? errno : 0);
  }
  waitpid(child, &status, 0);
  errno = WEXITSTATUS(status);
  return errno ? -1 : 0;
}

static int (*const walls[])(void) = {filtered,    page,      without_piece, bounded,
                                     instruction, read_only, elsewhere};

int main(int count, char **arguments) {
  int which = count == 2 ? atoi(arguments[1]) : 0;
  int status;
  pid_t child;
  if (count == 2 && strcmp(arguments[1], "-") == 0) {
    _exit(chroot("/tmp") < 0 ? errno : 0);
  }
  if (which < 1 || which > 7) {
    fprintf(stderr, "Usage: walls NUMBER, from 1 to 7\n");
    return 2;
  }
  if (which == 4) {
    mkdir(GROUP, 0755);
  }
  child = fork();
  if (child == 0) {
    _exit(walls[which - 1]() < 0 ? errno : 0);
  }
  waitpid(child, &status, 0);
  if (which == 4) {
    rmdir(GROUP);
  }
  printf("%d: %s\n", which,
         WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : strerror(WEXITSTATUS(status)));
  return WIFSIGNALED(status) || WEXITSTATUS(status) != 0;
}
