/* Looks into a process by ptrace(2), and puts its calls into words as strace(1) does. */
#include "tracee.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "callnames.h"
#include "tool.h"

enum {
  TRACE_ME = 0,
  PEEK = 2,
  GET_REGISTERS = 12,
  ATTACH = 16,
  TO_NEXT_CALL = 24,
  SET_OPTIONS = 0x4200,
  GET_MESSAGE = 0x4201,
  GET_SIGNAL = 0x4202
};

#define OPTION_GOOD 1
#define OPTION_CHILDREN 0xe
#define OPTION_EXECUTE 0x10
#define MOST_IN_LIST 32

int tracee_longest = 32;

/* What is written, and where. */
static char *end;
static size_t room;

struct flag {
  unsigned value;
  const char *name;
};

static long ask(long request, int pid, long address, long data) {
  return syscall(SYS_ptrace, request, (long)pid, address, data);
}

void tracee_begin(void) {
  ask(TRACE_ME, 0, 0, 0);
  raise(SIGSTOP);
}

int tracee_attach(int pid) { return (int)ask(ATTACH, pid, 0, 0); }

void tracee_options(int pid, int follows) {
  int options = OPTION_GOOD | OPTION_EXECUTE | (follows ? OPTION_CHILDREN : 0);
  if (ask(SET_OPTIONS, pid, 0, options) < 0) {
    die(1, "ptrace(PTRACE_SETOPTIONS): %m");
  }
}

void tracee_go_on(int pid, int signal) { ask(TO_NEXT_CALL, pid, 0, signal); }

int tracee_message(int pid) {
  long message = 0;
  ask(GET_MESSAGE, pid, 0, (long)&message);
  return (int)message;
}

void tracee_registers(int pid, long *all) { ask(GET_REGISTERS, pid, 0, (long)all); }

static void add(const char *form, ...) {
  va_list list;
  int length;
  va_start(list, form);
  length = vsnprintf(end, room, form, list);
  va_end(list);
  if (length > 0) {
    size_t used = (size_t)length < room ? (size_t)length : room - 1;
    end += used;
    room -= used;
  }
}

static int word_at(int pid, unsigned long address, unsigned *word) {
  long value = 0;
  if (ask(PEEK, pid, (long)address, (long)&value) < 0) {
    return 0;
  }
  *word = (unsigned)value;
  return 1;
}

/* -1 where there is nothing. */
static int byte_at(int pid, unsigned long address) {
  unsigned word;
  unsigned long aligned = address & ~3UL;
  return word_at(pid, aligned, &word) ? (int)(word >> 8 * (address - aligned) & 0xff) : -1;
}

static void add_byte(int byte, int next) {
  static const char letters[] = "\t\n\v\f\r", escapes[] = "tnvfr";
  const char *at = byte ? strchr(letters, byte) : NULL;
  if (at) {
    add("\\%c", escapes[at - letters]);
  } else if (byte == '"' || byte == '\\') {
    add("\\%c", byte);
  } else if (byte >= ' ' && byte <= '~') {
    add("%c", byte);
  } else {
    add(next >= '0' && next <= '9' ? "\\%03o" : "\\%o", byte);
  }
}

static void add_address(unsigned long value) {
  if (value) {
    add("0x%lx", value);
  } else {
    add("NULL");
  }
}

/* So many bytes, or up to a zero if that is less than none. */
static void add_text(int pid, unsigned long address, long size) {
  long i, most = size < 0 || size > tracee_longest ? tracee_longest : size;
  int byte = size == 0 ? 0 : byte_at(pid, address);
  if (!address || byte < 0) {
    add_address(address);
    return;
  }
  add("\"");
  for (i = 0; i < most && byte >= 0 && (size >= 0 || byte); i++) {
    int next = i + 1 == size ? -1 : byte_at(pid, address + (unsigned long)i + 1);
    add_byte(byte, next);
    byte = next;
  }
  add(size < 0 ? (byte > 0 ? "\"..." : "\"") : (i < size ? "\"..." : "\""));
}

