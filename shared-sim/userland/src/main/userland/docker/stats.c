/* docker stats: what a container's group has used. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "template.h"

static const char *const headings[][2] = {
    {"ID", "CONTAINER ID"},     {"Name", "NAME"},
    {"CPUPerc", "CPU %"},       {"MemUsage", "MEM USAGE / LIMIT"},
    {"MemPerc", "MEM %"},       {"NetIO", "NET I/O"},
    {"BlockIO", "BLOCK I/O"},   {"PIDs", "PIDS"},
    {"Container", "CONTAINER"}, {NULL, NULL}};

static char *group_file(const struct json *container, const char *name) {
  char *text = read_file(format(GROUPS "/docker/%s/%s", json_text(container, "Id"), name));
  return text ? text : format("0");
}

static long long used_micros(const struct json *container) {
  const char *text = strstr(group_file(container, "cpu.stat"), "usage_usec ");
  return text ? atoll(text + 11) : 0;
}

static struct json *row_of(const struct json *container, long long micros) {
  struct json *row = json_object();
  long long used = atoll(group_file(container, "memory.current"));
  const char *most = group_file(container, "memory.max");
  long long limit = *most == 'm' || *most == '0'
                        ? (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE)
                        : atoll(most);
  json_set_string(row, "BlockIO", "0B / 0B");
  json_set_string(row, "CPUPerc", format("%.2f%%", (double)micros / 1e4));
  json_set_string(row, "Container", container_name(container));
  json_set_string(row, "ID", format("%.12s", json_text(container, "Id")));
  json_set_string(row, "MemPerc", format("%.2f%%", 100.0 * (double)used / (double)limit));
  json_set_string(row, "MemUsage", format("%s / %s", size_text(used, 0), size_text(limit, 0)));
  json_set_string(row, "Name", container_name(container));
  json_set_string(row, "NetIO", "0B / 0B");
  json_set_string(row, "PIDs", format("%d", atoi(group_file(container, "pids.current"))));
  return row;
}

/* Those that are named, or all that run; how much of the next second each has used. */
int stats_command(struct asked *asked) {
  struct json *all = json_array(), *rows = json_array();
  const char *form = option_text(asked, "format");
  struct timespec second = {1, 0};
  long long *before;
  int i;
  if (!option_truth(asked, "no-stream")) {
    fputs("this engine shows no stream of numbers yet: use --no-stream\n", stderr);
    return 1;
  }
  for (i = 0; i < asked->count; i++) {
    failure failed;
    struct json *container = find_container(asked->arguments[i], &failed);
    if (!container) {
      say_failure("%s", failed);
      return 1;
    }
    json_push(all, container);
  }
  if (!asked->count) {
    struct json *found = all_containers();
    for (i = 0; i < found->count; i++) {
      if (is_running(found->values[i]) || option_truth(asked, "all")) {
        json_push(all, found->values[i]);
      }
    }
  }
  before = allocate((size_t)(all->count + 1) * sizeof *before);
  for (i = 0; i < all->count; i++) {
    before[i] = used_micros(all->values[i]);
  }
  if (all->count) {
    nanosleep(&second, NULL);
  }
  for (i = 0; i < all->count; i++) {
    json_push(rows, row_of(all->values[i], used_micros(all->values[i]) - before[i]));
  }
  if (!*form || !strcmp(form, "table")) {
    form =
        "table {{.ID}}\\t{{.Name}}\\t{{.CPUPerc}}\\t{{.MemUsage}}\\t{{.MemPerc}}\\t{{.NetIO}}\\t"
        "{{.BlockIO}}\\t{{.PIDs}}";
  }
  return print_rows(form, rows, headings);
}
