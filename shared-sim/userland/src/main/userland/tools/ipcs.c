/* ipcs(1), from what /proc/sysvipc lists. */
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

#define DESTROYED 01000
#define LOCKED 02000

enum output { LIST, LIMITS, STATUS, CREATORS, TIMES, PROCESSES };
enum { QUEUES, SEGMENTS, SETS };

/* A row of such a file; those of one kind leave out what they have not. */
struct row {
  long key, id;
  unsigned mode;
  unsigned long size, count, maker, last, user, group, creator, creator_group;
  long long first, second, changed;
};

static const char *const files[] = {"/proc/sysvipc/msg", "/proc/sysvipc/shm", "/proc/sysvipc/sem"};

static int read_row(FILE *file, int kind, struct row *row) {
  char line[512];
  memset(row, 0, sizeof *row);
  if (!file || !fgets(line, sizeof line, file)) {
    return 0;
  }
  switch (kind) {
    case QUEUES:
      return sscanf(line, "%ld %ld %o %lu %lu %lu %lu %lu %lu %lu %lu %lld %lld %lld", &row->key,
                    &row->id, &row->mode, &row->size, &row->count, &row->maker, &row->last,
                    &row->user, &row->group, &row->creator, &row->creator_group, &row->first,
                    &row->second, &row->changed) == 14;
    case SEGMENTS:
      return sscanf(line, "%ld %ld %o %lu %lu %lu %lu %lu %lu %lu %lu %lld %lld %lld", &row->key,
                    &row->id, &row->mode, &row->size, &row->maker, &row->last, &row->count,
                    &row->user, &row->group, &row->creator, &row->creator_group, &row->first,
                    &row->second, &row->changed) == 14;
    default:
      return sscanf(line, "%ld %ld %o %lu %lu %lu %lu %lu %lld %lld", &row->key, &row->id,
                    &row->mode, &row->count, &row->user, &row->group, &row->creator,
                    &row->creator_group, &row->first, &row->changed) == 10;
  }
}

static FILE *open_list(int kind) {
  FILE *file = fopen(files[kind], "r");
  int byte;
  if (file) {
    while ((byte = getc(file)) != EOF && byte != '\n') {
    }
  }
  return file;
}

static void close_list(FILE *file) {
  if (file) {
    fclose(file);
  }
}

static const char *user_name(unsigned long user) {
  static char text[16];
  struct passwd *known = getpwuid((uid_t)user);
  if (known) {
    snprintf(text, sizeof text, "%.10s", known->pw_name);
  } else {
    snprintf(text, sizeof text, "%lu", user);
  }
  return text;
}

static void print_user(unsigned long user) { printf(" %-10.10s", user_name(user)); }

static void print_group(unsigned long group) {
  struct group *known = getgrgid((gid_t)group);
  if (known) {
    printf(" %-10.10s", known->gr_name);
  } else {
    printf(" %-10lu", group);
  }
}

static void print_owners(const struct row *row) {
  printf("%-10ld %-10o", row->id, row->mode & 0777);
  print_user(row->creator);
  print_group(row->creator_group);
  print_user(row->user);
  print_group(row->group);
  putchar('\n');
}

static void print_owner_heading(const char *title, const char *id) {
  printf("------ %s --------\n", title);
  printf("%-10s %-10s %-10s %-10s %-10s %-10s\n", id, "perms", "cuid", "cgid", "uid", "gid");
}

/* As ctime has it, or without the day of the week and the year. */
static const char *when(long long seconds, int brief) {
  static char text[32];
  time_t time = (time_t)seconds;
  if (!seconds) {
    return "Not set";
  }
  strftime(text, sizeof text, brief ? "%b %e %H:%M:%S" : "%a %b %e %H:%M:%S %Y", localtime(&time));
  return text;
}

static void print_times(const struct row *row, int width) {
  printf("%-*ld %-10.10s", width, row->id, user_name(row->user));
  printf(" %-20s", when(row->first, 1));
  printf(" %-20s", when(row->second, 1));
  printf(" %-20s\n", when(row->changed, 1));
}

/* What a limit in pages makes in KiB. */
static unsigned long long kibibytes(unsigned long pages) {
  return (unsigned long long)pages * (unsigned long)(getpagesize() / 1024);
}