static void add_flags(unsigned value, const struct flag *flags, const char *none) {
  int many = 0;
  for (; flags->name; flags++) {
    if (flags->value && (value & flags->value) == flags->value) {
      add("%s%s", many++ ? "|" : "", flags->name);
      value &= ~flags->value;
    }
  }
  if (value) {
    add("%s%#x", many ? "|" : "", value);
  } else if (!many) {
    add("%s", none);
  }
}

static void add_one(unsigned value, const struct flag *names) {
  for (; names->name; names++) {
    if (names->value == value) {
      add("%s", names->name);
      return;
    }
  }
  add("%#x", value);
}

static const struct flag open_flags[] = {
    {0100, "O_CREAT"},        {0200, "O_EXCL"},         {0400, "O_NOCTTY"},
    {01000, "O_TRUNC"},       {02000, "O_APPEND"},      {04000, "O_NONBLOCK"},
    {0100000, "O_LARGEFILE"}, {0200000, "O_DIRECTORY"}, {0400000, "O_NOFOLLOW"},
    {02000000, "O_CLOEXEC"},  {010000000, "O_PATH"},    {0, NULL}};
static const struct flag protections[] = {
    {1, "PROT_READ"}, {2, "PROT_WRITE"}, {4, "PROT_EXEC"}, {0, NULL}};
static const struct flag map_flags[] = {{1, "MAP_SHARED"},
                                        {2, "MAP_PRIVATE"},
                                        {0x10, "MAP_FIXED"},
                                        {0x20, "MAP_ANONYMOUS"},
                                        {0x100, "MAP_GROWSDOWN"},
                                        {0x20000, "MAP_STACK"},
                                        {0, NULL}};
static const struct flag clone_flags[] = {{0x100, "CLONE_VM"},
                                          {0x200, "CLONE_FS"},
                                          {0x400, "CLONE_FILES"},
                                          {0x800, "CLONE_SIGHAND"},
                                          {0x4000, "CLONE_VFORK"},
                                          {0x8000, "CLONE_PARENT"},
                                          {0x10000, "CLONE_THREAD"},
                                          {0x20000, "CLONE_NEWNS"},
                                          {0x80000, "CLONE_SETTLS"},
                                          {0x100000, "CLONE_PARENT_SETTID"},
                                          {0x200000, "CLONE_CHILD_CLEARTID"},
                                          {0x1000000, "CLONE_CHILD_SETTID"},
                                          {0x2000000, "CLONE_NEWCGROUP"},
                                          {0x4000000, "CLONE_NEWUTS"},
                                          {0x8000000, "CLONE_NEWIPC"},
                                          {0x10000000, "CLONE_NEWUSER"},
                                          {0x20000000, "CLONE_NEWPID"},
                                          {0x40000000, "CLONE_NEWNET"},
                                          {0, NULL}};
static const struct flag access_modes[] = {{4, "R_OK"}, {2, "W_OK"}, {1, "X_OK"}, {0, NULL}};
static const struct flag wait_options[] = {{1, "WNOHANG"},         {2, "WUNTRACED"},
                                           {4, "WEXITED"},         {8, "WCONTINUED"},
                                           {0x1000000, "WNOWAIT"}, {0, NULL}};
static const struct flag whences[] = {{0, "SEEK_SET"}, {1, "SEEK_CUR"}, {2, "SEEK_END"}, {0, NULL}};
static const struct flag mount_flags[] = {{1, "MS_RDONLY"},        {2, "MS_NOSUID"},
                                          {4, "MS_NODEV"},         {8, "MS_NOEXEC"},
                                          {0x20, "MS_REMOUNT"},    {0x1000, "MS_BIND"},
                                          {0x2000, "MS_MOVE"},     {0x4000, "MS_REC"},
                                          {0x8000, "MS_SILENT"},   {0x20000, "MS_UNBINDABLE"},
                                          {0x40000, "MS_PRIVATE"}, {0x80000, "MS_SLAVE"},
                                          {0x100000, "MS_SHARED"}, {0, NULL}};
