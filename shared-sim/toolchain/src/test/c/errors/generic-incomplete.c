// expect: 3:47 error complete
struct s;
int main(void) { return _Generic(1, struct s: 1, int: 2); }
