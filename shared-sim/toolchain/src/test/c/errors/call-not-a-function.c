// expect: 4:10 error function
int main(void) {
  int a = 1;
  return a(2);
}