static const struct flag terminal_requests[] = {{0x5401, "TCGETS"},    {0x5402, "TCSETS"},
                                                {0x5403, "TCSETSW"},   {0x5404, "TCSETSF"},
                                                {0x540e, "TIOCSCTTY"}, {0x540f, "TIOCGPGRP"},
                                                {0x5410, "TIOCSPGRP"}, {0x5413, "TIOCGWINSZ"},
                                                {0x541b, "FIONREAD"},  {0, NULL}};
static const struct flag descriptor_requests[] = {
    {0, "F_DUPFD"}, {1, "F_GETFD"}, {2, "F_SETFD"},    {3, "F_GETFL"},
    {4, "F_SETFL"}, {5, "F_GETLK"}, {13, "F_SETLK64"}, {1030, "F_DUPFD_CLOEXEC"},
    {0, NULL}};
static const struct flag mask_changes[] = {
    {0, "SIG_BLOCK"}, {1, "SIG_UNBLOCK"}, {2, "SIG_SETMASK"}, {0, NULL}};
static const struct flag process_options[] = {{1, "PR_SET_PDEATHSIG"},
                                              {8, "PR_SET_KEEPCAPS"},
                                              {15, "PR_SET_NAME"},
                                              {16, "PR_GET_NAME"},
                                              {21, "PR_GET_SECCOMP"},
                                              {22, "PR_SET_SECCOMP"},
                                              {23, "PR_CAPBSET_READ"},
                                              {24, "PR_CAPBSET_DROP"},
                                              {28, "PR_SET_SECUREBITS"},
                                              {38, "PR_SET_NO_NEW_PRIVS"},
                                              {39, "PR_GET_NO_NEW_PRIVS"},
                                              {47, "PR_CAP_AMBIENT"},
                                              {0, NULL}};
static const struct flag filter_requests[] = {{0, "SECCOMP_SET_MODE_STRICT"},
                                              {1, "SECCOMP_SET_MODE_FILTER"},
                                              {2, "SECCOMP_GET_ACTION_AVAIL"},
                                              {0, NULL}};

static const struct flag ipc_flags[] = {
    {01000, "IPC_CREAT"}, {02000, "IPC_EXCL"}, {04000, "IPC_NOWAIT"}, {0, NULL}};
static const struct flag attach_flags[] = {{010000, "SHM_RDONLY"},
                                           {020000, "SHM_RND"},
                                           {040000, "SHM_REMAP"},
                                           {0100000, "SHM_EXEC"},
                                           {0, NULL}};
static const struct flag message_flags[] = {{010000, "MSG_NOERROR"},
                                            {020000, "MSG_EXCEPT"},
                                            {040000, "MSG_COPY"},
                                            {04000, "IPC_NOWAIT"},
                                            {0, NULL}};
static const struct flag operation_flags[] = {
    {0x1000, "SEM_UNDO"}, {04000, "IPC_NOWAIT"}, {0, NULL}};
static const struct flag watch_flags[] = {{0x1, "IN_ACCESS"},
                                          {0x2, "IN_MODIFY"},
                                          {0x4, "IN_ATTRIB"},
                                          {0x8, "IN_CLOSE_WRITE"},
                                          {0x10, "IN_CLOSE_NOWRITE"},
                                          {0x20, "IN_OPEN"},
                                          {0x40, "IN_MOVED_FROM"},
                                          {0x80, "IN_MOVED_TO"},
                                          {0x100, "IN_CREATE"},
                                          {0x200, "IN_DELETE"},
                                          {0x400, "IN_DELETE_SELF"},
                                          {0x800, "IN_MOVE_SELF"},
                                          {0x1000000, "IN_ONLYDIR"},
                                          {0x2000000, "IN_DONT_FOLLOW"},
                                          {0x4000000, "IN_EXCL_UNLINK"},
                                          {0x10000000, "IN_MASK_CREATE"},
                                          {0x20000000, "IN_MASK_ADD"},
                                          {0x40000000, "IN_ISDIR"},
                                          {0x80000000, "IN_ONESHOT"},
                                          {0, NULL}};
static const struct flag inotify_flags[] = {
    {04000, "IN_NONBLOCK"}, {02000000, "IN_CLOEXEC"}, {0, NULL}};
