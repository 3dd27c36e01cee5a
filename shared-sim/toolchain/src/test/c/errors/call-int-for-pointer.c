// expect: 4:12 error pointer integer
int f(char *);
int main(void) {
  return f(5);
}
