// expect: 3:28 error alignas
int main(void) {
  register _Alignas(8) int x = 0;
  return x;
}
