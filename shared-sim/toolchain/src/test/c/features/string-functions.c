#include <stdio.h>
#include <string.h>

static int sign(int v) { return (v > 0) - (v < 0); }

int main(void) {
  char b[32] = "abc";
  strcat(b, "def");
  strncat(b, "ghijk", 2);
  printf("%s %d\n", b, (int)strlen(b));
  char n[8];
  strncpy(n, "long text", 7);
  n[7] = 0;
  puts(n);
  memset(n, '.', 3);
  puts(n);
  printf("%d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("", ""),
         sign(strcmp("\xff", "a")));
  printf("%d %d\n", strncmp("abcd", "abxx", 2), sign(strncmp("abcd", "abxx", 3)));
  printf("%s %s %d\n", strchr(b, 'd'), strrchr("a/b/c", '/'), strchr(b, 'z') == 0);
  printf("%s %d\n", strstr(b, "cde"), strstr(b, "xyz") == 0);
  printf("%d %d\n", (int)strspn("112a", "123"), (int)strcspn("hello, world", ", "));
  printf("%s\n", strpbrk("key=value", "=:"));
  memmove(b + 2, b, 5);
  puts(b);
  printf("%d %d\n", sign(memcmp("ab\0c", "ab\0d", 4)), memcmp("x", "y", 0));
  printf("%s\n", (char *)memchr("find me", 'm', 7));
  char t[] = "a,b;;c";
  for (char *p = strtok(t, ",;"); p; p = strtok(0, ",;")) printf("[%s]", p);
  putchar('\n');
  return 0;
}
