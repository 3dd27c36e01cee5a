// expect: 2:5 error order
int order[*];
int main(void) { return 0; }
