// expect: 4:12 error incomplete
struct s;
int main(void) {
  struct s v;
  return 0;
}
