// expect: 4:12 error incomplete
struct t;
struct s {
  struct t v;
};
int main(void) { return 0; }
