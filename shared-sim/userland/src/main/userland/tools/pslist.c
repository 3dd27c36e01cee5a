/* ps: which processes, in which order and form. */
#include <ctype.h>
#include <dirent.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "programs.h"
#include "ps.h"

#define MOST_COLUMNS 40
#define MOST_KEYS 8

static struct process *all;
static int count, room;

static struct {
  int field;
  const char *heading;
  int width;
} columns[MOST_COLUMNS];
static int count_columns, without_headings = 1, wide, tree, indents;

static struct {
  int field, falls;
} keys[MOST_KEYS];
static int count_keys;

/* Who is shown: all that one of these is true of. */
static struct {
  int everybody, with_terminal, no_leaders, own_user, negate, running, deselects_leaders;
  const char *pids, *parents, *users, *real_users, *names, *sessions, *terminals;
  int any; /* something was chosen */
} wanted;

/* What the letters ask for, apart from lists. */
static struct {
  int full, long_form, jobs, user, bsd, extra;
  int each_thread, threads; /* 'L' or 'T' where a column tells of it */
} form;

static void refuse(const char *why) __attribute__((noreturn));
static void refuse(const char *why) {
  fprintf(stderr,
          "error: %s\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|"
          "all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details "
          "see ps(1).\n",
          why);
  exit(1);
}

static void add_column(int field, const char *heading, int width) {
  if (count_columns < MOST_COLUMNS) {
    columns[count_columns].field = field;
    columns[count_columns].heading = heading;
    columns[count_columns++].width = width;
  }
}

/* Columns as one of ps's own formats has them: "name", "name=HEADING" or "name:WIDTH". */
static void use_format(const char *given) {
  char whole[160];
  const char *list = whole;
  with_threads(given, form.threads, form.full, whole, sizeof whole);
  while (*list) {
    size_t length = strcspn(list, " "), name = strcspn(list, "=: ");
    char own[32];
    int field;
    snprintf(own, sizeof own, "%.*s", (int)name, list);
    field = field_named(own);
    add_column(
        field,
        list[name] == '=' ? strndup(list + name + 1, length - name - 1) : fields[field].heading,
        list[name] == ':' ? atoi(list + name + 1) : fields[field].width);
    list += length + (list[length] == ' ');
  }
  without_headings = 0;
}

/* What follows -o: names with commas or blanks between; a heading goes to the end. */
static void choose(char *list) {
  while (*list) {
    size_t length = strcspn(list, ", ="), width = strcspn(list, ":");
    char *name = strndup(list, length);
    const char *heading = NULL;
    int field, own = 0;
    if (width < length) {
      own = atoi(list + width + 1);
      name[width] = 0;
    }
    field = field_named(strlen(name) == 2 && *name == '%' ? by_letter(name[1]) : name);
    if (field < 0) {
      fprintf(stderr, "error: unknown user-defined format specifier \"%s\"\n", name);
      exit(1);
    }
    if (list[length] == '=') {
      heading = list + length + 1;
      length = strlen(list);
    }
    heading = heading ? heading : fields[field].heading;
    own = own ? own : fields[field].width;
    without_headings &= !*heading;
    add_column(field, heading, own > (int)strlen(heading) ? own : (int)strlen(heading));
    list += length;
    list += strspn(list, ", ");
  }
}

static void sort_by(char *list) {
  char *name = strtok(list, ",");
  for (; name && count_keys < MOST_KEYS; name = strtok(NULL, ",")) {
    keys[count_keys].falls = *name == '-';
    name += *name == '-' || *name == '+';
    keys[count_keys].field = field_named(name);
    if (keys[count_keys++].field < 0) {
      refuse("unknown sort specifier");
    }
  }
}

static int by_keys(const void *left, const void *right) {
  const struct process *one = left, *other = right;
  int i, order;
  for (i = 0; i < count_keys; i++) {
    order = compare_by(keys[i].field, one, other);
    if (order) {
      return keys[i].falls ? -order : order;
    }
  }
  return one->pid != other->pid ? one->pid - other->pid : one->thread - other->thread;
}

/* Whether a word is in a list with commas or blanks between. */
static int has(const char *list, const char *word) {
  while (list && *list) {
    size_t length = strcspn(list, ", ");
    if (length == strlen(word) && strncmp(list, word, length) == 0) {
      return 1;
    }
    list += length + strspn(list + length, ", ");
  }
  return 0;
}

