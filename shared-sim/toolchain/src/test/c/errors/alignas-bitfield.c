// expect: 3:19 error alignas
struct s {
  _Alignas(4) int x : 3;
};
int main(void) { return 0; }
