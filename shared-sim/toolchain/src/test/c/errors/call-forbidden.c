// expect: 5:18 error never
extern void bad(void) __attribute__((error("never this way")));
int main(int count, char **arguments) {
  if (sizeof(int) != 4) bad();
  if (count > 7) bad();
  return arguments == 0;
}
