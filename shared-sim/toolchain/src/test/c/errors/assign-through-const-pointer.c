// expect: 3:6 error const
int f(const char *s) {
  *s = 'x';
  return 0;
}
