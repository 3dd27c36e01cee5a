#include <stdlib.h>
#include <sys/sysinfo.h>

/* The kernel counts in units of 1/65536. */
int getloadavg(double averages[], int count) {
  struct sysinfo info;
  int i;
  if (sysinfo(&info) < 0) {
    return -1;
  }
  for (i = 0; i < count && i < 3; i++) {
    averages[i] = info.loads[i] / 65536.0;
  }
  return i;
}
