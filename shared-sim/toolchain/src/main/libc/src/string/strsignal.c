#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
    "",
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
};

char *strsignal(int number) {
  static char other[32];
  if (number > 0 && number <= SIGSYS) {
    return (char *)texts[number];
  }
  if (number >= SIGRTMIN && number <= SIGRTMAX) {
    sprintf(other, "Real-time signal %d", number - SIGRTMIN);
  } else {
    sprintf(other, "Unknown signal %d", number);
  }
  return other;
}
