// expect: 4:11 error integer
int main(void) {
  char *p = "a";
  switch (p) {
    default: return 1;
  }
}
