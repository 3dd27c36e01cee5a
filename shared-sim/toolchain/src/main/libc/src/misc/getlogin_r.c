#include <errno.h>
#include <string.h>
#include <unistd.h>

int getlogin_r(char *name, size_t size) {
  const char *login = getlogin();
  if (!login) {
    return ENOENT;
  }
  if (strlen(login) >= size) {
    return ERANGE;
  }
  strcpy(name, login);
  return 0;
}
