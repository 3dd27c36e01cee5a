/* Mounts in a namespace of one's own: what is seen where, what is refused, what peers get. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
  errno = 0;
}

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT, 0644);
  if (file < 0 || write(file, text, strlen(text)) < 0) {
    printf("%s: %s\n", path, strerror(errno));
  }
  close(file);
}

/* Lines of mountinfo below a folder, without numbers that depend on the machine. */
static void show(const char *below) {
  FILE *lines = fopen("/proc/self/mountinfo", "r");
  char line[512], root[128], place[128], options[128], tags[128] = "";
  while (fgets(line, sizeof line, lines)) {
    char *separator = strstr(line, " - ");
    char *shared = strstr(line, "shared:");
    char *master = strstr(line, "master:");
    *separator = 0;
    sscanf(line, "%*d %*d %*s %s %s %s", root, place, options);
    if (strncmp(place, below, strlen(below)) == 0) {
      printf("  %s %s %s%s%s%s\n", root, place, options, shared ? " shared" : "",
             master ? " master" : "", strstr(line, "unbindable") ? " unbindable" : "");
    }
  }
  fclose(lines);
}

static void bind_and_flags(void) {
  put("a/f", "in a\n");
  tell("bind", mount("a", "b", NULL, MS_BIND, NULL));
  tell("seen", access("b/f", F_OK));
  tell("bind, read-only", mount(NULL, "b", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL));
  tell("write there", open("b/g", O_WRONLY | O_CREAT, 0600));
  tell("write here", open("a/g", O_WRONLY | O_CREAT, 0600));
  tell("unlink of a place", rmdir("b"));
  tell("rename of a place", rename("b", "d"));
  tell("link between", link("a/f", "b/h"));
  tell("file on directory", mount("a/f", "c", NULL, MS_BIND, NULL));
  tell("directory on file", mount("a", "a/f", NULL, MS_BIND, NULL));
  tell("file on file", mount("a/g", "a/f", NULL, MS_BIND, NULL));
  tell("unlink of a file's place", unlink("a/f"));
  show("/tmp/a/f");
  tell("umount of it", umount("a/f"));
  tell("no type", mount("x", "c", NULL, 0, NULL));
  tell("unknown type", mount("x", "c", "nosuch", 0, NULL));
  tell("bad option", mount("x", "c", "tmpfs", 0, "bogus"));
  tell("bad size", mount("x", "c", "tmpfs", 0, "size=x"));
  tell("no place", mount("x", "nosuch", "tmpfs", 0, NULL));
  tell("no source", mount("nosuch", "c", NULL, MS_BIND, NULL));
  tell("remount of no mount", mount(NULL, "c", NULL, MS_REMOUNT | MS_RDONLY, NULL));
  tell("kind of no mount", mount(NULL, "c", NULL, MS_SHARED, NULL));
  tell("two kinds", mount(NULL, "b", NULL, MS_SHARED | MS_PRIVATE, NULL));
  tell("umount of no mount", umount("c"));
  tell("umount of nothing", umount("nosuch"));
  tell("unknown flag", umount2("b", 64));
  tell("umount", umount("b"));
}

static void busy(void) {
  int file;
  tell("tmpfs", mount("n", "b", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=64k,mode=700"));
  show("/tmp/b");
  file = open("b/x", O_RDWR | O_CREAT, 0600);
  tell("busy", umount("b"));
  tell("lazily", umount2("b", MNT_DETACH));
  tell("still there", write(file, "abc", 3));
  tell("gone", access("b/x", F_OK));
  close(file);
  mount("n", "b", "tmpfs", 0, NULL);
  mkdir("b/in", 0755);
  mount("m", "b/in", "tmpfs", 0, NULL);
  tell("children", umount("b"));
  tell("over", mount("o", "b", "tmpfs", 0, NULL));
  tell("hidden", access("b/in", F_OK));
  tell("top", umount("b"));
  tell("there again", access("b/in", F_OK));
  tell("move", mount("b", "c", NULL, MS_MOVE, NULL));
  tell("moved", access("c/in", F_OK));
  tell("into itself", mount("c", "c/in", NULL, MS_MOVE, NULL));
  tell("all", umount2("c", MNT_DETACH));
  show("/tmp/c");
}

static void peers(void) {
  tell("tmpfs", mount("n", "a", "tmpfs", 0, NULL));
  tell("share", mount(NULL, "a", NULL, MS_SHARED, NULL));
  tell("peer", mount("a", "b", NULL, MS_BIND, NULL));
  tell("slave", mount("a", "c", NULL, MS_BIND, NULL));
  tell("slave of them", mount(NULL, "c", NULL, MS_SLAVE, NULL));
  mkdir("a/x", 0755);
  mkdir("a/y", 0755);
  tell("mount in one", mount("m", "a/x", "tmpfs", 0, NULL));
  tell("mount in slave", mount("m", "c/y", "tmpfs", 0, NULL));
  show("/tmp");
  tell("umount in other", umount("b/x"));
  tell("move out of shared", mount("a/x", "d", NULL, MS_MOVE, NULL));
  tell("unbindable", mount(NULL, "c", NULL, MS_UNBINDABLE, NULL));
  tell("bind of it", mount("c", "d", NULL, MS_BIND, NULL));
  show("/tmp");
  tell("recursive", mount("a", "d", NULL, MS_BIND | MS_REC, NULL));
  tell("private", mount(NULL, "d", NULL, MS_PRIVATE | MS_REC, NULL));
  show("/tmp/d");
  umount2("d", MNT_DETACH);
  umount2("c", MNT_DETACH);
  umount2("b", MNT_DETACH);
  umount2("a", MNT_DETACH);
  show("/tmp/");
}

static void pivot(void) {
  char name[128];
  mkdir("d/old", 0755);
  tell("pivot to no mount", syscall(SYS_pivot_root, "d", "d/old"));
  mount("r", "d", "tmpfs", 0, NULL);
  mkdir("d/old", 0755);
  mkdir("d/proc", 0755);
  tell("put old outside", syscall(SYS_pivot_root, "d", "a"));
  tell("to the same", syscall(SYS_pivot_root, "/", "/"));
  tell("into nothing", syscall(SYS_pivot_root, "d", "d/nosuch"));
  chdir("d");
  tell("pivot", syscall(SYS_pivot_root, ".", "old"));
  printf("%s\n", getcwd(name, sizeof name) ? name : strerror(errno));
  tell("old root", access("/old/tmp/a", F_OK));
  tell("proc below", mount("/old/proc", "/proc", NULL, MS_BIND | MS_REC, NULL));
  tell("busy", umount("/old"));
  tell("leave it", umount2("/old", MNT_DETACH));
  tell("gone", access("/old/tmp", F_OK));
  chdir("/");
  tell("up", chdir(".."));
  printf("%s\n", getcwd(name, sizeof name) ? name : strerror(errno));
}

int main(void) {
  char map[64];
  int user = getuid(), group = getgid();
  if (user != 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0) {
    puts("not allowed");
    return 0;
  }
  put("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "0 %d 1", user);
  put("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "0 %d 1", group);
  put("/proc/self/gid_map", map);
  tell("private", mount(NULL, "/", NULL, MS_PRIVATE | MS_REC, NULL));
  tell("tmpfs", mount("t", "/tmp", "tmpfs", 0, NULL));
  tell("locked", umount("/proc"));
  chdir("/tmp");
  mkdir("a", 0755);
  mkdir("b", 0755);
  mkdir("c", 0755);
  mkdir("d", 0755);
  bind_and_flags();
  busy();
  peers();
  pivot();
  fflush(stdout);
  return 0;
}