static void print_segment_numbers(enum output output) {
  struct shminfo most;
  struct shm_info use;
  if (output == LIMITS && shmctl(0, IPC_INFO, (struct shmid_ds *)&most) >= 0) {
    printf("------ Shared Memory Limits --------\n");
    printf("max number of segments = %lu\n", most.shmmni);
    printf("max seg size (kbytes) = %lu\n", most.shmmax / 1024);
    printf("max total shared memory (kbytes) = %llu\n", kibibytes(most.shmall));
    printf("min seg size (bytes) = %lu\n", most.shmmin);
  }
  if (output == STATUS && shmctl(0, SHM_INFO, (struct shmid_ds *)&use) >= 0) {
    printf("------ Shared Memory Status --------\n");
    printf("segments allocated %d\npages allocated %lu\npages resident  %lu\n", use.used_ids,
           use.shm_tot, use.shm_rss);
    printf("pages swapped   %lu\nSwap performance: %lu attempts\t %lu successes\n", use.shm_swp,
           use.swap_attempts, use.swap_successes);
  }
}

static void list_segments(enum output output) {
  struct row row;
  FILE *file = open_list(SEGMENTS);
  if (output == CREATORS) {
    print_owner_heading("Shared Memory Segment Creators/Owners", "shmid");
  } else if (output == TIMES) {
    printf("------ Shared Memory Attach/Detach/Change Times --------\n");
    printf("%-10s %-10s %-20s %-20s %-20s\n", "shmid", "owner", "attached", "detached", "changed");
  } else if (output == PROCESSES) {
    printf("------ Shared Memory Creator/Last-op PIDs --------\n");
    printf("%-10s %-10s %-10s %-10s\n", "shmid", "owner", "cpid", "lpid");
  } else {
    printf("------ Shared Memory Segments --------\n");
    printf("%-10s %-10s %-10s %-10s %-10s %-10s %-12s\n", "key", "shmid", "owner", "perms", "bytes",
           "nattch", "status");
  }
  while (read_row(file, SEGMENTS, &row)) {
    if (output == CREATORS) {
      print_owners(&row);
    } else if (output == TIMES) {
      print_times(&row, 10);
    } else if (output == PROCESSES) {
      printf("%-10ld %-10.10s %-10lu %-10lu\n", row.id, user_name(row.user), row.maker, row.last);
    } else {
      printf("0x%08lx %-10ld %-10.10s %-10o %-10lu %-10lu %-6s %-6s\n", row.key, row.id,
             user_name(row.user), row.mode & 0777, row.size, row.count,
             row.mode & DESTROYED ? "dest" : " ", row.mode & LOCKED ? "locked" : " ");
    }
  }
  close_list(file);
}

static void print_set_numbers(enum output output) {
  struct seminfo most;
  if (semctl(0, 0, output == LIMITS ? IPC_INFO : SEM_INFO, &most) < 0) {
    return;
  }
  if (output == LIMITS) {
    printf("------ Semaphore Limits --------\n");
    printf("max number of arrays = %d\nmax semaphores per array = %d\n", most.semmni, most.semmsl);
    printf("max semaphores system wide = %d\nmax ops per semop call = %d\n", most.semmns,
           most.semopm);
    printf("semaphore max value = %d\n", most.semvmx);
  } else {
    printf("------ Semaphore Status --------\n");
    printf("used arrays = %d\nallocated semaphores = %d\n", most.semusz, most.semaem);
  }
}

static void list_sets(enum output output) {
  struct row row;
  FILE *file = open_list(SETS);
  if (output == CREATORS) {
    print_owner_heading("Semaphore Arrays Creators/Owners", "semid");
  } else if (output == TIMES) {
    printf("------ Semaphore Operation/Change Times --------\n");
    printf("%-8s %-10s %-26.24s %-26.24s\n", "semid", "owner", "last-op", "last-changed");
  } else if (output == LIST) {
    printf("------ Semaphore Arrays --------\n");
    printf("%-10s %-10s %-10s %-10s %-10s\n", "key", "semid", "owner", "perms", "nsems");
  }
  while (read_row(file, SETS, &row)) {
    if (output == CREATORS) {
      print_owners(&row);
    } else if (output == TIMES) {
      printf("%-8ld %-10.10s", row.id, user_name(row.user));
      printf(row.first ? " %-26.24s" : "  %-26.24s", when(row.first, 0));
      printf(" %-26.24s\n", when(row.changed, 0));
    } else if (output == LIST) {
      printf("0x%08lx %-10ld %-10.10s %-10o %-10lu\n", row.key, row.id, user_name(row.user),
             row.mode & 0777, row.count);
    }
  }
  close_list(file);
}

