// expect: 2:2 error directive
#includ <stdio.h>
int main(void) { return 0; }
