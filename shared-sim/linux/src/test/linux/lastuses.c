/* What is used once more when it is as good as gone: the last attachment of a segment, a place far
   behind a file's end, a watch that was for one time, a queue that finds no descriptor, and the
   number of a process that has asked for a notice. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void segment(void) {
  struct shmid_ds about;
  int id = shmget(IPC_PRIVATE, 8192, IPC_CREAT | 0600), other;
  char *place = shmat(id, NULL, 0), *again;
  strcpy(place, "kept");
  shmctl(id, IPC_RMID, NULL);
  again = shmat(id, place, SHM_REMAP);
  printf("again %d %s\n", again == place, again == place ? again : "");
  printf("stat %d\n", shmctl(id, IPC_STAT, &about));
  printf("attached %d\n", (int)about.shm_nattch);
  printf("detach %d\n", shmdt(place));
  printf("gone %d\n", shmctl(id, IPC_STAT, &about));
  other = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  printf("other %d\n", shmctl(other, IPC_STAT, &about));
  shmctl(other, IPC_RMID, NULL);
}

static void far_behind(void) {
  static const unsigned long long places[] = {2147483648ULL, 3000000000ULL, 0xb0000000ULL,
                                              1ULL << 40};
  char c;
  unsigned i;
  int file = open("far", O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(file, "x", 1);
  for (i = 0; i < 4; i++) {
    printf("far %d\n", (int)pread64(file, &c, 1, (off64_t)places[i]));
  }
  close(file);
  unlink("far");
}

static void one_time(void) {
  char events[512];
  int in = inotify_init1(IN_NONBLOCK), i, at, length;
  unshare(CLONE_NEWNS);
  mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
  mkdir("place", 0700);
  for (i = 0; i < 2; i++) {
    mount("t", "place", "tmpfs", 0, NULL);
    inotify_add_watch(in, "place", IN_CREATE | IN_ONESHOT);
    umount("place");
    length = (int)read(in, events, sizeof events);
    for (at = 0; at < length;) {
      struct inotify_event *event = (struct inotify_event *)(events + at);
      printf("told %x\n", event->mask);
      at += (int)sizeof *event + (int)event->len;
    }
  }
  rmdir("place");
}

static void no_descriptor(void) {
  struct rlimit before, few;
  int made, found;
  getrlimit(RLIMIT_NOFILE, &before);
  few = before;
  few.rlim_cur = 3;
  setrlimit(RLIMIT_NOFILE, &few);
  made = mq_open("/lastuses", O_CREAT | O_RDWR, 0600, NULL) >= 0;
  setrlimit(RLIMIT_NOFILE, &before);
  found = mq_open("/lastuses", O_RDWR) >= 0;
  printf("queue made %d found %d\n", made, found);
}

static mqd_t queue;

static int ask(void *unused) {
  struct sigevent event;
  (void)unused;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGTERM;
  mq_notify(queue, &event);
  return 0;
}

static void number_again(void) {
  static char stack[65536];
  char text[16];
  int first, second, length, file = open("/proc/sys/kernel/ns_last_pid", O_WRONLY);
  queue = mq_open("/lastuses", O_CREAT | O_RDWR, 0600, NULL);
  first = clone(ask, stack + sizeof stack, CLONE_FILES | SIGCHLD, NULL);
  waitpid(first, NULL, 0);
  length = sprintf(text, "%d", first - 1);
  write(file, text, (size_t)length);
  second = fork();
  if (second == 0) {
    pause();
    _exit(0);
  }
  mq_send(queue, "hello", 5, 1);
  usleep(50000);
  printf("same %d alive %d\n", first == second, waitpid(second, NULL, WNOHANG) == 0);
  kill(second, SIGKILL);
  waitpid(second, NULL, 0);
  mq_unlink("/lastuses");
}

static void named(void) {
  char text[64];
  FILE *file;
  prctl(PR_SET_NAME, "a\nUid:\\");
  file = fopen("/proc/self/status", "r");
  fgets(text, sizeof text, file);
  printf("%s", text);
  fclose(file);
}

int main(void) {
  segment();
  far_behind();
  one_time();
  no_descriptor();
  number_again();
  named();
  return 0;
}
