/* How paths go over mounts, who keeps them busy, and what becomes of them without a place. */
#include "mounttree.h"
#include <dirent.h>

static void list(const char *path) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  char names[16][32];
  int count = 0;
  while (folder && count < 16 && (entry = readdir(folder))) {
    snprintf(names[count++], 32, "%s", entry->d_name);
  }
  qsort(names, count, 32, (int (*)(const void *, const void *)) strcmp);
  printf("%s:", path);
  for (int i = 0; i < count; i++) {
    printf(" %s", names[i]);
  }
  puts("");
  if (folder) {
    closedir(folder);
  }
}

static void where(void) {
  char name[128];
  printf("at %s\n", getcwd(name, sizeof name) ? name : strerror(errno));
}

/* The old root is put on top of the new one, and taken from there. */
static void pivot_in_place(void) {
  dir("root");
  tmpfs("root");
  dir("root/mine");
  chdir("root");
  tell("pivot", syscall(SYS_pivot_root, ".", "."));
  list(".");
  tell("detach", umount2(".", MNT_DETACH));
  list(".");
  list("/");
  tell("up", chdir(".."));
  where();
  list(".");
}

static void over_the_root(void) {
  dir("root");
  dir("root/under");
  chroot("root");
  chdir("/");
  tell("bind", mount("/", "/", NULL, MS_BIND, NULL));
  tell("tmpfs", mount("t", "/", "tmpfs", 0, NULL));
  list("/");
  list("/..");
  list("/under/..");
  list(".");
  tell("again", mount("t", ".", "tmpfs", 0, NULL));
  list("/");
  list("..");
  tell("umount", umount("/"));
  tell("umount", umount("."));
  tell("umount", umount("/"));
  list("/..");
}

static void covered_directory(void) {
  dir("a");
  dir("a/below");
  chdir("a");
  tmpfs("/tmp/a");
  dir("/tmp/a/above");
  list(".");
  list("/tmp/a");
  tell("mount on it", mount("t", ".", "tmpfs", 0, NULL));
  list("/tmp/a");
  show();
  tell("kind of it", mount(NULL, ".", NULL, MS_SHARED, NULL));
  tell("umount of it", umount("."));
  tell("umount of it", umount("."));
  tell("umount of it", umount("."));
  list("/tmp/a");
}

static void nowhere(void) {
  dir("a");
  dir("b");
  dir("a/x");
  dir("a/x/y");
  bind("a/x", "b");
  chdir("b/y");
  tell("detach", umount2("/tmp/b", MNT_DETACH));
  where();
  tell("up", chdir(".."));
  where();
  list(".");
  tell("up", chdir(".."));
  list(".");
  tell("bind of it", mount(".", "/tmp/b", NULL, MS_BIND, NULL));
}

static void remove_places(void) {
  tell("rmdir", rmdir("a"));
  tell("rmdir of another's", rmdir("c"));
  tell("rename onto", rename("d", "b"));
  tell("rename of one", rename("f", "g"));
  tell("unlink", unlink("e"));
  show();
}

/* Names may go under what is mounted in another namespace; then that goes. */
static void names_go(void) {
  dir("a");
  dir("b");
  dir("c");
  dir("d");
  dir("f");
  put("e", "");
  put("plain", "");
  tmpfs("a");
  dir("a/in");
  tmpfs("a/in");
  tmpfs("b");
  tmpfs("f");
  bind("plain", "e");
  int in = open("a/in", O_RDONLY);
  tell("rmdir here", rmdir("a"));
  tell("unlink here", unlink("e"));
  tell("rename here", rename("a", "h"));
  tell("rename onto here", rename("d", "b"));
  dir("w");
  bind("/tmp", "w");
  tell("rmdir through another mount", rmdir("w/a"));
  tell("unlink through another mount", unlink("w/e"));
  tell("umount", umount("w"));
  fflush(stdout);
  if (fork() == 0) {
    unshare(CLONE_NEWNS);
    chdir("/tmp");
    umount2("a", MNT_DETACH);
    umount("b");
    umount("e");
    umount("f");
    remove_places();
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  show();
  tell("still open", fchdir(in));
  where();
  tell("up", chdir(".."));
  tell("up", chdir(".."));
}

static void busy_through(const char *how) {
  printf("%s: ", how);
  fflush(stdout);
  tell("umount", umount("a"));
}

static void mapped_files(void) {
  dir("a");
  tmpfs("a");
  put("a/f", "mapped\n");
  int file = open("a/f", O_RDWR);
  char *shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0);
  busy_through("open and mapped");
  close(file);
  busy_through("mapped");
  fflush(stdout);
  if (fork() == 0) {
    busy_through("mapped twice");
    munmap(shared, 4096);
    busy_through("mapped by the parent");
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  munmap(shared, 4096);
  busy_through("no more");
  tmpfs("a");
  put("a/f", "kept\n");
  file = open("a/f", O_RDWR);
  char *kept = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  tell("detach", umount2("a", MNT_DETACH));
  printf("%s", kept);
}

int main(void) {
  begin_tree();
  apart("pivot in place", pivot_in_place);
  apart("over the root", over_the_root);
  apart("covered directory", covered_directory);
  apart("nowhere", nowhere);
  apart("names go", names_go);
  apart("mapped files", mapped_files);
  return 0;
}
