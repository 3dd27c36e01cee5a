// expect: 2:1 error restrict
int restrict x;
int main(void) { return x; }
