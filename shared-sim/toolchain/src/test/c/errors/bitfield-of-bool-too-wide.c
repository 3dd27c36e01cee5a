// expect: 3:13 error cannot have this width
struct s {
  _Bool f : 2;
};
int main(void) { return 0; }
