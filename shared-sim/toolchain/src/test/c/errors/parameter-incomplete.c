// expect: 3:16 error incomplete
struct s;
int f(struct s v) { return 0; }
int main(void) { return 0; }
