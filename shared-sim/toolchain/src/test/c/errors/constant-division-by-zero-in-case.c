// expect: 4:12 error constant
int main(void) {
  switch (1) {
    case 1 / 0: return 1;
  }
  return 0;
}
