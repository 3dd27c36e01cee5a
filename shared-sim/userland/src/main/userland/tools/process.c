/* What /proc says of processes (proc(5)). */
#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int fields_of(const char *line, struct process *process) {
  return sscanf(line,
                "%c %d %d %d %d %d %d %*u %*u %*u %*u %lu %lu %*d %*d %d %d %d %*d %llu %lu %lu "
                "%*u %*u "
                "%*u %*u %*u %*u %*u %*u %*u %*u %*u %*u %*u %*u %*d %d",
                &process->state, &process->parent, &process->group, &process->session,
                &process->terminal, &process->foreground, &process->flags, &process->run,
                &process->system, &process->priority, &process->nice, &process->threads,
                &process->began, &process->virtual_bytes, &process->resident_pages,
                &process->processor) >= 15;
}

static void read_status(const char *path, struct process *process) {
  char line[256];
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file)) {
    unsigned long kilobytes;
    sscanf(line, "Uid: %d %d", &process->real_user, &process->user);
    sscanf(line, "VmLck: %d", &process->locked);
    if (sscanf(line, "VmRSS: %lu", &kilobytes) == 1) {
      process->resident_pages = kilobytes / 4; /* more exact than what stat says */
    }
  }
  if (file) {
    fclose(file);
  }
}

static int read_from(const char *path, struct process *process) {
  char name[80];
  char line[512];
  char *close;
  struct stat status;
  FILE *file;
  snprintf(name, sizeof name, "%s/stat", path);
  file = fopen(name, "r");
  if (!file) {
    return 0;
  }
  process->locked = 0;
  process->user = fstat(fileno(file), &status) < 0 ? 0 : (int)status.st_uid;
  process->real_user = process->user;
  line[fread(line, 1, sizeof line - 1, file)] = 0;
  close = strrchr(line, ')');
  fclose(file);
  if (!close) {
    return 0;
  }
  *close = 0;
  process->pid = process->thread = atoi(line);
  snprintf(process->name, sizeof process->name, "%s", strchr(line, '(') + 1);
  process->processor = 0;
  if (!fields_of(close + 2, process)) {
    return 0;
  }
  snprintf(name, sizeof name, "%s/status", path);
  read_status(name, process);
  return 1;
}

int read_process(int pid, struct process *process) {
  char path[64] = "/proc/self";
  if (pid) {
    snprintf(path, sizeof path, "/proc/%d", pid);
  }
  return read_from(path, process);
}

int read_thread(int pid, int thread, struct process *process) {
  char path[64];
  int found;
  snprintf(path, sizeof path, "/proc/%d/task/%d", pid, thread);
  found = read_from(path, process);
  process->pid = pid;
  return found;
}

void command_line(int pid, char *text, size_t room, const char *name) {
  char path[64];
  FILE *file;
  size_t length, i;
  snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
  file = fopen(path, "r");
  length = file ? fread(text, 1, room - 1, file) : 0;
  if (file) {
    fclose(file);
  }
  length -= length > 0;
  for (i = 0; i < length; i++) {
    text[i] = text[i] ? text[i] : ' ';
  }
  text[length] = 0;
  if (!length) {
    snprintf(text, room, "[%s]", name);
  }
}

void waiting_in(const struct process *process, char *text, size_t room) {
  char path[64];
  FILE *file;
  size_t length;
  snprintf(path, sizeof path, "/proc/%d/task/%d/wchan", process->pid, process->thread);
  file = fopen(path, "r");
  length = file ? fread(text, 1, room - 1, file) : 0;
  if (file) {
    fclose(file);
  }
  text[length] = 0;
  if (!*text || !strcmp(text, "0")) {
    snprintf(text, room, "-");
  }
  memmove(text, text + strspn(text, "_"), strlen(text + strspn(text, "_")) + 1);
}

const char *terminal_name(int number, char *name, size_t size) {
  int kind = number >> 8 & 0xfff, minor = (number & 0xff) | (number >> 12 & 0xfff00);
  if (number == 0) {
    return "?";
  }
  if (kind == 5) {
    return "console";
  }
  snprintf(name, size, kind >= 136 && kind < 144 ? "pts/%d" : "tty%d", minor);
  return name;
}

double seconds_up(void) {
  double up = 0;
  FILE *file = fopen("/proc/uptime", "r");
  if (file) {
    if (fscanf(file, "%lf", &up) != 1) {
      up = 0;
    }
    fclose(file);
  }
  return up;
}