static int has_number(const char *list, int number) {
  char text[16];
  snprintf(text, sizeof text, "%d", number);
  return has(list, text);
}

static int has_user(const char *list, int number) {
  struct passwd *user = getpwuid((uid_t)number);
  return has_number(list, number) || (user && has(list, user->pw_name));
}

static int is_wanted(const struct process *process, const struct process *own) {
  char name[16];
  const char *terminal = terminal_name(process->terminal, name, sizeof name);
  int chosen =
      has_number(wanted.pids, process->pid) || has_number(wanted.parents, process->parent) ||
      has_user(wanted.users, process->user) || has_user(wanted.real_users, process->real_user) ||
      has(wanted.names, process->name) || has_number(wanted.sessions, process->session) ||
      (process->terminal && has(wanted.terminals, terminal)) || wanted.everybody ||
      (wanted.with_terminal && process->terminal &&
       (!wanted.no_leaders || process->session != process->pid)) ||
      (wanted.deselects_leaders && process->session != process->pid) ||
      (wanted.own_user && process->user == own->user) ||
      (!wanted.any && process->user == own->user &&
       (form.bsd ? process->terminal != 0 : process->terminal == own->terminal));
  if (wanted.running && process->state != 'R') {
    chosen = 0;
  }
  return chosen != wanted.negate;
}

static struct process *place(void) {
  if (count == room) {
    room = room ? 2 * room : 64;
    all = realloc(all, sizeof *all * (size_t)room);
    if (!all) {
      refuse("out of memory");
    }
  }
  return &all[count];
}

/* In the place of a process its threads. */
static void read_threads(int pid) {
  char path[64];
  struct dirent *entry;
  DIR *threads;
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  threads = opendir(path);
  while (threads && (entry = readdir(threads)) != NULL) {
    int thread = atoi(entry->d_name);
    count += thread > 0 && read_thread(pid, thread, place());
  }
  if (threads) {
    closedir(threads);
  }
}

static void read_all(const struct process *own) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  while (proc && (entry = readdir(proc)) != NULL) {
    int pid = atoi(entry->d_name);
    if (pid > 0 && read_process(pid, place()) && is_wanted(&all[count], own)) {
      if (form.each_thread) {
        read_threads(pid);
      } else {
        count++;
      }
    }
  }
  if (proc) {
    closedir(proc);
  }
}

static int screen_width(void) {
  struct winsize size;
  if (wide || !isatty(1) || ioctl(1, TIOCGWINSZ, &size) < 0) {
    return 1 << 16;
  }
  return size.ws_col ? size.ws_col : 80;
}

/* One line of cells; what is too wide takes from the blanks of the next one. */
static void print_line(const struct process *process, const char *branch, int most) {
  char line[4096] = "", text[2048], cell[2300];
  int i, owed = 0;
  size_t length = 0;
  for (i = 0; i < count_columns; i++) {
    int field = columns[i].field, width = columns[i].width - owed, last = i == count_columns - 1;
    const char *name = fields[field].as ? fields[field].as : fields[field].name;
    if (process) {
      cell_text(process, field, text, sizeof text);
      snprintf(cell, sizeof cell, "%s%s",
               !strcmp(name, "args") || !strcmp(name, "comm") ? branch : "", text);
    } else {
      snprintf(cell, sizeof cell, "%s", columns[i].heading);
    }
    width = width < 0 ? 0 : width;
    if (!fields[field].right && !last && process && (int)strlen(cell) > width &&
        (!strcmp(name, "comm") || !strcmp(name, "args") || !strcmp(name, "wchan"))) {
      cell[width] = 0;
    }
    owed = (int)strlen(cell) > width ? (int)strlen(cell) - width : 0;
    length +=
        (size_t)snprintf(line + length, sizeof line - length, fields[field].right ? "%*s" : "%-*s",
                         last && !fields[field].right ? 0 : width, cell);
    if (!last && length + 1 < sizeof line) {
      line[length++] = ' ';
      line[length] = 0;
    }
    if (length >= sizeof line) {
      break;
    }
  }
  printf("%.*s\n", most, line);
}

