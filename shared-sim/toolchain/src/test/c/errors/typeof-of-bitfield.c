// expect: 6:12 error typeof
struct s {
  int f : 3;
} s;
int main(void) {
  typeof(s.f) copy = 1;
  return copy;
}
