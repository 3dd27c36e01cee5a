// expect: 5:12 error z
struct s { int x; };
int main(void) {
  struct s v = {1};
  return v.z;
}
