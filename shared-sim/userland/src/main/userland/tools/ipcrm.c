/* ipcmk(1) and ipcrm(1): make and remove objects of System V. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/msg.h>
#include <sys/random.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "programs.h"

enum kind { SEGMENT, QUEUE, SET };

static const char *const names[] = {"shared memory segment", "message queue", "semaphore"};
static int verbose;

static int remove_one(enum kind kind, int id) {
  switch (kind) {
    case SEGMENT:
      return shmctl(id, IPC_RMID, NULL);
    case QUEUE:
      return msgctl(id, IPC_RMID, NULL);
    default:
      return semctl(id, 0, IPC_RMID, 0);
  }
}

static void complain(int by_key, const char *asked) {
  const char *what = by_key ? "key" : "id";
  switch (errno) {
    case EACCES:
    case EPERM:
      warn("permission denied for %s (%s)", what, asked);
      break;
    case EIDRM:
      warn("already removed %s (%s)", what, asked);
      break;
    case EINVAL:
    case ENOENT:
      warn("invalid %s (%s)", what, asked);
      break;
    default:
      warn("unknown error in %s (%s): %m", what, asked);
  }
}

static void remove_id(enum kind kind, int id, int by_key, const char *asked) {
  if (verbose) {
    printf("removing %s id `%d'\n", names[kind], id);
  }
  if (remove_one(kind, id) < 0) {
    complain(by_key, asked);
  }
}

static long number(const char *text, int base) {
  char *end;
  long value;
  errno = 0;
  value = strtoul(text, &end, base);
  if (errno || end == text || *end) {
    die(1, "failed to parse argument: '%s'", text);
  }
  return value;
}

static void remove_key(enum kind kind, const char *asked) {
  key_t key = (key_t)number(asked, 0);
  int id;
  if (key == IPC_PRIVATE) {
    warn("illegal key (%s)", asked);
    return;
  }
  id = kind == SEGMENT ? shmget(key, 0, 0) : kind == QUEUE ? msgget(key, 0) : semget(key, 0, 0);
  if (id < 0) {
    complain(1, asked);
  } else {
    remove_id(kind, id, 1, asked);
  }
}

static void remove_all(enum kind kind) {
  union {
    struct shmid_ds segment;
    struct msqid_ds queue;
    struct semid_ds set;
    char room[128];
  } one;
  char text[16];
  int place, id, last;
  last = kind == SEGMENT ? shmctl(0, SHM_INFO, &one.segment)
         : kind == QUEUE ? msgctl(0, MSG_INFO, &one.queue)
                         : semctl(0, 0, SEM_INFO, &one);
  for (place = 0; place <= last; place++) {
    id = kind == SEGMENT ? shmctl(place, SHM_STAT, &one.segment)
         : kind == QUEUE ? msgctl(place, MSG_STAT, &one.queue)
                         : semctl(place, 0, SEM_STAT, &one);
    if (id >= 0) {
      snprintf(text, sizeof text, "%d", id);
      remove_id(kind, id, 0, text);
    }
  }
}

/* The form of old: ipcrm shm 3. */
static int kind_named(const char *name) {
  static const char *const short_names[] = {"shm", "msg", "sem"};
  int i;
  for (i = 0; i < 3; i++) {
    if (strcmp(name, short_names[i]) == 0) {
      return i;
    }
  }
  return -1;
}

static void remove_kinds(const char *name) {
  int kind = name ? kind_named(name) : -1;
  if (name && kind < 0) {
    die(1, "unknown argument: %s", name);
  }
  if (kind >= 0) {
    remove_all((enum kind)kind);
    return;
  }
  remove_all(SEGMENT);
  remove_all(SET);
  remove_all(QUEUE);
}

static void remove_named(int count, char **arguments) {
  int i, kind = kind_named(arguments[0]);
  if (kind < 0) {
    warn("unknown argument: %s", arguments[0]);
    try_help(1);
  }
  for (i = 1; i < count; i++) {
    remove_id((enum kind)kind, (int)number(arguments[i], 10), 0, arguments[i]);
  }
}

