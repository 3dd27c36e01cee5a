// expect: 3:8 error member
struct s {
  char text[];
};
int main(void) { return 0; }
