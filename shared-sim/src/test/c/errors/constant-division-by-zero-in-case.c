// expect: 4:10 error constant
int main(void) {
  switch (1) {
    case 1 / 0: return 1;
  }
  return 0;
}
