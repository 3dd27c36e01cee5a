// expect: 3:25 warning discouraged
extern int odd(void) __attribute__((warning("discouraged")));
int main(void) { return odd(); }
