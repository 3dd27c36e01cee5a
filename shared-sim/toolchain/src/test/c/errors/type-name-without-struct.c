// expect: 4:3 error point struct
struct point { int x; };
int main(void) {
  point p;
  return 0;
}