static void print_queue_numbers(enum output output) {
  struct msginfo most;
  if (msgctl(0, output == LIMITS ? IPC_INFO : MSG_INFO, (struct msqid_ds *)&most) < 0) {
    return;
  }
  if (output == LIMITS) {
    printf("------ Messages Limits --------\n");
    printf("max queues system wide = %d\nmax size of message (bytes) = %d\n", most.msgmni,
           most.msgmax);
    printf("default max size of queue (bytes) = %d\n", most.msgmnb);
  } else {
    printf("------ Messages Status --------\n");
    printf("allocated queues = %d\nused headers = %d\n", most.msgpool, most.msgmap);
    printf("used space = %d bytes\n", most.msgtql);
  }
}

static void list_queues(enum output output) {
  struct row row;
  FILE *file = open_list(QUEUES);
  if (output == CREATORS) {
    print_owner_heading("Message Queues Creators/Owners", "msqid");
  } else if (output == TIMES) {
    printf("------ Message Queues Send/Recv/Change Times --------\n");
    printf("%-8s %-10s %-20s %-20s %-20s\n", "msqid", "owner", "send", "recv", "change");
  } else if (output == PROCESSES) {
    printf("------ Message Queues PIDs --------\n");
    printf("%-10s %-10s %-10s %-10s\n", "msqid", "owner", "lspid", "lrpid");
  } else {
    printf("------ Message Queues --------\n");
    printf("%-10s %-10s %-10s %-10s %-12s %-12s\n", "key", "msqid", "owner", "perms", "used-bytes",
           "messages");
  }
  while (read_row(file, QUEUES, &row)) {
    if (output == CREATORS) {
      print_owners(&row);
    } else if (output == TIMES) {
      print_times(&row, 8);
    } else if (output == PROCESSES) {
      printf("%-8ld %-10.10s  %5lu  %8lu\n", row.id, user_name(row.user), row.maker, row.last);
    } else {
      printf("0x%08lx %-10ld %-10.10s %-10o %-12lu %-12lu\n", row.key, row.id, user_name(row.user),
             row.mode & 0777, row.size, row.count);
    }
  }
  close_list(file);
}

/* One of them, whole. */
static void show_segment(int id) {
  struct shmid_ds one;
  if (shmctl(id, IPC_STAT, &one) < 0) {
    warn("id %d not found", id);
    return;
  }
  printf("\nShared memory Segment shmid=%d\nuid=%u\tgid=%u\tcuid=%u\tcgid=%u\n", id,
         one.shm_perm.uid, one.shm_perm.gid, one.shm_perm.cuid, one.shm_perm.cgid);
  printf("mode=%#o\taccess_perms=%#o\n", one.shm_perm.mode, one.shm_perm.mode & 0777);
  printf("bytes=%lu\tlpid=%d\tcpid=%d\tnattch=%lu\n", (unsigned long)one.shm_segsz, one.shm_lpid,
         one.shm_cpid, one.shm_nattch);
  printf("att_time=%-26.24s\n", when(one.shm_atime, 0));
  printf("det_time=%-26.24s\n", when(one.shm_dtime, 0));
  printf("change_time=%-26.24s\n\n", when(one.shm_ctime, 0));
}

static void show_queue(int id) {
  struct msqid_ds one;
  if (msgctl(id, IPC_STAT, &one) < 0) {
    warn("id %d not found", id);
    return;
  }
  printf("\nMessage Queue msqid=%d\nuid=%u\tgid=%u\tcuid=%u\tcgid=%u\tmode=%#o\n", id,
         one.msg_perm.uid, one.msg_perm.gid, one.msg_perm.cuid, one.msg_perm.cgid,
         one.msg_perm.mode);
  printf("cbytes=%lu\tqbytes=%lu\tqnum=%lu\tlspid=%d\tlrpid=%d\n", one.msg_cbytes, one.msg_qbytes,
         one.msg_qnum, one.msg_lspid, one.msg_lrpid);
  printf("send_time=%-26.24s\n", when(one.msg_stime, 0));
  printf("rcv_time=%-26.24s\n", when(one.msg_rtime, 0));
  printf("change_time=%-26.24s\n\n", when(one.msg_ctime, 0));
}

