// expect: 4:10 error ADD 2
#define ADD(a, b) ((a) + (b))
int main(void) {
  return ADD(1);
}
