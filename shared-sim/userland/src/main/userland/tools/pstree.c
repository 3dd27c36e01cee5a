/* pstree(1): processes below their parents, as psmisc draws them where there is ASCII alone. */
#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "process.h"
#include "programs.h"

struct node {
  struct process process;
  int is_thread;
  struct node *first, *next; /* its children, in order */
};

static struct {
  int numbers, by_number, each, no_threads;
} asked;

static struct node *nodes;
static int node_count, room;

/* What stands left of the place where the next name goes. */
static char *before;
static size_t before_room;

static struct node *add(const struct process *process, int is_thread) {
  char *at;
  if (node_count == room) {
    room = room ? 2 * room : 64;
    nodes = reallocate(nodes, room * sizeof *nodes);
  }
  nodes[node_count].process = *process;
  for (at = nodes[node_count].process.name; *at; at++) {
    if ((unsigned char)*at < ' ' || *at == 127) {
      *at = '?'; /* nothing of a process's own reaches the terminal as a command */
    }
  }
  nodes[node_count].is_thread = is_thread;
  nodes[node_count].first = nodes[node_count].next = NULL;
  return &nodes[node_count++];
}

/* All threads but the first, whose number is the process's own. */
static void add_threads(const struct process *process) {
  char path[64];
  DIR *tasks;
  struct dirent *entry;
  snprintf(path, sizeof path, "/proc/%d/task", process->pid);
  tasks = opendir(path);
  while (tasks && (entry = readdir(tasks)) != NULL) {
    int number = atoi(entry->d_name);
    struct process thread;
    if (number > 0 && number != process->pid && read_thread(process->pid, number, &thread)) {
      thread.parent = process->pid;
      thread.pid = number;
      add(&thread, 1);
    }
  }
  if (tasks) {
    closedir(tasks);
  }
}

static void read_all(void) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  struct process process;
  while (proc && (entry = readdir(proc)) != NULL) {
    int pid = atoi(entry->d_name);
    if (pid > 0 && read_process(pid, &process)) {
      add(&process, 0);
      if (!asked.no_threads && process.threads > 1) {
        add_threads(&process);
      }
    }
  }
  if (proc) {
    closedir(proc);
  }
}

static int comes_before(const struct node *one, const struct node *other) {
  int order = asked.by_number ? 0 : strcmp(one->process.name, other->process.name);
  return order ? order < 0 : one->process.pid < other->process.pid;
}

/* Each to its parent, in order; threads come behind the processes. */
static void link_all(void) {
  int i, j;
  for (i = 0; i < node_count; i++) {
    for (j = 0; j < node_count; j++) {
      if (j != i && !nodes[j].is_thread && nodes[j].process.pid == nodes[i].process.parent) {
        struct node **at = &nodes[j].first;
        while (*at && ((*at)->is_thread < nodes[i].is_thread ||
                       ((*at)->is_thread == nodes[i].is_thread && comes_before(*at, &nodes[i])))) {
          at = &(*at)->next;
        }
        nodes[i].next = *at;
        *at = &nodes[i];
        break;
      }
    }
  }
}

static int same(const struct node *one, const struct node *other) {
  const struct node *a = one->first, *b = other->first;
  if (asked.each || asked.numbers || one->is_thread != other->is_thread ||
      strcmp(one->process.name, other->process.name) != 0) {
    return 0;
  }
  while (a && b && same(a, b)) {
    a = a->next;
    b = b->next;
  }
  return !a && !b;
}

/* So many columns further, with a bar at the end of them or none. */
static size_t indent(size_t length, size_t columns, char end) {
  if (length + columns + 4 > before_room) {
    before_room = 2 * (length + columns) + 64;
    before = reallocate(before, before_room);
  }
  memset(before + length, ' ', columns);
  before[length + columns - 1] = end;
  return length + columns;
}

/*
 * A name behind what stands left of it, and what is below it; so many brackets close behind the
 * last of it.
 */
static void draw(const struct node *node, size_t left, int times, int closing) {
  char text[160], number[24] = "", many[24] = "";
  const struct node *child, *next;
  size_t width;
  int is_first = 1;
  if (asked.numbers) {
    snprintf(number, sizeof number, "(%d)", node->process.pid);
  }
  if (times > 1) {
    snprintf(many, sizeof many, "%d*[", times);
  }
  snprintf(text, sizeof text, node->is_thread ? "%s{%s}%s" : "%s%s%s", many, node->process.name,
           number);
  fputs(text, stdout);
  width = strlen(text);
  closing += times > 1;
  if (!node->first) {
    while (closing--) {
      putchar(']');
    }
    putchar('\n');
    return;
  }
  for (child = node->first; child; child = next) {
    int alike = 1;
    size_t inner;
    for (next = child->next; next && same(child, next); next = next->next) {
      alike++;
    }
    if (is_first) {
      fputs(next ? "-+-" : "---", stdout);
    } else {
      printf("%.*s%s", (int)indent(left, width + 1, ' '), before, next ? "|-" : "`-");
    }
    inner = indent(left, width + 2, next ? '|' : ' ');
    inner = indent(inner, 1, ' ');
    draw(child, inner, alike, next ? 0 : closing);
    is_first = 0;
  }
}

int pstree_main(int count, char **arguments) {
  int option, root = 1, i;
  memset(&asked, 0, sizeof asked);
  while ((option = getopt(count, arguments, "AcnpT")) >= 0) {
    switch (option) {
      case 'A':
        break;
      case 'c':
        asked.each = 1;
        break;
      case 'n':
        asked.by_number = 1;
        break;
      case 'p':
        asked.numbers = 1;
        break;
      case 'T':
        asked.no_threads = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (optind < count) {
    char *end;
    root = (int)strtol(arguments[optind], &end, 10);
    if (*end || optind + 1 < count) {
      die(1, "one number of a process is taken, not '%s'", arguments[*end ? optind : optind + 1]);
    }
  }
  read_all();
  link_all();
  for (i = 0; i < node_count; i++) {
    if (nodes[i].process.pid == root && !nodes[i].is_thread) {
      draw(&nodes[i], 0, 1, 0);
      return 0;
    }
  }
  return 1;
}
