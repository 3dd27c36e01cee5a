// expect: 3:16 error z
struct s { int x, y; };
struct s v = {.z = 1};
int main(void) { return v.x; }
