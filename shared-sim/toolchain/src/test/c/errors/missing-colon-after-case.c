// expect: 4:11 error : expected
int main(void) {
  switch (1) {
    case 1 return 2;
  }
  return 0;
}
