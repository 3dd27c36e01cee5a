/* ss(8): sockets of TCP, UDP and this machine, as /proc/net has them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

enum { ESTABLISHED = 1, CLOSED = 7, LISTENING = 10, COLUMNS = 6 };

struct row {
  char cell[COLUMNS][120];
};

static struct row *rows;
static int row_count, only_listening, all, with_kind;

static struct row *add(const char *kind, const char *state, unsigned in, unsigned out) {
  struct row *made;
  rows = reallocate(rows, (row_count + 1) * sizeof *rows);
  made = &rows[row_count++];
  snprintf(made->cell[0], sizeof made->cell[0], "%s", kind);
  snprintf(made->cell[1], sizeof made->cell[1], "%s", state);
  snprintf(made->cell[2], sizeof made->cell[2], "%u", in);
  snprintf(made->cell[3], sizeof made->cell[3], "%u", out);
  return made;
}

static void show_address(char *to, unsigned address, unsigned port) {
  to += sprintf(to, "%u.%u.%u.%u:", address & 255, address >> 8 & 255, address >> 16 & 255,
                address >> 24);
  sprintf(to, port ? "%u" : "*", port);
}

static int wanted(int state) {
  int listens = state == LISTENING || state == CLOSED;
  return all || (only_listening ? listens : !listens);
}

static void read_internet(const char *kind) {
  char path[32], line[300];
  FILE *file;
  snprintf(path, sizeof path, "/proc/net/%s", kind);
  file = fopen(path, "r");
  if (!file || !fgets(line, sizeof line, file)) {
    return;
  }
  while (fgets(line, sizeof line, file)) {
    unsigned local, port, remote, remote_port, state, out, in;
    if (sscanf(line, " %*u: %x:%x %x:%x %x %x:%x", &local, &port, &remote, &remote_port, &state,
               &out, &in) == 7 &&
        wanted((int)state)) {
      const char *name = state == LISTENING ? "LISTEN" : state == ESTABLISHED ? "ESTAB" : "UNCONN";
      struct row *made = add(kind, name, in, out);
      show_address(made->cell[4], local, port);
      show_address(made->cell[5], remote, remote_port);
    }
  }
  fclose(file);
}

static void read_unix(void) {
  char line[300];
  FILE *file = fopen("/proc/net/unix", "r");
  if (!file || !fgets(line, sizeof line, file)) {
    return;
  }
  while (fgets(line, sizeof line, file)) {
    unsigned flags, type, state;
    char number[32] = "", name[160] = "*";
    if (sscanf(line, "%*s %*x %*x %x %x %x %31s %159[^\n]", &flags, &type, &state, number, name) >=
        4) {
      int listens = flags != 0;
      int closed = listens || state == 1;
      struct row *made;
      if (!all && (only_listening ? !closed : closed)) {
        continue;
      }
      made = add(type == 1   ? "u_str"
                 : type == 2 ? "u_dgr"
                             : "u_seq",
                 listens  ? "LISTEN"
                 : closed ? "UNCONN"
                          : "ESTAB",
                 0, 0);
      snprintf(made->cell[4], sizeof made->cell[4], "%.80s %s", name, number);
      snprintf(made->cell[5], sizeof made->cell[5], "* 0");
    }
  }
  fclose(file);
}

static void print(void) {
  static const char *const heads[COLUMNS] = {
      "Netid", "State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port"};
  int widths[COLUMNS], column, i;
  for (column = 0; column < COLUMNS; column++) {
    widths[column] = (int)strlen(heads[column]);
    for (i = 0; i < row_count; i++) {
      int length = (int)strlen(rows[i].cell[column]);
      widths[column] = length > widths[column] ? length : widths[column];
    }
  }
  for (i = -1; i < row_count; i++) {
    for (column = with_kind ? 0 : 1; column < COLUMNS; column++) {
      const char *text = i < 0 ? heads[column] : rows[i].cell[column];
      if (column == COLUMNS - 1) {
        fputs(text, stdout);
      } else {
        printf("%-*s ", widths[column], text);
      }
    }
    putchar('\n');
  }
}

int ss_main(int count, char **arguments) {
  int option, tcp = 0, udp = 0, paths = 0;
  while ((option = getopt(count, arguments, "alntux")) != -1) {
    switch (option) {
      case 'a':
        all = 1;
        break;
      case 'l':
        only_listening = 1;
        break;
      case 'n':
        break;
      case 't':
        tcp = 1;
        break;
      case 'u':
        udp = 1;
        break;
      case 'x':
        paths = 1;
        break;
      default:
        return 255;
    }
  }
  if (!tcp && !udp && !paths) {
    tcp = udp = paths = 1;
  }
  with_kind = tcp + udp + paths > 1 || paths;
  if (paths) {
    read_unix();
  }
  if (udp) {
    read_internet("udp");
  }
  if (tcp) {
    read_internet("tcp");
  }
  print();
  return 0;
}
