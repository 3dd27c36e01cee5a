/* top(1): the machine's processes on one screen, from what /proc says. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "programs.h"

struct row {
  int pid;
  char state;
  char name[64];
  unsigned long hundredths; /* of a second, that it has used */
  long pages;
};

struct table {
  struct row *rows;
  size_t count;
  int running, sleeping, stopped, zombies;
};

static int read_row(const char *pid, struct row *row) {
  char path[64];
  char line[512];
  char *close = NULL;
  unsigned long user;
  unsigned long system;
  FILE *file;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  file = fopen(path, "r");
  if (!file) {
    return 0;
  }
  if (fgets(line, sizeof line, file)) {
    close = strrchr(line, ')');
  }
  fclose(file);
  if (!close) {
    return 0;
  }
  *close = 0;
  row->pid = atoi(pid);
  snprintf(row->name, sizeof row->name, "%s", strchr(line, '(') + 1);
  if (sscanf(close + 2,
             "%c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %*d %*d %*d %*u %*u"
             " %ld",
             &row->state, &user, &system, &row->pages) != 4) {
    return 0;
  }
  row->hundredths = user + system;
  return 1;
}

static int by_time(const void *a, const void *b) {
  const struct row *one = a;
  const struct row *other = b;
  if (one->hundredths != other->hundredths) {
    return one->hundredths < other->hundredths ? 1 : -1;
  }
  return one->pid - other->pid;
}

static void read_table(struct table *table) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  memset(table, 0, sizeof *table);
  while (proc && (entry = readdir(proc)) != NULL) {
    struct row row;
    if (atoi(entry->d_name) > 0 && read_row(entry->d_name, &row)) {
      table->rows = reallocate(table->rows, (table->count + 1) * sizeof row);
      table->rows[table->count++] = row;
      table->running += row.state == 'R';
      table->sleeping += row.state == 'S';
      table->stopped += row.state == 'T';
      table->zombies += row.state == 'Z';
    }
  }
  if (proc) {
    closedir(proc);
  }
  qsort(table->rows, table->count, sizeof *table->rows, by_time);
}

static long memory(const char *field) {
  char line[128];
  long value = 0;
  FILE *file = fopen("/proc/meminfo", "r");
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, field, strlen(field)) == 0) {
      value = atol(line + strlen(field));
    }
  }
  if (file) {
    fclose(file);
  }
  return value;
}

/* As many rows as fit; 0 for all. */
static void print_table(const struct table *table, size_t most) {
  size_t i;
  double up = 0;
  FILE *file = fopen("/proc/uptime", "r");
  if (file) {
    char line[64];
    up = fgets(line, sizeof line, file) ? atof(line) : 0;
    fclose(file);
  }
  printf("top - up %lu.%02lu s, %lu processes:\n", (unsigned long)up,
         (unsigned long)(up * 100) % 100, (unsigned long)table->count);
  printf("%d running, %d sleeping, %d stopped, %d zombie\n", table->running, table->sleeping,
         table->stopped, table->zombies);
  printf("memory: %ld KiB, %ld free\n\n", memory("MemTotal:"), memory("MemFree:"));
  puts("  PID S  RES KiB    TIME  COMMAND");
  for (i = 0; i < table->count && (!most || i < most); i++) {
    const struct row *row = &table->rows[i];
    printf("%5d %c %8ld %4lu.%02lu  %.20s\n", row->pid, row->state, row->pages * 4,
           row->hundredths / 100, row->hundredths % 100, row->name);
  }
}

static void show(int once) {
  struct table table;
  struct winsize size;
  size_t most = 0;
  if (!once) {
    int known = ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row > 8;
    most = (size_t)(known ? size.ws_row : 24) - 7;
    fputs("\033[H\033[2J", stdout);
  }
  read_table(&table);
  print_table(&table, most);
  free(table.rows);
  if (!once) {
    fputs("q ends, another key draws again", stdout);
  }
  fflush(stdout);
}

int top_main(int count, char **arguments) {
  struct termios usual;
  struct termios raw;
  char key = 0;
  int once = 0;
  int option;
  while ((option = getopt(count, arguments, "bn:")) != -1) {
    if (option == '?' || (option == 'n' && atoi(optarg) != 1)) {
      try_help(1);
    }
    once = 1;
  }
  if (once || !isatty(0) || !isatty(1) || tcgetattr(0, &usual) < 0) {
    show(1);
    return 0;
  }
  raw = usual;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  tcsetattr(0, TCSADRAIN, &raw);
  do {
    show(0);
  } while (read(0, &key, 1) == 1 && key != 'q');
  tcsetattr(0, TCSADRAIN, &usual);
  putchar('\n');
  return 0;
}
