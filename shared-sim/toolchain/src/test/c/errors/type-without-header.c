// expect: 3:3 error uint32_t type
int main(void) {
  uint32_t a = 1;
  return a;
}
