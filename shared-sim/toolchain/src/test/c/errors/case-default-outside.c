// expect: 3:3 error default
int main(void) {
  default: return 0;
}
