/* Objects of System V in a namespace of their own: memory, semaphores and queues, what waits for
   them, who may use them, and what goes with whom. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

union semun {
  int val;
  struct semid_ds *buf;
  unsigned short *array;
  struct seminfo *info;
};

struct message {
  long type;
  char text[64];
};

static void say(const char *what, long status) {
  printf("%s: %ld %s\n", what, status, status < 0 ? strerror(errno) : "");
  fflush(stdout);
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void nothing(int signal) { (void)signal; }

static void ended(const char *what) {
  int status = 0;
  wait(&status);
  printf("%s ended %x\n", what, status);
  fflush(stdout);
}

static void show_memory(const char *what, int id) {
  struct shmid_ds one;
  if (shmctl(id, IPC_STAT, &one) < 0) {
    say(what, -1);
    return;
  }
  printf("%s: key %x mode %o size %d attached %d maker %d last %d times %d %d %d owners %d %d %d %d\n",
         what, one.shm_perm.__key, one.shm_perm.mode, (int)one.shm_segsz, (int)one.shm_nattch,
         one.shm_cpid == getpid(), one.shm_lpid == getpid(), one.shm_atime != 0,
         one.shm_dtime != 0, one.shm_ctime != 0, one.shm_perm.uid, one.shm_perm.gid,
         one.shm_perm.cuid, one.shm_perm.cgid);
  fflush(stdout);
}

static void memory(void) {
  int id, other, i;
  char *at, *again;
  struct shmid_ds one;
  struct shm_info use;
  say("no key", shmget(0x1234, 100, 0600));
  say("none", shmget(0x1234, 0, IPC_CREAT | 0600));
  id = shmget(0x1234, 5000, IPC_CREAT | 0640);
  say("made", id);
  say("found", shmget(0x1234, 4000, 0));
  say("too small", shmget(0x1234, 5001, 0));
  say("there", shmget(0x1234, 5000, IPC_CREAT | IPC_EXCL | 0600));
  show_memory("new", id);
  say("bad id", (long)shmat(77, NULL, 0));
  say("crooked", (long)shmat(id, (void *)0x40000001, 0));
  at = shmat(id, NULL, 0);
  again = shmat(id, (void *)0x50000123, SHM_RND | SHM_RDONLY);
  printf("rounded %p same %d\n", (void *)again, at != again);
  strcpy(at, "here");
  printf("there: %s\n", again);
  say("over another", (long)shmat(id, (void *)0x50000000, 0));
  at[8191] = 1;
  say("writable", mprotect(again, 4096, PROT_READ | PROT_WRITE));
  show_memory("attached", id);
  munmap(again + 4096, 4096);
  show_memory("a part unmapped", id);
  say("replaced", (long)shmat(id, (void *)0x50000000, SHM_REMAP) == 0x50000000);
  show_memory("replaced", id);
  if (fork() == 0) {
    at[1] = 'E';
    show_memory("child", id);
    execl("/proc/self/exe", "prog", "quiet", NULL);
    _exit(9);
  }
  ended("child");
  printf("from child: %s\n", at);
  show_memory("child gone", id);
  say("no such", shmdt(at + 4096));
  say("crooked detach", shmdt(at + 1));
  say("detach", shmdt(again));
  say("again", shmdt(again));
  memset(&one, 0, sizeof one);
  one.shm_perm.uid = 5;
  one.shm_perm.gid = 6;
  one.shm_perm.mode = 0777;
  say("set", shmctl(id, IPC_SET, &one));
  show_memory("set", id);
  say("lock", shmctl(id, SHM_LOCK, NULL));
  say("remove", shmctl(id, IPC_RMID, NULL));
  show_memory("removed", id);
  say("key gone", shmget(0x1234, 5000, 0));
  other = shmget(0x1234, 10, IPC_CREAT | 0600);
  say("key again", other);
  say("still attachable", (long)shmat(id, (void *)0x51000000, 0) == 0x51000000);
  shmdt((void *)0x51000000);
  i = shmctl(0, SHM_INFO, (struct shmid_ds *)&use);
  printf("highest %d, %d used, %d pages\n", i, use.used_ids, (int)use.shm_tot);
  say("by place", shmctl(1, SHM_STAT, &one));
  shmdt(at);
  show_memory("gone", id);
  say("unknown command", shmctl(other, 99, NULL));
  say("fault", syscall(SYS_ipc, 24, other, IPC_STAT | 0x100, 0, (void *)1));
  say("remove other", shmctl(other, IPC_RMID, NULL));
  for (i = 0; i < 3; i++) {
    id = shmget(IPC_PRIVATE, 1, 0600);
    say("next", id);
    shmctl(id, IPC_RMID, NULL);
  }
}

static int change(int id, int number, int by, int flags) {
  struct sembuf one = {(unsigned short)number, (short)by, (short)flags};
  return semop(id, &one, 1);
}

static int value(int id, int number, int command) {
  union semun none = {0};
  return semctl(id, number, command, none);
}

static void values(const char *what, int id) {
  int i;
  printf("%s:", what);
  for (i = 0; i < 3; i++) {
    printf(" %d (%d more, %d zero, own %d)", value(id, i, GETVAL), value(id, i, GETNCNT),
           value(id, i, GETZCNT), value(id, i, GETPID) == getpid());
  }
  printf("\n");
  fflush(stdout);
}

static void several(int id) {
  struct sembuf both[] = {{0, -1, 0}, {1, -1, IPC_NOWAIT}};
  struct sembuf twice[] = {{2, 2, 0}, {2, -1, 0}, {2, 0, IPC_NOWAIT}};
  struct sembuf zero[] = {{0, 0, 0}, {0, 1, 0}};
  union semun u;
  unsigned short all[3] = {1, 0, 0};
  u.array = all;
  say("set all", semctl(id, 0, SETALL, u));
  say("both", semop(id, both, 2));
  values("nothing done", id);
  say("twice", semop(id, twice, 3));
  values("nothing done either", id);
  all[0] = 0;
  semctl(id, 0, SETALL, u);
  say("zero and one", semop(id, zero, 2));
  say("get all", semctl(id, 0, GETALL, u));
  printf("%d %d %d\n", all[0], all[1], all[2]);
  all[1] = 40000;
  say("too much", semctl(id, 0, SETALL, u));
}

static void waiting(int id) {
  struct sembuf pair[] = {{0, -2, 0}, {1, -1, 0}};
  struct timespec soon = {0, 20000000}, wrong = {0, -1};
  struct sembuf one = {0, -1, 0};
  struct semid_ds status;
  union semun u;
  int i;
  u.val = 0;
  for (i = 0; i < 3; i++) {
    semctl(id, i, SETVAL, u);
  }
  say("in time", syscall(SYS_ipc, 4, id, 1, 0, &one, &soon));
  say("wrong time", syscall(SYS_ipc, 4, id, 1, 0, &one, &wrong));
  if (fork() == 0) {
    say("pair", semop(id, pair, 2));
    _exit(0);
  }
  rest(40);
  values("pair waits", id);
  change(id, 0, 1, 0);
  change(id, 1, 1, 0);
  values("not yet", id);
  change(id, 0, 1, 0);
  ended("pair");
  values("pair done", id);
  change(id, 2, 1, 0);
  if (fork() == 0) {
    say("zero", change(id, 2, 0, 0));
    _exit(0);
  }
  rest(40);
  values("zero waits", id);
  change(id, 2, -1, 0);
  ended("zero");
  if (fork() == 0) {
    signal(SIGALRM, nothing);
    alarm(1);
    say("alarm", change(id, 0, -1, 0));
    _exit(0);
  }
  ended("alarm");
  values("nobody waits", id);
  if (fork() == 0) {
    _exit(change(id, 0, -5, 0) < 0 ? errno : 0);
  }
  rest(40);
  u.buf = &status;
  say("status", semctl(id, 0, IPC_STAT, u));
  printf("sems %d operated %d changed %d mode %o\n", (int)status.sem_nsems, status.sem_otime != 0,
         status.sem_ctime != 0, status.sem_perm.mode);
  say("remove", semctl(id, 0, IPC_RMID, u));
  ended("removed");
  say("gone", change(id, 0, 1, 0));
}

static void undone(void) {
  int id = semget(IPC_PRIVATE, 3, 0600);
  union semun u;
  u.val = 5;
  semctl(id, 0, SETVAL, u);
  if (fork() == 0) {
    change(id, 0, -3, SEM_UNDO);
    change(id, 1, 4, SEM_UNDO);
    change(id, 1, -1, 0);
    change(id, 2, 2, SEM_UNDO);
    u.val = 1;
    semctl(id, 2, SETVAL, u);
    values("child", id);
    say("undo too much", change(id, 1, -32768, SEM_UNDO | IPC_NOWAIT));
    if (fork() == 0) {
      _exit(0);
    }
    ended("grandchild");
    values("not inherited", id);
    _exit(0);
  }
  ended("child");
  values("undone", id);
  if (fork() == 0) {
    change(id, 0, -5, SEM_UNDO);
    if (fork() == 0) {
      say("gets what is undone", change(id, 0, -1, 0));
      _exit(0);
    }
    rest(40);
    kill(getpid(), SIGKILL);
  }
  rest(200);
  ended("killed");
  values("taken", id);
  semctl(id, 0, IPC_RMID, u);
}

static void semaphores(void) {
  struct sembuf many[2] = {{0, 1, 0}, {9, 1, 0}};
  struct seminfo most;
  union semun u;
  int id;
  say("none", semget(IPC_PRIVATE, 0, 0600));
  say("too many", semget(IPC_PRIVATE, 40000, 0600));
  id = semget(0x77, 3, IPC_CREAT | 0600);
  say("made", id);
  say("more", semget(0x77, 4, 0));
  say("fewer", semget(0x77, 0, 0));
  say("no operations", semop(id, many, 0));
  say("too many operations", semop(id, many, 501));
  say("no such semaphore", semop(id, many, 2));
  say("up", change(id, 0, 32767, 0));
  say("beyond", change(id, 0, 1, 0));
  say("down", change(id, 0, -32767, 0));
  say("not now", change(id, 0, -1, IPC_NOWAIT));
  say("not zero", (change(id, 0, 1, 0), change(id, 0, 0, IPC_NOWAIT)));
  u.val = 32768;
  say("range", semctl(id, 0, SETVAL, u));
  u.val = 7;
  say("index", semctl(id, 3, SETVAL, u));
  say("index", semctl(id, -1, GETVAL, u));
  say("set", semctl(id, 1, SETVAL, u));
  values("set", id);
  u.info = &most;
  say("info", semctl(0, 0, SEM_INFO, u));
  printf("%d %d %d %d %d\n", most.semmsl, most.semopm, most.semvmx, most.semusz, most.semaem);
  several(id);
  waiting(id);
  undone();
}

static void show_queue(const char *what, int id) {
  struct msqid_ds one;
  if (msgctl(id, IPC_STAT, &one) < 0) {
    say(what, -1);
    return;
  }
  printf("%s: mode %o messages %d bytes %d of %d sender %d receiver %d times %d %d %d\n", what,
         one.msg_perm.mode, (int)one.msg_qnum, (int)one.__msg_cbytes, (int)one.msg_qbytes,
         one.msg_lspid == getpid(), one.msg_lrpid == getpid(), one.msg_stime != 0,
         one.msg_rtime != 0, one.msg_ctime != 0);
  fflush(stdout);
}

static int put(int id, long type, const char *text, int flags) {
  struct message one = {type, ""};
  strcpy(one.text, text);
  return msgsnd(id, &one, strlen(text), flags);
}

static void get(const char *what, int id, size_t most, long type, int flags) {
  struct message one = {0, ""};
  long size = msgrcv(id, &one, most, type, flags);
  if (size < 0) {
    say(what, size);
  } else {
    printf("%s: %ld bytes of type %ld: %.*s\n", what, size, one.type, (int)size, one.text);
    fflush(stdout);
  }
}

static void receivers(int id) {
  struct msqid_ds one;
  int i;
  if (fork() == 0) {
    get("first", id, 60, 3, 0);
    _exit(0);
  }
  rest(40);
  put(id, 2, "two", 0);
  put(id, 3, "three", 0);
  ended("first");
  show_queue("handed over", id);
  get("left", id, 60, 0, IPC_NOWAIT);
  if (fork() == 0) {
    get("small", id, 2, 0, 0);
    _exit(0);
  }
  rest(40);
  put(id, 1, "large", 0);
  ended("small");
  get("stays", id, 60, 0, IPC_NOWAIT);
  if (fork() == 0) {
    signal(SIGALRM, nothing);
    alarm(1);
    get("alarm", id, 60, 0, 0);
    _exit(0);
  }
  ended("alarm");
  msgctl(id, IPC_STAT, &one);
  one.msg_qbytes = 10;
  say("smaller", msgctl(id, IPC_SET, &one));
  say("fits", put(id, 1, "0123456789", IPC_NOWAIT));
  say("full", put(id, 1, "", IPC_NOWAIT) == 0 ? put(id, 1, "a", IPC_NOWAIT) : 1);
  if (fork() == 0) {
    long result = put(id, 9, "abc", 0);
    rest(60);
    say("waits for room", result);
    _exit(0);
  }
  rest(40);
  show_queue("full", id);
  get("room", id, 60, 0, 0);
  ended("sender");
  get("sent", id, 60, 9, 0);
  for (i = 0; i < 2; i++) {
    if (fork() == 0) {
      struct message one;
      long result = i ? put(id, 1, "0123456789a", 0) : msgrcv(id, &one, 60, 44, 0);
      int why = errno;
      rest(i ? 80 : 40);
      errno = why;
      say(i ? "sender" : "receiver", result);
      _exit(0);
    }
  }
  rest(60);
  put(id, 5, "lost", 0);
  say("remove", msgctl(id, IPC_RMID, NULL));
  ended("one");
  ended("two");
  show_queue("gone", id);
}

static void queues(void) {
  struct msginfo most;
  struct message copy;
  int id = msgget(0x99, IPC_CREAT | 0620), i;
  say("made", id);
  show_queue("new", id);
  say("type", put(id, 0, "a", 0));
  say("id", put(-1, 1, "a", 0));
  say("size", msgsnd(id, &copy, 9000, 0));
  say("negative", msgsnd(id, &copy, (size_t)-1, 0));
  say("fault", msgsnd(id, (void *)1, 1, 0));
  say("none", msgrcv(id, &copy, 10, 0, IPC_NOWAIT));
  for (i = 5; i > 0; i--) {
    char text[8] = {(char)('a' + i), (char)('a' + i), 0};
    put(id, i, text, 0);
  }
  show_queue("five", id);
  get("lowest up to 3", id, 10, -3, 0);
  get("type 4", id, 10, 4, 0);
  get("but 5", id, 10, 5, MSG_EXCEPT);
  get("too big", id, 1, 0, 0);
  get("cut", id, 1, 0, MSG_NOERROR);
  say("copy", msgrcv(id, &copy, 10, 0, 040000 | IPC_NOWAIT));
  printf("%ld %.2s\n", copy.type, copy.text);
  say("copy that waits", msgrcv(id, &copy, 10, 0, 040000));
  say("no such copy", msgrcv(id, &copy, 10, 7, 040000 | IPC_NOWAIT));
  get("no 9", id, 10, 9, IPC_NOWAIT);
  i = msgctl(0, MSG_INFO, (struct msqid_ds *)&most);
  printf("highest %d queues %d messages %d bytes %d\n", i, most.msgpool, most.msgmap, most.msgtql);
  get("last", id, 10, 0, 0);
  receivers(id);
}

static void rights(void) {
  int id = shmget(5, 100, IPC_CREAT | 0640), queue = msgget(5, IPC_CREAT | 0604);
  int set = semget(5, 1, IPC_CREAT | 0200);
  struct shmid_ds one;
  union semun u;
  u.val = 1;
  if (fork() == 0) {
    if (setgid(1000) < 0 || setuid(1000) < 0) {
      _exit(1);
    }
    say("attach", (long)shmat(id, NULL, SHM_RDONLY));
    say("status", shmctl(id, IPC_STAT, &one));
    say("any status", shmctl(id, 15, &one));
    say("remove", shmctl(id, IPC_RMID, NULL));
    say("set", shmctl(id, IPC_SET, &one));
    say("lock", shmctl(id, SHM_LOCK, NULL));
    say("find", shmget(5, 0, 0));
    say("find for reading", shmget(5, 0, 0400));
    say("queue for reading", msgget(5, 0444));
    say("queue for writing", msgget(5, 0222));
    get("nothing there", queue, 10, 0, IPC_NOWAIT);
    say("send", put(queue, 1, "a", 0));
    say("set one", semctl(set, 0, SETVAL, u));
    say("operate", change(set, 0, 1, 0));
    say("own", (id = shmget(6, 100, IPC_CREAT | 0400)));
    say("own for writing", (long)shmat(id, NULL, 0));
    say("remove own", shmctl(id, IPC_RMID, NULL));
    _exit(0);
  }
  ended("user");
  say("root sets", semctl(set, 0, SETVAL, u));
  say("root reads", semctl(set, 0, GETVAL, u));
}

static void lists(void) {
  static const char *const names[] = {"sem", "msg"};
  char path[40], line[300];
  int i;
  for (i = 0; i < 2; i++) {
    FILE *file;
    sprintf(path, "/proc/sysvipc/%s", names[i]);
    file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
      int time = 0;
      char *digit = line + strlen(line);
      while (--digit > line + 60) { /* times change */
        time = *digit >= '0' && *digit <= '9' ? time + 1 : 0;
        if (time > 1) {
          digit[0] = digit[1] = '#';
        }
      }
      fputs(line, stdout);
    }
    fclose(file);
  }
}

static void others(void) {
  int own = shmget(5, 0, 0);
  say("ours", own);
  if (fork() == 0) {
    char *at = shmat(own, NULL, 0);
    strcpy(at, "still");
    say("unshare", unshare(CLONE_NEWIPC));
    say("not found", shmget(5, 0, 0));
    say("not by id", shmctl(own, IPC_RMID, NULL));
    say("first", shmget(5, 10, IPC_CREAT | 0600));
    printf("%s here\n", at);
    _exit(0);
  }
  ended("other");
  show_memory("ours", own);
}

int main(int count, char **arguments) {
  (void)arguments;
  if (count > 1) {
    return 0;
  }
  if (unshare(CLONE_NEWIPC) < 0) {
    printf("not allowed\n");
    return 0;
  }
  memory();
  semaphores();
  queues();
  rights();
  lists();
  others();
  return 0;
}
