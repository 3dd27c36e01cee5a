// expect: 4:8 warning semicolon
struct point {
  int x;
  int y
};
