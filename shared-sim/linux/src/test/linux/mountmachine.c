/* Random operations on mounts in three namespaces, the third one of a user namespace with less
   power: what each answers, and what it leaves. */
#include "mounttree.h"

#define CROWD 60
#define TEXT 128

static unsigned state;
static int namespaces[2];

/* Whoever acts in the third namespace. */
static int weaker, ask[2], answer[2];

static unsigned draw(unsigned below) {
  state = state * 1664525u + 1013904223u;
  return (state >> 16) % below;
}

static void furnish(const char *path) {
  char name[64];
  for (char c = 'x'; c < 'z'; c++) {
    sprintf(name, "%s/%c", path, c);
    mkdir(name, 0755);
  }
  sprintf(name, "%s/f", path);
  close(open(name, O_CREAT | O_WRONLY, 0644));
}

/* A path of one to three names, the last perhaps a file's. */
static const char *path(void) {
  static char texts[4][32];
  static int next;
  char *text = texts[next++ % 4];
  int length = sprintf(text, "%c", 'a' + draw(4));
  for (int i = (draw(7) + 1) / 3; i > 0; i--) {
    length += sprintf(text + length, "/%c", 'x' + draw(2));
  }
  if (draw(4) == 0) {
    sprintf(text + length, "/f");
  }
  return text;
}

static void change(char *text) {
  static const char *const KINDS[] = {"shared", "shared", "slave", "private", "unbindable"};
  static const int FLAGS[] = {MS_SHARED, MS_SHARED, MS_SLAVE, MS_PRIVATE, MS_UNBINDABLE};
  const char *from = path(), *to = path();
  int which, recursive, result;
  switch (draw(16)) {
    case 0:
      sprintf(text, "mkdir %s", to);
      result = mkdir(to, 0755);
      break;
    case 1: case 2:
      sprintf(text, "tmpfs %s", to);
      result = mount("t", to, "tmpfs", 0, NULL);
      if (result == 0) {
        furnish(to);
      }
      break;
    case 3: case 4: case 5:
      sprintf(text, "bind %s %s", from, to);
      result = mount(from, to, NULL, MS_BIND, NULL);
      break;
    case 6:
      sprintf(text, "rbind %s %s", from, to);
      result = mount(from, to, NULL, MS_BIND | MS_REC, NULL);
      break;
    case 7: case 8: case 9:
      which = draw(5);
      recursive = draw(3) == 0;
      sprintf(text, "%s%s %s", recursive ? "r" : "", KINDS[which], to);
      result = mount(NULL, to, NULL, FLAGS[which] | (recursive ? MS_REC : 0), NULL);
      break;
    case 10:
      sprintf(text, "move %s %s", from, to);
      result = mount(from, to, NULL, MS_MOVE, NULL);
      break;
    case 11:
      sprintf(text, "umount %s", to);
      result = umount(to);
      break;
    case 12:
      sprintf(text, "umount -l %s", to);
      result = umount2(to, MNT_DETACH);
      break;
    case 13:
      sprintf(text, "unlink %s", to);
      result = unlink(to);
      break;
    case 14:
      sprintf(text, "rename %s %s", from, to);
      result = rename(from, to);
      break;
    default:
      sprintf(text, "rmdir %s", to);
      result = rmdir(to);
  }
  sprintf(text + strlen(text), ": %s", result < 0 ? strerror(errno) : "done");
}

static void enter(int which) {
  if (setns(namespaces[which], CLONE_NEWNS) < 0) {
    printf("setns: %s\n", strerror(errno));
  }
  chdir("/tmp");
}

/* Draws and does one operation in one of the namespaces. */
static void act(int which, char *text) {
  if (which < 2) {
    enter(which);
    change(text);
    return;
  }
  write(ask[1], &state, sizeof state);
  read(answer[0], text, TEXT);
  read(answer[0], &state, sizeof state);
}

/* Does what it is asked for until nobody asks any more. */
static void serve(void) {
  char text[TEXT];
  own_mounts();
  write(answer[1], text, TEXT);
  while (read(ask[0], &state, sizeof state) == sizeof state) {
    chdir("/tmp");
    change(text);
    write(answer[1], text, TEXT);
    write(answer[1], &state, sizeof state);
  }
  _exit(0);
}

static void begin_weaker(void) {
  char text[TEXT];
  pipe(ask);
  pipe(answer);
  weaker = fork();
  if (weaker == 0) {
    close(ask[1]);
    serve();
  }
  read(answer[0], text, TEXT);
}

static int show_namespace(FILE *to, int which) {
  char file[64] = "/proc/self/mountinfo";
  if (which < 2) {
    enter(which);
  } else {
    sprintf(file, "/proc/%d/mountinfo", weaker);
  }
  fprintf(to, " namespace %d\n", which);
  return show_file(to, file);
}

/* A number for what all namespaces show. */
static unsigned sum(const char *text, size_t length) {
  unsigned sum = 2166136261u;
  for (size_t i = 0; i < length; i++) {
    sum = (sum ^ (unsigned char) text[i]) * 16777619u;
  }
  return sum;
}

static void run(unsigned seed, int steps, int verbose) {
  char text[TEXT];
  state = seed;
  printf("seed %u\n", seed);
  for (int i = 0; i < steps; i++) {
    int which = draw(3);
    act(which, text);
    int crowd = 0;
    char *buffer = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&buffer, &length);
    for (int n = 0; n < 3; n++) {
      crowd += show_namespace(to, n);
    }
    fclose(to);
    printf("%d %s %08x\n", which, text, sum(buffer, length));
    if (verbose || i == steps - 1) {
      fputs(buffer, stdout);
    }
    free(buffer);
    for (char c = 'a'; crowd > CROWD && c < 'e'; c++) {
      char name[2] = {c, 0};
      for (int n = 0; n < 2; n++) {
        enter(n);
        while (umount2(name, MNT_DETACH) == 0) {
        }
      }
    }
  }
}

int main(int argc, char **argv) {
  unsigned first = argc > 1 ? atoi(argv[1]) : 1;
  unsigned count = argc > 2 ? atoi(argv[2]) : 12;
  int steps = argc > 3 ? atoi(argv[3]) : 60;
  begin_tree();
  for (unsigned seed = first; seed < first + count; seed++) {
    fflush(stdout);
    int child = fork();
    if (child == 0) {
      unshare(CLONE_NEWNS);
      tmpfs("/tmp");
      chdir("/tmp");
      for (int i = 0; i < 4; i++) {
        char name[2] = {'a' + i, 0};
        dir(name);
        furnish(name);
      }
      kind("/tmp", MS_SHARED);
      namespaces[0] = open("/proc/self/ns/mnt", O_RDONLY);
      unshare(CLONE_NEWNS);
      namespaces[1] = open("/proc/self/ns/mnt", O_RDONLY);
      begin_weaker();
      run(seed, steps, argc > 4);
      fflush(stdout);
      _exit(0);
    }
    waitpid(child, NULL, 0);
  }
  return 0;
}