static const struct option removals[] = {
    {"shmem-id", 1, NULL, 'm'},  {"shmem-key", 1, NULL, 'M'},    {"queue-id", 1, NULL, 'q'},
    {"queue-key", 1, NULL, 'Q'}, {"semaphore-id", 1, NULL, 's'}, {"semaphore-key", 1, NULL, 'S'},
    {"all", 2, NULL, 'a'},       {"verbose", 0, NULL, 'v'},      {NULL, 0, NULL, 0}};

int ipcrm_main(int count, char **arguments) {
  int option;
  if (count == 1) {
    warn("bad usage");
    try_help(1);
  }
  if (*arguments[1] != '-') {
    remove_named(count - 1, arguments + 1);
    return tool_status;
  }
  while ((option = getopt_long(count, arguments, "m:M:q:Q:s:S:a::v", removals, NULL)) >= 0) {
    switch (option) {
      case 'm':
        remove_id(SEGMENT, (int)number(optarg, 10), 0, optarg);
        break;
      case 'q':
        remove_id(QUEUE, (int)number(optarg, 10), 0, optarg);
        break;
      case 's':
        remove_id(SET, (int)number(optarg, 10), 0, optarg);
        break;
      case 'M':
        remove_key(SEGMENT, optarg);
        break;
      case 'Q':
        remove_key(QUEUE, optarg);
        break;
      case 'S':
        remove_key(SET, optarg);
        break;
      case 'a':
        remove_kinds(optarg);
        break;
      case 'v':
        verbose = 1;
        break;
      default:
        try_help(1);
    }
  }
  return tool_status;
}

/* Bytes, perhaps with K, M or G behind them, and iB. */
static size_t bytes_in(const char *text) {
  static const char units[] = "KMG";
  char *end;
  unsigned long value;
  const char *unit;
  errno = 0;
  value = strtoul(text, &end, 10);
  unit = *end ? strchr(units, *end & ~0x20) : NULL;
  if (errno || end == text || (*end && !unit) || (unit && end[1] && strcmp(end + 1, "iB") != 0)) {
    die(1, "failed to parse size: '%s'", text);
  }
  return unit ? value << 10 * (unit - units + 1) : value;
}

static key_t drawn_key(void) {
  key_t key = 0;
  while (key == IPC_PRIVATE) {
    if (getrandom(&key, sizeof key, 0) != sizeof key) {
      die(1, "cannot draw a key: %m");
    }
  }
  return key;
}

static void say_made(const char *what, const char *failed, int id) {
  if (id < 0) {
    die(1, "%s failed: %m", failed);
  }
  printf("%s id: %d\n", what, id);
}

static const struct option makings[] = {{"shmem", 1, NULL, 'M'},
                                        {"semaphore", 1, NULL, 'S'},
                                        {"queue", 0, NULL, 'Q'},
                                        {"mode", 1, NULL, 'p'},
                                        {NULL, 0, NULL, 0}};

int ipcmk_main(int count, char **arguments) {
  int option, mode = 0644, queue = 0, set = 0, segment = 0;
  size_t bytes = 0;
  char *end;
  while ((option = getopt_long(count, arguments, "M:S:Qp:", makings, NULL)) >= 0) {
    switch (option) {
      case 'M':
        segment = 1;
        bytes = bytes_in(optarg);
        break;
      case 'S':
        set = (int)strtol(optarg, &end, 10);
        if (end == optarg || *end) {
          die(1, "failed to parse elements: '%s'", optarg);
        }
        break;
      case 'Q':
        queue = 1;
        break;
      case 'p':
        mode = (int)strtoul(optarg, &end, 8);
        if (end == optarg || *end) {
          die(1, "failed to parse mode: %m");
        }
        break;
      default:
        try_help(1);
    }
  }
  if (!segment && !queue && !set) {
    warn("bad usage");
    try_help(1);
  }
  mode |= IPC_CREAT | IPC_EXCL;
  if (segment) {
    say_made("Shared memory", "create share memory", shmget(drawn_key(), bytes, mode));
  }
  if (queue) {
    say_made("Message queue", "create message queue", msgget(drawn_key(), mode));
  }
  if (set) {
    say_made("Semaphore", "create semaphore", semget(drawn_key(), set, mode));
  }
  return 0;
}