static const struct flag set_commands[] = {
    {0, "IPC_RMID"}, {1, "IPC_SET"},   {2, "IPC_STAT"},  {3, "IPC_INFO"},      {11, "GETPID"},
    {12, "GETVAL"},  {13, "GETALL"},   {14, "GETNCNT"},  {15, "GETZCNT"},      {16, "SETVAL"},
    {17, "SETALL"},  {18, "SEM_STAT"}, {19, "SEM_INFO"}, {20, "SEM_STAT_ANY"}, {0, NULL}};
static const struct flag segment_commands[] = {
    {0, "IPC_RMID"},    {1, "IPC_SET"},   {2, "IPC_STAT"},  {3, "IPC_INFO"},      {11, "SHM_LOCK"},
    {12, "SHM_UNLOCK"}, {13, "SHM_STAT"}, {14, "SHM_INFO"}, {15, "SHM_STAT_ANY"}, {0, NULL}};
static const struct flag queue_commands[] = {
    {0, "IPC_RMID"},  {1, "IPC_SET"},   {2, "IPC_STAT"},      {3, "IPC_INFO"},
    {11, "MSG_STAT"}, {12, "MSG_INFO"}, {13, "MSG_STAT_ANY"}, {0, NULL}};

static void add_open_flags(unsigned value) {
  static const char *const modes[] = {"O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"};
  add("%s", modes[value & 3]);
  if (value & ~3U) {
    add("|");
    add_flags(value & ~3U, open_flags, "");
  }
}

static void add_list(int pid, unsigned long address) {
  unsigned word;
  int i;
  if (!address || !word_at(pid, address, &word)) {
    add_address(address);
    return;
  }
  add("[");
  for (i = 0; word && i < MOST_IN_LIST; i++) {
    add(i ? ", " : "");
    add_text(pid, word, -1);
    if (!word_at(pid, address + 4 * (unsigned long)i + 4, &word)) {
      break;
    }
  }
  add(word ? ", ...]" : "]");
}

static void add_environment(int pid, unsigned long address) {
  unsigned word = 0;
  int many = 0;
  add_address(address);
  while (address && word_at(pid, address + 4 * (unsigned long)many, &word) && word) {
    many++;
  }
  add(" /* %d var%s */", many, many == 1 ? "" : "s");
}

static void add_status(int pid, unsigned long address, long result) {
  unsigned status;
  if (!address || result <= 0 || !word_at(pid, address, &status)) {
    add_address(address);
  } else if ((status & 0x7f) == 0) {
    add("[{WIFEXITED(s) && WEXITSTATUS(s) == %u}]", status >> 8 & 0xff);
  } else if ((status & 0xff) == 0x7f) {
    add("[{WIFSTOPPED(s) && WSTOPSIG(s) == %s}]", signal_name((int)(status >> 8 & 0x7f)));
  } else {
    add("[{WIFSIGNALED(s) && WTERMSIG(s) == %s}]", signal_name((int)(status & 0x7f)));
  }
}

/* struct stat64 of i386. */
static void add_attributes(int pid, unsigned long address, long result) {
  static const struct flag types[] = {
      {0140000, "S_IFSOCK"}, {0120000, "S_IFLNK"}, {0100000, "S_IFREG"}, {060000, "S_IFBLK"},
      {040000, "S_IFDIR"},   {020000, "S_IFCHR"},  {010000, "S_IFIFO"},  {0, NULL}};
  unsigned mode, size, device;
  if (result < 0 || !word_at(pid, address + 16, &mode) || !word_at(pid, address + 44, &size) ||
      !word_at(pid, address + 32, &device)) {
    add_address(address);
    return;
  }
  add("{st_mode=");
  add_one(mode & 0170000, types);
  add("|%#o, ", mode & 07777);
  if ((mode & 0170000) == 020000 || (mode & 0170000) == 060000) {
    add("st_rdev=makedev(%#x, %#x), ...}", device >> 8 & 0xfff, device & 0xff);
  } else {
    add("st_size=%u, ...}", size);
  }
}

