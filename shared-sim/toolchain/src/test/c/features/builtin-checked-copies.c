#include <stdio.h>

/* The copies that are told how large their target is. */
int main(void) {
  char text[32];
  unsigned size = __builtin_object_size(text, 0);
  __builtin___memset_chk(text, 'z', sizeof text, sizeof text);
  __builtin___strcpy_chk(text, "abc", sizeof text);
  __builtin___strcat_chk(text, "def", sizeof text);
  __builtin___memcpy_chk(text + 1, "XY", 2, sizeof text - 1);
  printf("%s %d\n", text, size >= sizeof text);
  printf("%d ", __builtin___sprintf_chk(text, 0, sizeof text, "%d-%s", 12, "x"));
  printf("%s\n", text);
  printf("%d ", __builtin___snprintf_chk(text, 4, 0, sizeof text, "%s", "longer"));
  printf("%s\n", text);
  printf("%d\n", __builtin___printf_chk(0, "%c%c\n", 'o', 'k'));
  printf("%s\n", __builtin_strpbrk("of these", " t"));
  __builtin_bzero(text, 2);
  printf("%d %d %d\n", text[0], text[1], text[2]);
  return 0;
}
