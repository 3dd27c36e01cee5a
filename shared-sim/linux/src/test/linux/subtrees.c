/* Shared mounts of which some receivers show less, cover themselves, or have less power. */
#include "mounttree.h"

static void read_file(const char *path) {
  char text[32] = "";
  int file = open(path, O_RDONLY);
  int count = file < 0 ? -1 : read(file, text, sizeof text - 1);
  printf("%s: %s\n", path, count < 0 ? strerror(errno) : text);
  close(file);
}

/* The first slave does not show the place; its own slave does. */
static void skipped_receiver(void) {
  dir("m");
  dir("s");
  dir("t");
  dir("s1");
  tmpfs("m");
  kind("m", MS_SHARED);
  dir("m/x");
  dir("m/x/y");
  dir("m/x/z");
  bind("m/x", "s");
  kind("s", MS_SLAVE);
  kind("s", MS_SHARED);
  bind("s", "t");
  kind("t", MS_SLAVE);
  bind("s/y", "s1");
  tell("umount", umount("s"));
  tmpfs("m/x/z");
  show();
  tell("umount", umount("m/x/z"));
  show();
}

/* A mount that is in its own peer is taken away once. */
static void mount_in_its_peer(void) {
  dir("a");
  dir("keep");
  tmpfs("a");
  kind("a", MS_SHARED);
  dir("a/x");
  dir("a/y");
  bind("a", "a/y");
  tmpfs("a/x");
  bind("a/x", "keep");
  put("keep/f", "hi\n");
  show();
  tell("umount", umount2("a", MNT_DETACH));
  read_file("keep/f");
  show();
}

/* Where something else is mounted already, the copy goes below it; and away from below it. */
static void copy_below(void) {
  dir("a");
  dir("b");
  tmpfs("a");
  dir("a/x");
  bind("a", "b");
  tmpfs("b/x");
  put("b/x/over", "");
  kind("a", MS_SHARED);
  kind("b", MS_PRIVATE);
  umount("b/x");
  umount("b");
  bind("a", "b");
  kind("b", MS_SLAVE);
  tmpfs("b/x");
  put("b/x/over", "");
  tmpfs("a/x");
  show();
  tell("seen", access("b/x/over", F_OK));
  tell("umount", umount("a/x"));
  show();
  tell("seen", access("b/x/over", F_OK));
}

/* Mounts that others make in a namespace with less power are locked, but for the topmost. */
static void locked_copies(void) {
  int ready[2], go[2];
  char byte;
  pipe(ready);
  pipe(go);
  dir("a");
  dir("b");
  dir("c");
  tmpfs("b");
  dir("b/in");
  mount("t", "b/in", "tmpfs", MS_NOSUID, NULL);
  put("b/in/hidden", "");
  kind("/tmp", MS_SHARED);
  fflush(stdout);
  if (fork() == 0) {
    own_mounts();
    chdir("/tmp");
    write(ready[1], "r", 1);
    read(go[0], &byte, 1);
    show();
    tell("umount of what covers", umount("a/in"));
    tell("without nosuid", mount(NULL, "a/in", NULL, MS_REMOUNT | MS_BIND, NULL));
    tell("noatime", mount(NULL, "a/in", NULL, MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NOATIME, NULL));
    tell("read-only",
         mount(NULL, "a/in", NULL, MS_REMOUNT | MS_BIND | MS_NOSUID | MS_RDONLY, NULL));
    tell("move of it", mount("a/in", "c", NULL, MS_MOVE, NULL));
    tell("bind without it", mount("a", "c", NULL, MS_BIND, NULL));
    tell("bind with it", mount("a", "c", NULL, MS_BIND | MS_REC, NULL));
    int folder = open("c", O_RDONLY);
    tell("umount of all", umount2("c", MNT_DETACH));
    tell("still hidden", faccessat(folder, "in/hidden", F_OK, 0));
    tell("umount of the top", umount2("a", MNT_DETACH));
    show();
    fflush(stdout);
    _exit(0);
  }
  read(ready[0], &byte, 1);
  tell("recursive", mount("b", "a", NULL, MS_BIND | MS_REC, NULL));
  fflush(stdout);
  write(go[1], "g", 1);
  wait(NULL);
  show();
}

/* A locked mount goes when the one that it is a copy of goes. */
static void unlocked_by_its_owner(void) {
  int ready[2], go[2];
  char byte;
  pipe(ready);
  pipe(go);
  dir("a");
  kind("/tmp", MS_SHARED);
  tmpfs("a");
  fflush(stdout);
  if (fork() == 0) {
    own_mounts();
    chdir("/tmp");
    tell("locked", umount("a"));
    write(ready[1], "r", 1);
    read(go[0], &byte, 1);
    show();
    fflush(stdout);
    _exit(0);
  }
  read(ready[0], &byte, 1);
  tell("umount", umount("a"));
  fflush(stdout);
  write(go[1], "g", 1);
  wait(NULL);
}

