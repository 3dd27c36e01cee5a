// expect: 3:12 error incomplete
struct s {
  struct s inner;
};
int main(void) { return 0; }
