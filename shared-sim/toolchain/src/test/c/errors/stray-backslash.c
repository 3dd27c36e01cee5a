// expect: 3:13 error \ is no part
int main(void) {
  int a = 1 \ + 2;
  return a;
}
