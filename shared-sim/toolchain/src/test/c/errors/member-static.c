// expect: 3:3 1 error member static
struct s {
  static int x;
};