/* What comes below a locked mount is not locked by that, and goes with its original. */
static void below_a_locked_copy(void) {
  int ready[2], go[2];
  char byte;
  pipe(ready);
  pipe(go);
  dir("a");
  dir("a/y");
  dir("b");
  dir("c");
  dir("e");
  kind("/tmp", MS_SHARED);
  bind("e", "a/y");
  bind("a", "c");
  fflush(stdout);
  if (fork() == 0) {
    own_mounts();
    chdir("/tmp");
    for (int i = 0; i < 3; i++) {
      write(ready[1], "r", 1);
      read(go[0], &byte, 1);
      show();
      tell("umount", umount("b/y"));
      fflush(stdout);
    }
    _exit(0);
  }
  read(ready[0], &byte, 1);
  tell("recursive", mount("a", "b", NULL, MS_BIND | MS_REC, NULL));
  fflush(stdout);
  write(go[1], "g", 1);
  read(ready[0], &byte, 1);
  tmpfs("c/y");
  fflush(stdout);
  write(go[1], "g", 1);
  read(ready[0], &byte, 1);
  tell("umount", umount2("c", MNT_DETACH));
  fflush(stdout);
  write(go[1], "g", 1);
  wait(NULL);
  show();
}

/* What hides files from a file's mount counts as well. */
static void locked_on_a_file(void) {
  dir("a");
  put("a/secret", "secret\n");
  put("plain", "plain\n");
  bind("plain", "a/secret");
  dir("b");
  fflush(stdout);
  if (fork() == 0) {
    own_mounts();
    chdir("/tmp");
    tell("bind around it", mount("a", "b", NULL, MS_BIND, NULL));
    tell("bind of it", mount("a/secret", "plain", NULL, MS_BIND, NULL));
    read_file("b/secret");
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

/* What is unbindable is left out of copies. */
static void unbindable(void) {
  dir("a");
  dir("b");
  tmpfs("a");
  dir("a/x");
  tmpfs("a/x");
  kind("a/x", MS_UNBINDABLE);
  tell("bind without it", mount("a", "b", NULL, MS_BIND | MS_REC, NULL));
  show();
  tell("bind of it", mount("a/x", "b", NULL, MS_BIND, NULL));
  kind("a", MS_SLAVE);
  kind("a/x", MS_SLAVE);
  show();
  kind("a/x", MS_SHARED);
  show();
}

/* The master is in another namespace, and its own master is seen. */
static void master_elsewhere(void) {
  dir("m");
  dir("n");
  tmpfs("m");
  kind("m", MS_SHARED);
  bind("m", "n");
  fflush(stdout);
  if (fork() == 0) {
    unshare(CLONE_NEWNS);
    chdir("/tmp");
    kind("m", MS_SLAVE);
    kind("m", MS_SHARED);
    show();
    fflush(stdout);
    if (fork() == 0) {
      unshare(CLONE_NEWNS);
      chdir("/tmp");
      kind("m", MS_SLAVE);
      show();
      umount("n");
      show();
      fflush(stdout);
      _exit(0);
    }
    wait(NULL);
    _exit(0);
  }
  wait(NULL);
}

/* One name of two is covered, and keeps its cover when it is renamed. */
static void names_of_files(void) {
  put("a", "a\n");
  put("cover", "cover\n");
  link("a", "b");
  bind("cover", "a");
  read_file("a");
  read_file("b");
  fflush(stdout);
  if (fork() == 0) {
    unshare(CLONE_NEWNS);
    chdir("/tmp");
    umount("a");
    tell("rename", rename("a", "c"));
    tell("rename of a root", rename("cover", "d"));
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  read_file("c");
  show();
  tell("unlink of a root", unlink("d"));
  show();
  tell("umount", umount("c"));
  read_file("c");
}

int main(void) {
  begin_tree();
  apart("skipped receiver", skipped_receiver);
  apart("mount in its peer", mount_in_its_peer);
  apart("copy below", copy_below);
  apart("locked copies", locked_copies);
  apart("unlocked by its owner", unlocked_by_its_owner);
  apart("below a locked copy", below_a_locked_copy);
  apart("locked on a file", locked_on_a_file);
  apart("unbindable", unbindable);
  apart("master elsewhere", master_elsewhere);
  apart("names of files", names_of_files);
  return 0;
}