/* Those without a parent among them come first, each with its children behind it. */
static void print_branch(int at, const char *before, int depth, int is_last, int most) {
  char branch[256] = "", below[256];
  int i, next = -1;
  if (depth && tree) {
    snprintf(branch, sizeof branch, "%s \\_ ", before);
  } else if (depth && indents) {
    snprintf(branch, sizeof branch, "%*s", 2 * depth, "");
  }
  print_line(&all[at], branch, most);
  snprintf(below, sizeof below, "%s%s", before, !depth ? "" : is_last ? "    " : " |  ");
  for (i = 0; i < count; i++) {
    if (all[i].parent != all[at].pid || i == at) {
      continue;
    }
    if (next >= 0) {
      print_branch(next, below, depth + 1, 0, most);
    }
    next = i;
  }
  if (next >= 0) {
    print_branch(next, below, depth + 1, 1, most);
  }
}

static int has_parent(int at) {
  int i;
  for (i = 0; i < count; i++) {
    if (i != at && all[i].pid == all[at].parent) {
      return 1;
    }
  }
  return 0;
}

static void print_all(void) {
  int i, most = screen_width();
  qsort(all, (size_t)count, sizeof *all, by_keys);
  if (!without_headings) {
    print_line(NULL, "", most);
  }
  for (i = 0; i < count; i++) {
    if (!tree && !indents) {
      print_line(&all[i], "", most);
    } else if (!has_parent(i)) {
      print_branch(i, "", 0, 1, most);
    }
  }
}

static const char *list_behind(char *rest, int count_given, char **given, int *at) {
  if (*rest) {
    return rest;
  }
  if (*at + 1 >= count_given) {
    refuse("list of process IDs must follow -p");
  }
  return given[++*at];
}

static void take_letters(char *text, int count_given, char **given, int *at) {
  for (text++; *text; text++) {
    switch (*text) {
      case 'e':
      case 'A':
        wanted.everybody = 1;
        break;
      case 'a':
        wanted.with_terminal = wanted.no_leaders = 1;
        break;
      case 'd':
        wanted.deselects_leaders = 1;
        break;
      case 'x':
        wanted.own_user = 1;
        break;
      case 'N':
        wanted.negate = 1;
        break;
      case 'f':
        form.full = 1;
        break;
      case 'F':
        form.full = form.extra = 1;
        break;
      case 'l':
        form.long_form = 1;
        break;
      case 'j':
        form.jobs = 1;
        break;
      case 'y':
      case 'w':
        wide = 1;
        break;
      case 'H':
        indents = 1;
        break;
      case 'L':
      case 'T':
        form.threads = *text;
        form.each_thread = 1;
        break;
      case 'V':
        puts("ps from procps-ng 4.0.4");
        exit(0);
      case 'o':
        choose((char *)list_behind(text + 1, count_given, given, at));
        return;
      case 'q':
      case 'p':
        wanted.pids = list_behind(text + 1, count_given, given, at);
        break;
      case 'u':
        wanted.users = list_behind(text + 1, count_given, given, at);
        break;
      case 'U':
        wanted.real_users = list_behind(text + 1, count_given, given, at);
        break;
      case 'C':
        wanted.names = list_behind(text + 1, count_given, given, at);
        break;
      case 's':
      case 'g':
        wanted.sessions = list_behind(text + 1, count_given, given, at);
        break;
      case 't':
        wanted.terminals = list_behind(text + 1, count_given, given, at);
        break;
      default:
        refuse("unsupported SysV option");
    }
    if (strchr("eAadxNpquUCsgt", *text)) {
      wanted.any |= *text != 'N';
    }
    if (strchr("pquUCsgt", *text)) {
      return;
    }
  }
}

static void take_bsd_letters(char *text, int count_given, char **given, int *at) {
  form.bsd = 1;
  for (; *text; text++) {
    switch (*text) {
      case 'a':
        wanted.with_terminal = 1;
        break;
      case 'x':
        wanted.own_user = 1;
        break;
      case 'u':
        form.user = 1;
        break;
      case 'l':
        form.long_form = 1;
        break;
      case 'j':
        form.jobs = 1;
        break;
      case 'f':
        tree = 1;
        break;
      case 'H':
        form.each_thread = 1;
        break;
      case 'e':
      case 'w':
        wide = 1;
        break;
      case 'r':
        wanted.running = 1;
        break;
      case 'h':
        without_headings = 2;
        break;
      case 'o':
        choose((char *)list_behind(text + 1, count_given, given, at));
        return;
      case 'p':
        wanted.pids = list_behind(text + 1, count_given, given, at);
        wanted.any = 1;
        return;
      default:
        refuse("unsupported option (BSD syntax)");
    }
  }
  if (wanted.with_terminal && wanted.own_user) {
    wanted.everybody = 1;
  }
  wanted.any |= wanted.with_terminal || wanted.own_user;
}

