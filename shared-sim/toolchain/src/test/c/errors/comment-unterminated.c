// expect: 3:1 error comment
int main(void) { return 0; }
/* never closed
