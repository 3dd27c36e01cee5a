// expect: 4:2 error ;
struct point {
  int x, y;
}
int main(void) { return 0; }