static int is_followed(const char *text) {
  return !strcmp(text, "--sort") || !strcmp(text, "--ppid") || !strcmp(text, "--pid") ||
         !strcmp(text, "--user") || !strcmp(text, "--format");
}

static void take_word(int count_given, char **given, int *at) {
  char *text = given[*at], *value = strchr(text, '=');
  size_t length = value ? (size_t)(value - text) : strlen(text);
  if (!value && *at + 1 < count_given && is_followed(text)) {
    value = given[++*at];
  } else {
    value = value ? value + 1 : (char *)"";
  }
  if (!strcmp(text, "--forest")) {
    tree = 1;
  } else if (!strcmp(text, "--no-headers") || !strcmp(text, "--no-heading")) {
    without_headings = 2;
  } else if (!strncmp(text, "--sort", length) && *value) {
    sort_by(value);
  } else if (!strncmp(text, "--ppid", length) && *value) {
    wanted.parents = value;
    wanted.any = 1;
  } else if (!strncmp(text, "--pid", length) && *value) {
    wanted.pids = value;
    wanted.any = 1;
  } else if (!strncmp(text, "--user", length) && *value) {
    wanted.users = value;
    wanted.any = 1;
  } else if (!strcmp(text, "--version")) {
    puts("ps from procps-ng 4.0.4");
    exit(0);
  } else if (!strncmp(text, "--format", length) && *value) {
    choose(value);
  } else {
    refuse("unknown gnu long option");
  }
}

static void choose_form(void) {
  int quiet = without_headings == 2;
  if (count_columns) {
    without_headings = quiet ? 1 : without_headings;
    return;
  }
  use_format(
      form.user ? "user pid %cpu %mem vsz rss tty=TTY stat start_time bsdtime args=COMMAND"
      : form.bsd && form.jobs ? "ppid pid pgid sid tty=TTY tpgid stat uid bsdtime args"
      : form.bsd && form.long_form
          ? "f uid pid ppid priority ni vsz rss wchan stat tty=TTY bsdtime args"
      : form.bsd                ? "pid tty=TTY stat bsdtime args=COMMAND"
      : form.full && form.extra ? "user=UID pid ppid c sz rss psr stime tty=TTY time args=CMD"
      : form.full && form.long_form
          ? form.threads
                ? "f s user=UID pid ppid c opri=PRI ni addr sz wchan stime tty=TTY time args=CMD"
                : "f s user=UID pid ppid c opri=PRI ni addr sz:3 wchan stime tty=TTY time args=CMD"
      : form.full && form.jobs ? "user=UID pid ppid pgid sid c stime tty=TTY time args=CMD"
      : form.full              ? "user=UID pid ppid c stime tty=TTY time args=CMD"
      : form.long_form ? "f s uid pid ppid c opri=PRI ni addr sz wchan tty=TTY time comm=CMD"
      : form.jobs      ? "pid pgid sid tty=TTY time comm=CMD"
                       : "pid tty=TTY time comm=CMD");
  without_headings = quiet;
}

int ps_main(int count_given, char **given) {
  struct process own;
  int at;
  for (at = 1; at < count_given; at++) {
    char *text = given[at];
    if (text[0] == '-' && text[1] == '-') {
      take_word(count_given, given, &at);
    } else if (*text == '-') {
      take_letters(text, count_given, given, &at);
    } else if (isdigit((unsigned char)*text)) {
      wanted.pids = text;
      wanted.any = 1;
    } else {
      take_bsd_letters(text, count_given, given, &at);
    }
  }
  choose_form();
  note_time();
  if (!read_process(0, &own)) {
    fputs("Error, do this: mount -t proc proc /proc\n", stderr);
    return 1;
  }
  read_all(&own);
  print_all();
  return !count;
}
