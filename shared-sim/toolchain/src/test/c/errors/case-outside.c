// expect: 3:3 error case
int main(void) {
  case 1: return 0;
}
