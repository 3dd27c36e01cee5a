#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

char *getlogin(void) {
  struct passwd *user = getpwuid(getuid());
  return user ? user->pw_name : NULL;
}

/* Asks at the terminal, without an echo. */
char *getpass(const char *prompt) {
  static char password[128];
  struct termios before;
  struct termios silent;
  ssize_t length;
  int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal < 0) {
    return NULL;
  }
  tcgetattr(terminal, &before);
  silent = before;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr(terminal, TCSAFLUSH, &silent);
  dprintf(terminal, "%s", prompt);
  length = read(terminal, password, sizeof password - 1);
  tcsetattr(terminal, TCSAFLUSH, &before);
  dprintf(terminal, "\n");
  close(terminal);
  password[length < 0 ? 0 : length] = 0;
  password[strcspn(password, "\n")] = 0;
  return password;
}