static void show_set(int id) {
  struct semid_ds one;
  unsigned long i;
  if (semctl(id, 0, IPC_STAT, &one) < 0) {
    warn("id %d not found", id);
    return;
  }
  printf("\nSemaphore Array semid=%d\nuid=%u\t gid=%u\t cuid=%u\t cgid=%u\n", id, one.sem_perm.uid,
         one.sem_perm.gid, one.sem_perm.cuid, one.sem_perm.cgid);
  printf("mode=%#o, access_perms=%#o\nnsems = %lu\n", one.sem_perm.mode, one.sem_perm.mode & 0777,
         one.sem_nsems);
  printf("otime = %-26.24s\n", when(one.sem_otime, 0));
  printf("ctime = %-26.24s\n", when(one.sem_ctime, 0));
  printf("%-10s %-10s %-10s %-10s %-10s\n", "semnum", "value", "ncount", "zcount", "pid");
  for (i = 0; i < one.sem_nsems; i++) {
    printf("%-10lu %-10d %-10d %-10d %-10d\n", i, semctl(id, (int)i, GETVAL, 0),
           semctl(id, (int)i, GETNCNT, 0), semctl(id, (int)i, GETZCNT, 0),
           semctl(id, (int)i, GETPID, 0));
  }
  putchar('\n');
}

static void print_all(int kinds, enum output output) {
  int numbers = output == LIMITS || output == STATUS;
  putchar('\n');
  if (kinds & 1 << QUEUES) {
    numbers ? print_queue_numbers(output) : list_queues(output);
    putchar('\n');
  }
  if (kinds & 1 << SEGMENTS) {
    numbers ? print_segment_numbers(output) : list_segments(output);
    putchar('\n');
  }
  if (kinds & 1 << SETS) {
    numbers ? print_set_numbers(output) : list_sets(output);
    putchar('\n');
  }
}

static const struct option options[] = {
    {"id", 1, NULL, 'i'},         {"shmems", 0, NULL, 'm'},  {"queues", 0, NULL, 'q'},
    {"semaphores", 0, NULL, 's'}, {"all", 0, NULL, 'a'},     {"time", 0, NULL, 't'},
    {"pid", 0, NULL, 'p'},        {"creator", 0, NULL, 'c'}, {"limits", 0, NULL, 'l'},
    {"summary", 0, NULL, 'u'},    {"bytes", 0, NULL, 'b'},   {NULL, 0, NULL, 0}};

int ipcs_main(int count, char **arguments) {
  enum output output = LIST;
  int kinds = 0, option;
  const char *id = NULL;
  while ((option = getopt_long(count, arguments, "i:mqsatpclub", options, NULL)) >= 0) {
    switch (option) {
      case 'i':
        id = optarg;
        break;
      case 'm':
        kinds |= 1 << SEGMENTS;
        break;
      case 'q':
        kinds |= 1 << QUEUES;
        break;
      case 's':
        kinds |= 1 << SETS;
        break;
      case 'a':
        kinds = 7;
        break;
      case 't':
        output = TIMES;
        break;
      case 'p':
        output = PROCESSES;
        break;
      case 'c':
        output = CREATORS;
        break;
      case 'l':
        output = LIMITS;
        break;
      case 'u':
        output = STATUS;
        break;
      case 'b':
        break;
      default:
        try_help(1);
    }
  }
  if (!id) {
    print_all(kinds ? kinds : 7, output);
  } else if (kinds == 1 << SEGMENTS) {
    show_segment(atoi(id));
  } else if (kinds == 1 << QUEUES) {
    show_queue(atoi(id));
  } else if (kinds == 1 << SETS) {
    show_set(atoi(id));
  } else {
    die(1, "when using an ID, a single resource must be specified");
  }
  return tool_status;
}
