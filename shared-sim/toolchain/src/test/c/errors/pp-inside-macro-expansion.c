// expect: 4:10 error b
#define ADD(a) ((a) + b)
int main(void) {
  return ADD(1);
}
