/* Mounts of one's own below /tmp, and how they are shown without numbers of the machine. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_MOUNTS 2048

struct shown {
  int id, parent, shared, master, from, unbindable;
  char root[64], point[128], options[64];
};

static struct shown shown[MOST_MOUNTS];
static int shown_count;
static int groups[MOST_MOUNTS], group_count;

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
  errno = 0;
}

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT, 0644);
  if (file < 0 || write(file, text, strlen(text)) < 0) {
    printf("%s: %s\n", path, strerror(errno));
  }
  close(file);
}

static int number_behind(const char *line, const char *tag) {
  const char *at = strstr(line, tag);
  return at ? atoi(at + strlen(tag)) : 0;
}

static void read_mounts(const char *file) {
  static char line[1024];
  FILE *lines = fopen(file, "r");
  shown_count = 0;
  while (lines && fgets(line, sizeof line, lines)) {
    struct shown *one = &shown[shown_count++];
    char *separator = strstr(line, " - ");
    *separator = 0;
    sscanf(line, "%d %d %*s %63s %127s %63s", &one->id, &one->parent, one->root, one->point,
           one->options);
    one->shared = number_behind(line, " shared:");
    one->master = number_behind(line, " master:");
    one->from = number_behind(line, " propagate_from:");
    one->unbindable = strstr(line, " unbindable") != NULL;
  }
  if (lines) {
    fclose(lines);
  }
}

/* Peer groups by the order in which they are met. */
static int group(int number) {
  for (int i = 0; i < group_count; i++) {
    if (groups[i] == number) {
      return i + 1;
    }
  }
  groups[group_count++] = number;
  return group_count;
}

static int show_below(FILE *to, int parent, int depth) {
  int last = -1, count = 0;
  while (1) {
    int next = -1;
    for (int i = 0; i < shown_count; i++) {
      int order = last < 0 ? 1 : strcmp(shown[i].point, shown[last].point);
      int fits = shown[i].parent == parent && shown[i].id != parent && order > 0;
      if (fits && (next < 0 || strcmp(shown[i].point, shown[next].point) < 0)) {
        next = i;
      }
    }
    if (next < 0) {
      return count;
    }
    struct shown *one = &shown[next];
    fprintf(to, "%*s%s %s %s", 2 * depth + 2, "", one->point, one->root, one->options);
    if (one->shared) {
      fprintf(to, " shared:%d", group(one->shared));
    }
    if (one->master) {
      fprintf(to, " master:%d", group(one->master));
    }
    if (one->from) {
      fprintf(to, " propagate_from:%d", group(one->from));
    }
    fprintf(to, "%s\n", one->unbindable ? " unbindable" : "");
    count += 1 + show_below(to, one->id, depth + 1);
    last = next;
  }
}

/* The mounts below the tmpfs of begin_tree, each below the one that it is in.
   Gives their count. */
static int show_file(FILE *to, const char *file) {
  read_mounts(file);
  group_count = 0;
  for (int i = 0; i < shown_count; i++) {
    if (strcmp(shown[i].point, "/tmp") == 0) {
      return show_below(to, shown[i].id, 0);
    }
  }
  return 0;
}

static void show(void) {
  show_file(stdout, "/proc/self/mountinfo");
}

/* The calls of a shell's mount and mkdir. */
static void dir(const char *path) {
  if (mkdir(path, 0755) < 0) {
    printf("mkdir %s: %s\n", path, strerror(errno));
  }
}

static void tmpfs(const char *path) {
  tell(path, mount("t", path, "tmpfs", 0, NULL));
}

static void bind(const char *from, const char *to) {
  tell(to, mount(from, to, NULL, MS_BIND, NULL));
}

static void kind(const char *path, int flag) {
  tell(path, mount(NULL, path, NULL, flag, NULL));
}

static void map_ids(const char *file, int id) {
  char map[64];
  snprintf(map, sizeof map, "0 %d 1", id);
  put(file, map);
}

/* A user namespace that has no more users than one, and mounts in it. */
static int own_mounts(void) {
  int user = geteuid(), group = getegid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0) {
    return -1;
  }
  put("/proc/self/setgroups", "deny");
  map_ids("/proc/self/uid_map", user);
  map_ids("/proc/self/gid_map", group);
  return 0;
}

/* Private mounts with an empty tmpfs at /tmp, which is the working directory. */
static void begin_tree(void) {
  if (getuid() != 0 || own_mounts() < 0) {
    puts("not allowed");
    exit(0);
  }
  mount(NULL, "/", NULL, MS_PRIVATE | MS_REC, NULL);
  mount("t", "/tmp", "tmpfs", 0, NULL);
  chdir("/tmp");
}

/* Each case has the tmpfs for itself. */
static void apart(const char *name, void (*what)(void)) {
  fflush(stdout);
  int child = fork();
  if (child == 0) {
    unshare(CLONE_NEWNS);
    tmpfs("/tmp");
    chdir("/tmp");
    printf("-- %s\n", name);
    what();
    fflush(stdout);
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  printf("-- ended: %d\n", status);
}
