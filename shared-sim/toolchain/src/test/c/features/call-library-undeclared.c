/* Functions of the library that no header declared have their own types all the same. */
extern int printf(const char *, ...);

int main(void) {
  char *text = malloc(16);
  strcpy(text, "four");
  strcat(text, "teen");
  printf("%s %d %c\n", text, (int)strlen(text), *strchr(text, 't'));
  printf("%.2f %.1f %d\n", floor(2.75), fabs(-1.5), abs(-3));
  char *stack = alloca(8);
  memset(stack, 'x', 7);
  stack[7] = 0;
  printf("%s\n", stack);
  free(text);
  exit(strcmp("a", "a"));
}
