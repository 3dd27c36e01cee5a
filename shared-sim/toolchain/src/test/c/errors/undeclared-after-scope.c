// expect: 7:10 error inner not declared
int main(void) {
  {
    int inner = 1;
    (void)inner;
  }
  return inner;
}
