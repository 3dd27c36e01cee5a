// expect: 4:10 error f arguments
int f(void);
int main(void) {
  return f(1);
}
