// expect: 4:11 error T
typedef int T;
int main(void) {
  int a = T + 1;
  return a;
}
