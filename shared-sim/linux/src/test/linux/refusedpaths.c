// Which of several faults of a call is told: found by calls at random, compared with Linux.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static void say(const char *what, long result) {
  printf("%s %s\n", what, result == -1 ? strerror(errno) : "done");
}

int main(void) {
  char folder[] = "/tmp/refusedXXXXXX";
  mkdir("/dev/shm", 01777);
  mkdtemp(folder);
  chdir(folder);
  close(open("file", O_CREAT, 0600));
  mkdir("folder", 0700);
  symlink("nowhere", "dangling");
  symlink("folder", "leading");
  say("symlink onto a file with a slash", symlink("x", "file/"));
  say("symlink onto a dangling one", symlink("x", "dangling/"));
  say("symlink with a slash", symlink("x", "fresh/"));
  say("mkdir onto a file with a slash", mkdir("file/", 0700));
  say("mkdir onto a dangling one", mkdir("dangling/", 0700));
  say("mkdir onto a link", mkdir("leading/", 0700));
  say("mkdir with a slash", mkdir("fresh/", 0700));
  say("mknod with a slash", mknod("newer/", S_IFREG | 0600, 0));
  say("mknod onto a file with a slash", mknod("file/", S_IFREG | 0600, 0));
  say("link onto a file with a slash", link("file", "file/"));
  say("link with a slash", link("file", "newer/"));
  say("link elsewhere with a slash", link("/proc/version", "newer/"));
  say("mkdir here", mkdir(".", 0700));
  say("create with a slash", open("newer/", O_CREAT | O_WRONLY, 0600));
  say("create a file with a slash", open("file/", O_CREAT | O_WRONLY, 0600));
  say("create beyond", open("none/newer/", O_CREAT | O_WRONLY, 0600));
  say("create a directory", open("newer", O_CREAT | O_DIRECTORY, 0600));
  say("name alone, created", open("newer", O_PATH | O_CREAT, 0600));
  say("name alone, of a directory to be written", open("folder", O_PATH | O_RDWR));
  say("shorter than nothing of nothing", ftruncate(99, -1));
  say("read before of nothing", pread(99, folder, 1, -1));
  say("write before of nothing", pwrite(99, folder, 1, -1));
  int pipes[2];
  pipe(pipes);
  say("seek in a pipe", lseek(pipes[0], 0, SEEK_SET));
  say("seek strangely in a pipe", lseek(pipes[0], 0, 9));
  say("seek strangely in nothing", lseek(99, 0, 9));
  struct timespec times[2] = {{0, 0}, {0, 0}};
  say("times of nobody, strangely", utimensat(AT_FDCWD, "nobody", times, 0x200));
  int counter = eventfd(0, EFD_NONBLOCK);
  struct iovec none = {folder, 0};
  say("nothing in pieces", writev(counter, &none, 1));
  say("no pieces", readv(counter, &none, 0));
  say("nothing", write(counter, folder, 0));
  say("nothing to what reads", writev(open("file", O_RDONLY), &none, 1));
  char *memory = mmap(0, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  say("sync both", msync(memory, 4096, MS_SYNC | MS_ASYNC));
  say("sync unknown", msync(memory, 4096, 8));
  say("sync", msync(memory, 4096, MS_SYNC));
  say("advice of no kind", madvise(memory, 4096, 5));
  say("advice far off", madvise(memory, 4096, 1000));
  say("advice on nothing", madvise((void *)0x1000, 4096, MADV_DONTNEED));
  say("bad advice on nothing", madvise((void *)0x1000, 4096, 7));
  say("free", madvise(memory, 4096, MADV_DONTFORK));
  char *more = mmap(0, 16384, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(more + 8192, 4096);
  printf("shrunk over a hole %d\n", mremap(more, 16384, 4096, 0) == more);
  say("read so far that it goes over", pread64(counter, folder, 9, 0x7fffffffffffffffll));
  int null = open("/dev/null", O_RDWR);
  printf("null is at %ld\n", (long)lseek(null, 77, SEEK_SET));
  say("null in memory", fsync(null));
  say("a pipe in memory", fsync(pipes[0]));
  say("so long advice", syscall(SYS_fadvise64_64, null, 0, 0, -1, -1, 0));
  say("no room for a link of nobody", readlink("nobody", folder, 0));
  int holes = open("/dev/shm/refused", O_RDWR | O_CREAT, 0600);
  unlink("/dev/shm/refused");
  ftruncate(holes, 40000);
  pwrite(holes, "x", 1, 9000);
  printf("data %ld ", (long)lseek(holes, 0, SEEK_DATA));
  printf("hole %ld ", (long)lseek(holes, 8192, SEEK_HOLE));
  printf("here %ld ", (long)lseek(holes, 9001, SEEK_DATA));
  printf("end %ld\n", (long)lseek(holes, 12288, SEEK_HOLE));
  say("no more data", lseek(holes, 12288, SEEK_DATA));
  say("hole behind the end", lseek(holes, 40000, SEEK_HOLE));
  struct stat64 st;
  stat64("/proc/self/ns/uts", &st);
  printf("unsigned %d\n", st.st_ino >> 32 == 0);
  unlink("file");
  unlink("dangling");
  unlink("leading");
  rmdir("folder");
  rmdir("fresh");
  rmdir(folder);
  return 0;
}
