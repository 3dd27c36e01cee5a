// expect: 4:10 error ADD
#define ADD(a, b) ((a) + (b))
int main(void) {
  return ADD(1, 2;
}