static void add_system(int pid, unsigned long address, long result) {
  if (result < 0) {
    add_address(address);
    return;
  }
  add("{sysname=");
  add_text(pid, address, -1);
  add(", nodename=");
  add_text(pid, address + 65, -1);
  add(", ...}");
}

static void add_pair(int pid, unsigned long address, long result) {
  unsigned first, second;
  if (result < 0 || !word_at(pid, address, &first) || !word_at(pid, address + 4, &second)) {
    add_address(address);
  } else {
    add("[%d, %d]", (int)first, (int)second);
  }
}

static void add_time(int pid, unsigned long address) {
  unsigned seconds, nanos;
  if (address && word_at(pid, address, &seconds) && word_at(pid, address + 4, &nanos)) {
    add("{tv_sec=%u, tv_nsec=%u}", seconds, nanos);
  } else {
    add_address(address);
  }
}

/* Flags of shmget(2) and its like: names, and the mode in octal. */
static void add_ipc_flags(unsigned value) {
  if (value & ~0777U) {
    add_flags(value & ~0777U, ipc_flags, "");
    add("|");
  }
  add(value & 0777 ? "%#o" : "000", value & 0777);
}

static void add_operations(int pid, unsigned long address, unsigned long count) {
  unsigned first, second;
  unsigned long i;
  if (!address || !word_at(pid, address, &first)) {
    add_address(address);
    return;
  }
  add("[");
  for (i = 0; i < count && i < MOST_IN_LIST; i++) {
    unsigned long at = address + 6 * i;
    if (!word_at(pid, at, &first) || !word_at(pid, at + 2, &second)) {
      break;
    }
    add("%s{sem_num=%u, sem_op=%d, sem_flg=", i ? ", " : "", first & 0xffff, (short)second);
    add_flags(second >> 16, operation_flags, "0");
    add("}");
  }
  add(i < count ? ", ...]" : "]");
}

/* struct msgbuf with so many bytes of text. */
static void add_message(int pid, unsigned long address, long size) {
  unsigned type;
  if (!address || size < 0 || !word_at(pid, address, &type)) {
    add_address(address);
    return;
  }
  add("{mtype=%d, mtext=", (int)type);
  add_text(pid, address + 4, size);
  add("}");
}

/* Only the end of the call tells what these are. */
static int is_known_behind(char kind) { return strchr("B2wTUGR", kind) != NULL; }

static void add_flag_word(char kind, unsigned value) {
  switch (kind) {
    case 'O':
      add_open_flags(value);
      break;
    case 'P':
      add_flags(value, protections, "PROT_NONE");
      break;
    case 'M':
      add_flags(value, map_flags, "0");
      break;
    case 'L':
      add_flags(value, open_flags, "0");
      break;
    case 'A':
      add_flags(value, access_modes, "F_OK");
      break;
    case 'W':
      add_flags(value, wait_options, "0");
      break;
    case 'N':
      add_flags(value, mount_flags, "0");
      break;
    case 'k':
      add_one(value, whences);
      break;
    case 'I':
      add_one(value, terminal_requests);
      break;
    case 'F':
      add_one(value, descriptor_requests);
      break;
    case 'h':
      add_one(value, mask_changes);
      break;
    case 'r':
      add_one(value, process_options);
      break;
    case 'c':
      add_one(value, filter_requests);
      break;
    case 'Y':
      add_flags(value, watch_flags, "0");
      break;
    case 'z':
      add_flags(value, inotify_flags, "0");
      break;
    case 'i':
      add_ipc_flags(value);
      break;
    case 'j':
      add_one(value, set_commands);
      break;
    case 'H':
      add_one(value, segment_commands);
      break;
    case 'V':
      add_one(value, queue_commands);
      break;
    case 'a':
      add_flags(value, attach_flags, "0");
      break;
    case 'Q':
      add_flags(value, message_flags, "0");
      break;
    default:
      add("%#x", value);
  }
}

static void add_clone(unsigned value) {
  const char *name = signal_name((int)(value & 0xff));
  if (value & ~0xffU || !name) {
    add_flags(value & ~0xffU, clone_flags, "0");
    add(name ? "|" : "");
  }
  add("%s", name ? name : "");
}

