// expect: 3:13 error double
int main(void) {
  long long double a = 1;
  return 0;
}
