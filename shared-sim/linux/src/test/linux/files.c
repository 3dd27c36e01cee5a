/* Files, directories, links, permissions and the errors of each. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static void show(const char *what, long result) {
  printf("%s: %ld%s%s\n", what, result, result < 0 ? " " : "", result < 0 ? strerror(errno) : "");
}

static void show_status(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0) {
    printf("%s: %s\n", path, strerror(errno));
    return;
  }
  printf("%s: mode %o links %lu size %ld\n", path, status.st_mode, (unsigned long)status.st_nlink,
         S_ISDIR(status.st_mode) ? 0L : (long)status.st_size);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static void list(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, NULL, by_name);
  int i;
  printf("%s:", path);
  for (i = 0; i < count; i++) {
    printf(" %s(%d)", entries[i]->d_name, entries[i]->d_type);
  }
  putchar('\n');
}

static void reading_and_writing(void) {
  char buffer[100];
  struct iovec pieces[2] = {{buffer, 3}, {buffer + 50, 10}};
  int file = open("f", O_RDWR | O_CREAT | O_EXCL, 0640);
  int copy;
  show("open", file >= 0 ? 0 : -1);
  show("again", open("f", O_RDWR | O_CREAT | O_EXCL, 0640));
  show("write", write(file, "hello, world\n", 13));
  show("seek", lseek(file, 7, SEEK_SET));
  copy = dup(file);
  memset(buffer, 0, sizeof buffer);
  show("read", read(copy, buffer, 100));
  printf("%s", buffer);
  show("end", read(file, buffer, 100));
  show("seek end", lseek(file, -3, SEEK_END));
  show("before", lseek(file, -30, SEEK_CUR));
  show("hole", lseek(file, 5000, SEEK_SET));
  show("write", write(file, "x", 1));
  show_status("f");
  show("pread", pread(file, buffer, 4, 4998));
  printf("%d %d %d\n", buffer[0], buffer[1], buffer[2]);
  show("truncate", ftruncate(file, 5));
  lseek(file, 0, SEEK_SET);
  show("readv", readv(file, pieces, 2));
  printf("%.3s|%.2s\n", buffer, buffer + 50);
  show("null", read(file, NULL, 0));
  show("bad address", write(file, (void *)16, 4));
  close(file);
  show("closed", read(file, buffer, 1));
  show("still", lseek(copy, 0, SEEK_CUR));
  show("read only", write(open("f", O_RDONLY), "x", 1));
  show("append", write(open("f", O_WRONLY | O_APPEND), "!", 1));
  show_status("f");
  show("fcntl", fcntl(copy, F_GETFL) & O_ACCMODE);
  show("close on exec", fcntl(copy, F_GETFD));
  show("dup2", dup2(copy, 40));
  show("dup2 self", dup2(40, 40));
  show("dup2 bad", dup2(77, 3));
  show("dup2 far", dup2(40, 100000));
}

static void names(void) {
  char buffer[100];
  show("mkdir", mkdir("d", 0777));
  show("mkdir again", mkdir("d", 0777));
  show("mkdir nowhere", mkdir("nowhere/d", 0777));
  show("mkdir in file", mkdir("f/d", 0777));
  show("link", link("f", "d/g"));
  show_status("d/g");
  show("link dir", link("d", "e"));
  show("symlink", symlink("d/g", "s"));
  show("dangling", symlink("nowhere", "t"));
  show_status("s");
  memset(buffer, 0, sizeof buffer);
  show("readlink", readlink("s", buffer, 2));
  printf("%s\n", buffer);
  show("readlink file", readlink("f", buffer, 50));
  show("open dangling", open("t", O_RDONLY));
  show("no follow", open("s", O_RDONLY | O_NOFOLLOW));
  show("loop", symlink("loop", "loop"));
  show("open loop", open("loop", O_RDONLY));
  show("directory", open("f", O_RDONLY | O_DIRECTORY));
  show("write dir", open("d", O_WRONLY));
  show("read dir", read(open("d", O_RDONLY), buffer, 10));
  show("slash", open("f/", O_RDONLY));
  show("dot", mkdir("d/.", 0777));
  list(".");
  list("d");
  show("rmdir full", rmdir("d"));
  show("rmdir file", rmdir("f"));
  show("rmdir dot", rmdir("d/."));
  show("unlink dir", unlink("d"));
  show("unlink none", unlink("none"));
  show("rename", rename("d/g", "h"));
  show("rename over dir", rename("h", "d"));
  show("rename dir over file", rename("d", "h"));
  show("rename into itself", rename("d", "d/x"));
  show("rename same", rename("f", "h"));
  show("rename none", rename("none", "x"));
  mkdir("e", 0700);
  show("rename dirs", rename("d", "e"));
  list(".");
  show_status("f");
  show("unlink", unlink("h"));
  show_status("f");
  show("chdir", chdir("e"));
  printf("%s\n", strrchr(getcwd(buffer, 100), '/'));
  show("getcwd small", getcwd(buffer, 3) ? 0 : -1);
  show("up", chdir(".."));
  show("chdir file", chdir("f"));
  show("long", open("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
                    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
                    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
                    "nnnnnnnnnnnnnnnnn",
                    O_RDONLY));
  show("empty", open("", O_RDONLY));
}

static void permissions(void) {
  umask(027);
  close(open("m", O_CREAT | O_WRONLY, 0777));
  show_status("m");
  show("chmod", chmod("m", 04751));
  show_status("m");
  show("chown", chown("m", 1000, 1000));
  show_status("m");
  mkdir("private", 0700);
  close(open("private/x", O_CREAT | O_WRONLY, 0600));
  mkdir("sticky", 0777);
  chmod("sticky", 01777);
  close(open("sticky/x", O_CREAT | O_WRONLY, 0666));
  show("setgid", setgid(1000));
  show("setuid", setuid(1000));
  show("open", open("private/x", O_RDONLY));
  show("access", access("private", R_OK));
  show("exists", access("private", F_OK));
  show("sticky", unlink("sticky/x"));
  show("create", open("new", O_CREAT | O_WRONLY, 0666));
  show("chmod own", chmod("m", 0600));
  show("chmod other", chmod("f", 0600));
  show("chown away", chown("m", 0, -1));
  show("setuid back", setuid(0));
  show("kill init", getuid() == 1000 ? 1 : 0);
}

static void mapping(void) {
  int file = open("f", O_RDWR | O_TRUNC | O_CREAT, 0644);
  char *shared;
  char *private;
  ftruncate(file, 8192);
  shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  private = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  strcpy(shared, "shared");
  printf("%s\n", private);
  strcpy(private, "own");
  printf("%s %s\n", shared, private);
  show("pread", pread(file, private + 100, 6, 0));
  printf("%.6s\n", private + 100);
  show("protect", mprotect(private, 4096, PROT_READ));
  show("unmap", munmap(shared, 8192));
  show("unmap odd", munmap(private + 1, 10));
  show("map pipe", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 99, 0) == MAP_FAILED ? -1 : 0);
  private = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(private, 7, 3 * 4096);
  show("remap", mremap(private, 3 * 4096, 4096, 0) == private ? 0 : -1);
  private = mremap(private, 4096, 64 * 4096, MREMAP_MAYMOVE);
  printf("%d %d\n", private[4095], private[4096]);
  show("brk", sbrk(100000) != (void *)-1 ? 0 : -1);
}

/* A FIFO has hung up when somebody who could write is gone, not while nobody has come yet. */
static void waiting_at_a_fifo(void) {
  struct pollfd wait = {-1, POLLIN, 0};
  int writer;
  mkfifo("fifo", 0600);
  wait.fd = open("fifo", O_RDONLY | O_NONBLOCK);
  printf("nobody %d %d\n", poll(&wait, 1, 0), wait.revents);
  writer = open("fifo", O_WRONLY);
  printf("somebody %d %d\n", poll(&wait, 1, 0), wait.revents);
  write(writer, "x", 1);
  close(writer);
  printf("gone %d %d\n", poll(&wait, 1, 0), wait.revents == (POLLIN | POLLHUP));
  close(wait.fd);
}

int main(void) {
  char folder[] = "/tmp/filesXXXXXX";
  if (!mkdtemp(folder) || chdir(folder) < 0) {
    return 1;
  }
  chmod(folder, 0755);
  umask(022);
  reading_and_writing();
  names();
  mapping();
  waiting_at_a_fifo();
  permissions();
  return 0;
}