/* clone(2), whose arguments strace names. */
static void add_child(const long *arguments) {
  unsigned flags = (unsigned)arguments[0];
  add("child_stack=");
  add_address((unsigned long)arguments[1]);
  add(", flags=");
  add_clone(flags);
  if (flags & 0x1200000) {
    add(", child_tidptr=");
    add_address((unsigned long)arguments[4]);
  }
}

static void add_argument(int pid, char kind, const long *at, long result) {
  long value = *at;
  switch (kind) {
    case 'd':
      add("%ld", value);
      break;
    case 'u':
      add("%lu", (unsigned long)value);
      break;
    case 'f':
      add(value == -100 ? "AT_FDCWD" : "%ld", value);
      break;
    case 'o':
    case 'm':
      add(value & 0xfff ? "%#lo" : "000", value & 07777);
      break;
    case 'p':
      add_address((unsigned long)value);
      break;
    case 's':
      add_text(pid, (unsigned long)value, -1);
      break;
    case 'b':
      add_text(pid, (unsigned long)value, at[1]);
      break;
    case 'B':
      if (result < 0) {
        add_address((unsigned long)value);
      } else {
        add_text(pid, (unsigned long)value, result);
      }
      break;
    case 'G':
      add_text(pid, (unsigned long)value, result > 0 ? -1 : 0);
      break;
    case 'K':
      add_child(at);
      break;
    case 'C':
      add_clone((unsigned)value);
      break;
    case 'S':
      add(signal_name((int)value) ? "%s" : "%ld",
          signal_name((int)value) ? signal_name((int)value) : (const char *)value);
      break;
    case 'v':
      add_list(pid, (unsigned long)value);
      break;
    case 'e':
      add_environment(pid, (unsigned long)value);
      break;
    case 'w':
      add_status(pid, (unsigned long)value, result);
      break;
    case 'T':
      add_attributes(pid, (unsigned long)value, result);
      break;
    case 'U':
      add_system(pid, (unsigned long)value, result);
      break;
    case '2':
      add_pair(pid, (unsigned long)value, result);
      break;
    case 'y':
      add(value ? "%#lx" : "IPC_PRIVATE", value);
      break;
    case 'J':
      add_operations(pid, (unsigned long)value, (unsigned long)at[1]);
      break;
    case 'E':
      add_message(pid, (unsigned long)value, at[1]);
      break;
    case 'R':
      add_message(pid, (unsigned long)value, result < 0 ? -1 : at[1]);
      break;
    case 't':
      add_time(pid, (unsigned long)value);
      break;
    default:
      add_flag_word(kind, (unsigned)value);
  }
}

void tracee_name(int number, char *text) {
  const struct call *call = call_of_number(number);
  if (call) {
    snprintf(text, TRACEE_TEXT, "%s", call->name);
  } else {
    snprintf(text, TRACEE_TEXT, "syscall_%#x", (unsigned)number);
  }
}

static const char *kinds_of(int number) {
  const struct call *call = call_of_number(number);
  const char *kinds = call && call->arguments ? call->arguments : "xxx";
  return *kinds == '-' ? "" : kinds;
}

/* Where a file is not made, open has no third argument. */
static int is_left_out(const char *kinds, int at, const long *arguments) {
  return kinds[at] == 'm' && !(arguments[at - 1] & 0100);
}

static int known_before(const char *kinds) {
  int at = 0;
  while (kinds[at] && !is_known_behind(kinds[at])) {
    at++;
  }
  return at;
}

static void add_range(int pid, int number, const long *arguments, int from, int to, long result) {
  const char *kinds = kinds_of(number);
  int i;
  for (i = from; i < to && i < 6; i++) {
    if (!is_left_out(kinds, i, arguments)) {
      add(i > from ? ", " : "");
      add_argument(pid, kinds[i], arguments + i, result);
    }
  }
}

void tracee_before(int pid, int number, const long *arguments, char *text) {
  const char *kinds = kinds_of(number);
  int known = known_before(kinds);
  end = text;
  room = TRACEE_TEXT;
  *text = 0;
  add_range(pid, number, arguments, 0, known, -1);
  if (known && kinds[known]) {
    add(", ");
  }
}

