#include <fcntl.h>
#include <unistd.h>

/* What sethostid has written; else 0: a host has no address here that would stay. */
long gethostid(void) {
  int id = 0, file = open("/etc/hostid", O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    if (read(file, &id, sizeof id) != sizeof id) {
      id = 0;
    }
    close(file);
  }
  return id;
}

int sethostid(long id) {
  int word = (int)id, file = open("/etc/hostid", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  ssize_t count;
  if (file < 0) {
    return -1;
  }
  count = write(file, &word, sizeof word);
  close(file);
  return count == sizeof word ? 0 : -1;
}
