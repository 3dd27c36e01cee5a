// expect: 4:12 warning pointer integer
int f(char *);
int main(void) {
  return f(5);
}