void tracee_behind(int pid, int number, const long *arguments, long result, char *text) {
  const char *kinds = kinds_of(number);
  end = text;
  room = TRACEE_TEXT;
  *text = 0;
  add_range(pid, number, arguments, known_before(kinds), (int)strlen(kinds), result);
}

void tracee_result(int number, long result, char *text) {
  static const struct flag restarts[] = {
      {512, "ERESTARTSYS (To be restarted if SA_RESTART is set)"},
      {513, "ERESTARTNOINTR (To be restarted)"},
      {514, "ERESTARTNOHAND (To be restarted if no handler)"},
      {516, "ERESTART_RESTARTBLOCK (Interrupted by signal)"},
      {0, NULL}};
  const struct call *call = call_of_number(number);
  const char *name = call ? call->name : "";
  end = text;
  room = TRACEE_TEXT;
  *text = 0;
  if (result <= -512 && result >= -516) {
    add("? ");
    add_one((unsigned)-result, restarts);
  } else if (result < 0 && result > -4096) {
    add("-1 %s (%s)", error_name((int)-result) ? error_name((int)-result) : "?",
        strerror((int)-result));
  } else if (strncmp(name, "mmap", 4) == 0 || strcmp(name, "brk") == 0 ||
             strcmp(name, "mremap") == 0 || strcmp(name, "shmat") == 0) {
    add("%#lx", (unsigned long)result);
  } else {
    add("%ld", result);
  }
}

static const char *code_name(int signal, int code) {
  static const char *const child[] = {"CLD_EXITED",  "CLD_KILLED",  "CLD_DUMPED",
                                      "CLD_TRAPPED", "CLD_STOPPED", "CLD_CONTINUED"};
  if (code == 0 || code == -1 || code == -6) {
    return code == 0 ? "SI_USER" : code == -1 ? "SI_QUEUE" : "SI_TKILL";
  }
  if (signal == SIGCHLD && code >= 1 && code <= 6) {
    return child[code - 1];
  }
  if (signal == SIGSEGV && (code == 1 || code == 2)) {
    return code == 1 ? "SEGV_MAPERR" : "SEGV_ACCERR";
  }
  if (signal == SIGFPE && code == 1) {
    return "FPE_INTDIV";
  }
  if (signal == SIGSYS && code == 1) {
    return "SYS_SECCOMP";
  }
  return code == 0x80 ? "SI_KERNEL" : NULL;
}

int tracee_signal(int pid, char *text) {
  int info[32] = {0};
  const char *name, *code;
  if (ask(GET_SIGNAL, pid, 0, (long)info) < 0) {
    return 0;
  }
  end = text;
  room = TRACEE_TEXT;
  name = signal_name(info[0]);
  code = code_name(info[0], info[2]);
  add("%s {si_signo=%s, si_code=", name ? name : "SIGRT", name ? name : "SIGRT");
  add(code ? "%s" : "%#x", code ? code : (const char *)(long)info[2]);
  if (info[2] == 0 || info[2] == -6 || info[2] == -1) {
    add(", si_pid=%d, si_uid=%d", info[3], info[4]);
  } else if (info[0] == SIGCHLD) {
    const char *ended = info[2] == 1 ? NULL : signal_name(info[5]);
    add(", si_pid=%d, si_uid=%d, si_status=", info[3], info[4]);
    add(ended ? "%s" : "%d", ended ? ended : (const char *)(long)info[5]);
    add(", si_utime=%d, si_stime=%d", info[6], info[7]);
  } else if (info[0] == SIGSYS) {
    const struct call *call = call_of_number(info[4]);
    add(", si_call_addr=%#x, si_syscall=__NR_%s, si_arch=AUDIT_ARCH_I386", (unsigned)info[3],
        call ? call->name : "?");
  } else if (info[0] == SIGSEGV || info[0] == SIGBUS || info[0] == SIGFPE || info[0] == SIGILL) {
    add(", si_addr=");
    add_address((unsigned)info[3]);
  }
  add("}");
  return 1;
}
