// expect: 5:11 error z
struct s { int x; };
int main(void) {
  struct s v = {1};
  return v.z;
}
